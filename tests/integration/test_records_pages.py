"""Pages of records, as a browser sees them: what is shown, recorded, linked and corrected, and what the ledger says."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bluelamp.conversations.services import end_chat
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from bluelamp.records import services
from bluelamp.records.enums import Basis, LinkKind
from bluelamp.records.models import ContactPoint, Link, Matter, Person, Place, PropertyItem, Vehicle
from bluelamp.records.types import Provenance, Ref
from tests.factories.records import open_matter, person, said, vehicle
from tests.integration.records_pages import SEARCH, of, text
from tests.plugins.cast import Cast
from tests.plugins.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
SAID = {"basis": "fact", "said_in": "Statement of 3 May"}


@pytest.fixture
def mine(cast: Cast) -> Matter:
    return open_matter(cast["detective"])


def consultations(action: str) -> list[Entry]:
    return list(Entry.objects.filter(act=Act.CONSULTATION, action=action).order_by("id"))


def test_a_persons_page_says_what_is_known_and_whence(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    actor = cast["detective"]
    ann, car = person(actor, mine, "Ann Lamplighter", kind=LinkKind.VICTIM_OF), vehicle(actor, mine)
    other = open_matter(actor, "Theft from a shop")
    for target, kind, basis in ((other, LinkKind.SUSPECT_OF, Basis.OPINION), (car, LinkKind.USES, Basis.FACT)):
        services.link(
            actor=actor,
            source=ann,
            target=target,
            kind=kind,
            basis=basis,
            provenance=Provenance(source="Statement of 3 May", matter=mine.id if target is car else None),
        )
    page = sign_in("detective").get(of(ann, "person"))
    words = text(page)
    assert words.index("As a victim") < words.index(mine.reference) < words.index("As a suspect")
    assert words.index("As a suspect") < words.index("Opinion or assessment, not fact") < words.index(other.reference)
    for part in ("Source: Statement of 3 May. DC Nora Silvester 7012", "AB12 CDE", "In the order of time"):
        assert part in words
    assert of(car, "vehicle") in page.content.decode()
    assert f"/desk/records/matter/{other.id}" in page.content.decode()
    (entry,) = consultations("records.record.read")
    assert {str(Ref.of(ann)), str(Ref.of(car))} <= set(entry.subjects)


def test_a_persons_page_is_the_same_whether_there_are_other_matters_or_none(
    cast: Cast, sign_in: SignIn, mine: Matter
) -> None:
    ann = person(cast["detective"], mine)
    client = sign_in("detective")
    token = re.compile(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"')
    before = token.sub("", client.get(of(ann, "person")).content.decode())
    hidden = open_matter(cast["responder"])
    services.link(
        actor=cast["supervisor"],
        source=ann,
        target=hidden,
        kind=LinkKind.SUSPECT_OF,
        basis=Basis.FACT,
        provenance=said(),
    )
    after = token.sub("", client.get(of(ann, "person")).content.decode())
    assert before == after
    assert "never says whether there are others" in before
    assert hidden.reference in text(sign_in("supervisor").get(of(ann, "person")))


def test_a_matters_page_keeps_people_apart_and_shows_what_was_taken_back(
    cast: Cast, sign_in: SignIn, mine: Matter
) -> None:
    actor = cast["detective"]
    person(actor, mine, "Vera Victim", kind=LinkKind.VICTIM_OF)
    person(actor, mine, "Sid Suspect", kind=LinkKind.SUSPECT_OF)
    wrong = person(actor, mine, "Will Wrong", kind=LinkKind.WITNESS_OF)
    with writing():
        services.unlink(actor=actor, link=Link.objects.get(source_id=wrong.pk).pk, why="He was abroad")
    page = sign_in("detective").get(f"/desk/records/matter/{mine.id}")
    words = text(page)
    assert words.index("Victims") < words.index("Vera Victim") < words.index("Suspects") < words.index("Sid Suspect")
    assert "Taken back: 1" in words
    assert "He was abroad" in words
    assert of(wrong, "person") not in page.content.decode(), "a name taken back is no link"


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("call_taker", Purpose.CONTACT),
        ("dispatcher", Purpose.RESPONSE),
        ("rtic_analyst", Purpose.INTELLIGENCE),
        ("supervisor", Purpose.SUPERVISION),
        ("crime_registrar", Purpose.SUPERVISION),
    ],
)
def test_the_ledger_names_what_each_looks_for(
    cast: Cast, sign_in: SignIn, mine: Matter, name: str, purpose: Purpose
) -> None:
    person(cast["detective"], mine)
    assert sign_in(name).get(f"/desk/records/matter/{mine.id}").status_code == 200
    (entry,) = consultations("records.matter.read")
    assert (entry.purpose, entry.matter_id) == (purpose, mine.id)


def test_an_auditor_sees_the_outside_of_a_matter(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    person(cast["detective"], mine, "Vera Victim", kind=LinkKind.VICTIM_OF)
    words = text(sign_in("auditor").get(f"/desk/records/matter/{mine.id}"))
    assert "Who is in it is not for your role." in words
    assert "Vera Victim" not in words
    assert f"Matter {mine.reference} was opened" in words


def test_merged_matters_say_so_on_both_pages(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    other = open_matter(cast["detective"])
    services.merge_matters(actor=cast["supervisor"], source=other.id, into=mine.id, reason="Same")
    client = sign_in("detective")
    assert f"Read together with {other.reference}" in text(client.get(f"/desk/records/matter/{mine.id}"))
    page = client.get(f"/desk/records/matter/{other.id}")
    assert "Merged into" in text(page)
    assert f"/desk/records/matter/{mine.id}" in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "data", "model"),
    [
        ("person", {"given": "Ann", "family": "Lamplighter", "earliest": "12 3 1984", "kind": "witness_of"}, Person),
        ("place", {"building": "12", "street": "Lantern Row", "postcode": "b4 7ap", "kind": "scene_of"}, Place),
        ("vehicle", {"vrm": "ab12 cde", "colour": "Grey", "kind": "involved_in"}, Vehicle),
        ("property", {"description": "Laptop", "sort": "device", "kind": "stolen_in"}, PropertyItem),
        ("contact", {"value": "0121 496 0000", "kind": "mentioned_in"}, ContactPoint),
    ],
)
def test_somebody_or_something_new_is_recorded_with_its_source(
    sign_in: SignIn, mine: Matter, kind: str, data: dict[str, str], model: Any
) -> None:
    client = sign_in("detective")
    address = f"/desk/records/matter/{mine.id}/add/{kind}"
    assert client.get(address).status_code == 200
    response = client.post(address, data | SAID)
    assert response.headers["Location"] == f"/desk/records/matter/{mine.id}"
    with writing():
        made, link = model.objects.get(), Link.objects.get()
    assert (link.source_id, link.kind, link.said_in) == (made.pk, data["kind"], "Statement of 3 May")
    assert made.title in text(client.get(of(made, kind)))
    assert made.title in text(client.get(f"/desk/records/matter/{mine.id}"))


def test_an_organisation_is_recorded_and_has_its_page(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    client = sign_in("detective")
    data = {"name": "Lantern Stores", "number": "01234567", "kind": "victim_of"} | SAID
    assert client.post(f"/desk/records/matter/{mine.id}/add/organisation", data).status_code == 302
    with writing():
        shop = Link.objects.get().source_id
    assert "Lantern Stores" in text(client.get(f"/desk/records/organisation/{shop}"))


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("person", {"kind": "witness_of"}, "family"),
        ("person", {"family": "Lamp", "earliest": "1 1 2999", "kind": "witness_of"}, "earliest"),
        ("place", {"kind": "scene_of"}, "street"),
        ("place", {"postcode": "nowhere", "kind": "scene_of"}, "postcode"),
        ("vehicle", {"kind": "involved_in"}, "vrm"),
        ("vehicle", {"vin": "short", "kind": "involved_in"}, "vin"),
        ("property", {"kind": "stolen_in"}, "description"),
        ("property", {"description": "Phone", "imei": "123", "sort": "device", "kind": "stolen_in"}, "imei"),
        ("contact", {"value": "12", "kind": "mentioned_in"}, "value"),
        ("contact", {"value": "a@", "kind": "mentioned_in"}, "value"),
        ("organisation", {"kind": "victim_of"}, "name"),
        ("person", {"family": "Lamp", "kind": "stolen_in"}, "kind"),
    ],
)
def test_what_cannot_be_recorded_is_said_at_its_field(
    sign_in: SignIn, mine: Matter, kind: str, data: dict[str, str], field: str
) -> None:
    page = sign_in("detective").post(f"/desk/records/matter/{mine.id}/add/{kind}", {"sort": "other"} | data | SAID)
    assert page.status_code == 422
    assert f'href="#id_{field}"' in page.content.decode()


def test_records_of_no_kind_are_not_found(sign_in: SignIn, mine: Matter) -> None:
    client = sign_in("detective")
    for address in (f"/desk/records/ghost/{new_id()}", f"/desk/records/matter/{mine.id}/add/ghost"):
        assert client.get(address).status_code == 404


def test_two_records_of_a_matter_are_linked_and_the_link_is_taken_back(
    cast: Cast, sign_in: SignIn, mine: Matter
) -> None:
    actor, client = cast["detective"], sign_in("detective")
    ann, car = person(actor, mine), vehicle(actor, mine)
    address = f"/desk/records/matter/{mine.id}/link"
    assert "Ann Example" in text(client.get(address))
    given = {"source": str(Ref.of(ann)), "target": str(Ref.of(car)), "kind": "owns"} | SAID
    assert client.post(address, given).status_code == 302
    again = client.post(address, given)
    assert again.status_code == 422
    assert "already linked in this way" in text(again)
    nonsense = client.post(address, given | {"kind": "lives_at"})
    assert "Lives at" in text(nonsense)
    assert nonsense.status_code == 422
    elsewhere = client.post(address, given | {"target": f"records.vehicle:{new_id()}"})
    assert elsewhere.status_code == 422
    with writing():
        link = Link.objects.get(kind=LinkKind.OWNS)
    page = f"/desk/records/link/{link.pk}/take-back"
    assert "Ann Example: owns AB12 CDE" in text(client.get(page))
    assert client.post(page, {"why": ""}).status_code == 422
    assert client.post(page, {"why": "Sold in May"}).headers["Location"] == f"/desk/records/matter/{mine.id}"
    assert client.get(page).status_code == 404
    with writing():
        assert Link.objects.get(pk=link.pk).retracted_why == "Sold in May"


def test_who_was_found_is_brought_into_a_matter_and_seen_from_then_on(cast: Cast, sign_in: SignIn) -> None:
    mine, theirs = open_matter(cast["detective"]), open_matter(cast["responder"])
    ann = person(cast["responder"], theirs, "Ann Lamplighter")
    client = sign_in("detective")
    address = of(ann, "person", "/tie")
    form = client.get(address)
    assert form.status_code == 200
    assert "Ann Lamplighter" not in text(form), "the reason that was given was for the search alone"
    given = {"reference": mine.reference.lower(), "kind": "suspect_of"} | SAID | {"basis": "opinion"}
    silent = client.post(address, given)
    assert silent.status_code == 422
    assert "Say why you need them in this matter." in text(silent)
    assert client.get(of(ann, "person")).status_code == 404
    given |= {"purpose": "investigation", "reason": "A witness named her"}
    wrong = client.post(address, given | {"reference": theirs.reference})
    assert wrong.status_code == 422
    assert "There is nothing with this reference that you can see." in text(wrong)
    assert client.post(address, given | {"reference": "CR-1"}).status_code == 422
    assert client.post(address, given).headers["Location"] == of(ann, "person")
    page = client.get(of(ann, "person"))
    assert mine.reference in text(page)
    assert theirs.reference not in text(page)
    assert of(ann, "person", "/correct") not in page.content.decode()
    assert client.get(of(ann, "person", "/correct")).status_code == 403


def test_only_people_can_be_brought_in_from_beyond(cast: Cast, sign_in: SignIn) -> None:
    car = vehicle(cast["responder"], open_matter(cast["responder"]))
    assert sign_in("detective").get(of(car, "vehicle", "/tie")).status_code == 404


def test_two_people_are_said_to_be_the_same(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    ann, twin = person(cast["detective"], mine), person(cast["detective"], mine)
    client = sign_in("detective")
    address = of(ann, "person", f"/same/{twin.pk}")
    assert address in client.get(of(ann, "person")).content.decode()
    assert mine.reference in text(client.get(address))
    assert client.post(address, SAID).status_code == 422
    assert client.post(address, SAID | {"matter": str(mine.id)}).headers["Location"] == of(ann, "person")
    page = text(client.get(of(ann, "person")))
    assert "Also recorded as" in page
    assert "Perhaps the same" not in page


def test_a_description_is_corrected_and_what_it_said_is_kept(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    ann = person(cast["detective"], mine, "Ann Lampligter")
    client = sign_in("detective")
    address = of(ann, "person", "/correct")
    form = client.get(address).content.decode()
    assert 'value="Lampligter"' in form
    given = {"given": "Anne", "family": "Lamplighter", "earliest": "1 1 1984", "latest": "31 12 1984"}
    given |= {"matter": str(mine.id), "version": "1", "reason": "She spelt it"}
    assert client.post(address, given | {"reason": ""}).status_code == 422
    backwards = client.post(address, given | {"latest": "1 1 1980"})
    assert 'href="#id_earliest"' in backwards.content.decode()
    assert client.post(address, given).headers["Location"] == of(ann, "person")
    page = text(client.get(of(ann, "person")))
    assert "between 1 January 1984 and 31 December 1984" in page
    assert "Description corrected: She spelt it" in page
    late = client.post(address, given)
    assert late.status_code == 422
    assert "Somebody else corrected this person meanwhile." in text(late)
    assert 'value="31 12 1984"' in client.get(address).content.decode()


def test_whoever_sees_a_person_but_works_on_none_of_their_matters_corrects_nothing(
    cast: Cast, sign_in: SignIn, mine: Matter
) -> None:
    ann = person(cast["detective"], mine)
    client = sign_in("dispatcher")
    page = client.get(of(ann, "person")).content.decode()
    assert "/correct" not in page
    assert "/take-back" not in page
    assert client.get(of(ann, "person", "/correct")).status_code == 403


def test_report_incident_and_case_lead_to_the_matter_and_who_is_in_it(world: World) -> None:
    ids = world.own.ids
    for name, address in (
        ("call_taker", f"/desk/contact/{ids['report_id']}"),
        ("dispatcher", f"/desk/dispatch/{ids['incident_id']}"),
        ("detective", f"/desk/cases/{ids['case_id']}"),
    ):
        page = world.client(name).get(address).content.decode()
        assert f"/desk/records/matter/{ids['matter']}" in page, name
        assert f"/desk/records/person/{ids['person_id']}" in page, name
        assert "/desk/records/place/" in page, name


def test_whoever_may_not_see_the_matter_is_not_led_there(world: World, cast: Cast) -> None:
    """A desk that reads every report, when the matter is over and it talks with nobody of it."""
    ids = world.own.ids
    end_chat(actor=cast["call_taker"], conversation_id=ids["his"], became="Advice.")
    services.close_matter(actor=cast["supervisor"], matter=ids["matter"], reason="Done")
    page = world.client("call_taker").get(f"/desk/contact/{ids['report_id']}").content.decode()
    assert "/desk/records/matter/" not in page
    assert "/desk/records/person/" not in page


def test_a_person_of_a_merged_matter_is_named_without_a_page_that_would_not_open(
    cast: Cast, sign_in: SignIn, mine: Matter
) -> None:
    other = open_matter(cast["detective"])
    ann = person(cast["detective"], other)
    services.merge_matters(actor=cast["supervisor"], source=other.id, into=mine.id, reason="Same")
    page = sign_in("dispatcher").get(f"/desk/records/matter/{mine.id}").content.decode()
    assert "Ann Example" in page
    assert of(ann, "person") not in page
    assert of(ann, "person") in sign_in("detective").get(f"/desk/records/matter/{mine.id}").content.decode()


@pytest.mark.parametrize("size", [1, 12])
def test_pages_take_as_many_queries_however_much_they_show(
    cast: Cast, sign_in: SignIn, mine: Matter, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor, client = cast["detective"], sign_in("detective")
    ann = _much(actor, mine, size)
    found = client.post(SEARCH, {"q": "Ann Lamplighter"}).headers["Location"]
    for address, most in (
        (of(ann, "person"), 39),
        (f"/desk/records/matter/{mine.id}", 39),
        (found, 18),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def _much(actor: Actor, matter: Matter, size: int) -> Person:
    ann = person(actor, matter, "Ann Lamplighter")
    for number in range(size):
        car = vehicle(actor, matter, f"AB{number:02} CDE")
        person(actor, matter, "Ann Lamplighter")
        services.link(
            actor=actor,
            source=ann,
            target=car,
            kind=LinkKind.USES,
            basis=Basis.OPINION,
            provenance=Provenance(source=f"access.user:{actor.id}", matter=matter.id),
        )
        services.link(
            actor=actor,
            source=ann,
            target=open_matter(actor),
            kind=LinkKind.WITNESS_OF,
            basis=Basis.FACT,
            provenance=said(),
        )
    return ann
