"""Putting right what is said of people and things: who may, what is refused, and what is kept."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from bluelamp.records.enums import LinkKind
from bluelamp.records.models import Link, Matter
from bluelamp.records.types import Ref
from tests.factories.records import open_matter, person, vehicle
from tests.plugins.cast import Cast
from tests.unit.desk.records_pages import of, text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
SAID = {"basis": "fact", "said_in": "Statement of 3 May"}


@pytest.fixture
def mine(cast: Cast) -> Matter:
    return open_matter(cast["detective"])


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


def test_whoever_is_seen_is_tied_without_a_reason_and_named_on_the_page(
    cast: Cast, sign_in: SignIn, mine: Matter
) -> None:
    ann, other = person(cast["detective"], mine, "Ann Lamplighter"), open_matter(cast["detective"])
    client, address = sign_in("detective"), of(ann, "person", "/tie")
    page = text(client.get(address))
    assert "Ann Lamplighter" in page
    assert "Why do you need them in this matter?" not in page
    assert client.post(address, {"reference": "", "kind": "witness_of"} | SAID).status_code == 422
    given = {"reference": other.reference, "kind": "witness_of"} | SAID
    assert client.post(address, given).headers["Location"] == of(ann, "person")
    assert other.reference in text(client.get(of(ann, "person")))


def test_two_of_whom_one_is_not_seen_are_not_said_to_be_the_same(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    ann, hidden = person(cast["detective"], mine), person(cast["responder"], open_matter(cast["responder"]))
    for address in (of(ann, "person", f"/same/{hidden.pk}"), of(hidden, "person", f"/same/{ann.pk}")):
        assert sign_in("detective").post(address, SAID | {"matter": str(mine.id)}).status_code == 404
    assert not Link.objects.filter(kind=LinkKind.SAME_AS).exists()


@pytest.mark.parametrize(("name", "status"), [("dispatcher", 403), ("responder", 404)])
def test_whoever_does_not_work_on_the_matter_takes_nothing_back(
    cast: Cast, sign_in: SignIn, mine: Matter, name: str, status: int
) -> None:
    person(cast["detective"], mine)
    with writing():
        link = Link.objects.get()
    address = f"/desk/records/link/{link.pk}/take-back"
    assert sign_in(name).get(address).status_code == status
    assert sign_in(name).post(address, {"why": "I say so"}).status_code == status
    with writing():
        assert Link.objects.get().retracted_at is None
