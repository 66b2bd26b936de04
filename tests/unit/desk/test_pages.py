"""What the pages of a record and of a matter bring together from the rooms, and what they leave out."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bluelamp.conversations.services import end_chat
from bluelamp.core.actor import Actor
from bluelamp.ledger.enums import Act
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from bluelamp.records import services
from bluelamp.records.enums import Basis, LinkKind
from bluelamp.records.models import Link, Matter, Person
from bluelamp.records.types import Provenance, Ref
from tests.factories.records import open_matter, person, said, vehicle
from tests.plugins.cast import Cast
from tests.plugins.world import World
from tests.unit.desk.records_pages import SEARCH, of, text

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
