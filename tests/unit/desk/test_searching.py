"""The records desk's search, as a browser sees it: what is asked and kept, how far it looks, what the ledger says."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry, Note
from bluelamp.ledger.reading import writing
from bluelamp.records import services
from bluelamp.records.models import Link, Matter
from bluelamp.records.types import Ref
from tests.factories.records import open_matter, person, vehicle
from tests.plugins.cast import Cast
from tests.unit.desk.records_pages import SEARCH, of, text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def mine(cast: Cast) -> Matter:
    return open_matter(cast["detective"])


def search(client: Client, **asked: str) -> Any:
    """Ask, and go where the browser is sent."""
    return client.post(SEARCH, asked, follow=True)


def test_one_search_is_one_consultation_that_names_what_was_shown(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    ann, car = person(cast["detective"], mine, "Ann Lamplighter"), vehicle(cast["detective"], mine)
    person(cast["responder"], open_matter(cast["responder"]), "Ann Lamplighter")
    page = search(sign_in("detective"), name="Ann Lampligter", mark="ab12cde")
    assert "Ann Lamplighter" in text(page)
    assert "Family name one letter different" in text(page)
    (entry,) = Entry.objects.filter(act=Act.CONSULTATION)
    assert (entry.action, entry.purpose, entry.actor_id) == (
        "records.record.search",
        Purpose.INVESTIGATION,
        cast["detective"].id,
    )
    with writing():
        links = [str(Ref.of(link)) for link in Link.objects.filter(matter=mine)]
    assert sorted(entry.subjects) == sorted([str(Ref.of(ann)), str(Ref.of(car)), *links])


def test_looking_further_is_one_consultation_with_its_purpose_and_reason(cast: Cast, sign_in: SignIn) -> None:
    ann = person(cast["responder"], open_matter(cast["responder"]), "Ann Lamplighter")
    client = sign_in("detective")
    further = {"everywhere": "on", "purpose": "safeguarding", "reason": "A child at this address"}
    page = search(client, name="Ann Lamplighter", **further)
    assert "Ann Lamplighter" in text(page)
    assert of(ann, "person") + '"' not in page.content.decode(), "found, but not theirs to open"
    assert of(ann, "person", "/tie") in page.content.decode()
    assert search(client, name="Zbigniew Quux", **further).status_code == 200
    found, vain = Entry.objects.filter(act=Act.CONSULTATION).order_by("id")
    for entry, subjects in ((found, [str(Ref.of(ann))]), (vain, [])):
        assert (entry.action, entry.purpose) == ("records.person.search_all", Purpose.SAFEGUARDING)
        assert entry.subjects == subjects
        assert Note.objects.get(pk=entry.pk).text == "A child at this address"
    assert client.get(of(ann, "person")).status_code == 404


@pytest.mark.parametrize("name", ["detective", "supervisor"])
def test_looking_further_wants_a_purpose_and_a_reason(cast: Cast, sign_in: SignIn, name: str) -> None:
    asked = {"name": "Ann Lamplighter"} | ({"everywhere": "on"} if name == "detective" else {})
    page = search(sign_in(name), **asked)
    assert page.status_code == 422
    assert "Choose what you are looking for this for." in text(page)
    assert "Say why you need to look." in text(page)
    assert 'value="Ann Lamplighter"' in page.content.decode(), "nothing that was typed is lost"
    assert not Entry.objects.filter(act=Act.CONSULTATION).exists()


def test_a_dispatcher_is_not_offered_to_look_further(cast: Cast, sign_in: SignIn) -> None:
    ann = person(cast["responder"], open_matter(cast["responder"]), "Ann Lamplighter")
    services.close_matter(actor=cast["supervisor"], matter=Matter.objects.get().id, reason="Done")
    client = sign_in("dispatcher")
    assert "every matter" not in text(client.get(SEARCH))
    page = search(client, name="Ann Lamplighter", everywhere="on", purpose="response", reason="I want to")
    assert "Nothing was found." in text(page)
    assert str(ann.pk) not in page.content.decode()


def test_no_name_stands_in_an_address_a_title_or_a_log(
    cast: Cast, sign_in: SignIn, mine: Matter, caplog: pytest.LogCaptureFixture
) -> None:
    ann = person(cast["detective"], mine, "Quilla Zefyr")
    client = sign_in("detective")
    page = search(client, q="Quilla Zefyr")
    assert page.redirect_chain[0][1] == 302
    assert re.fullmatch(r"/desk/records/found/[0-9a-f-]{36}", page.redirect_chain[0][0])
    for shown in (page, client.get(of(ann, "person"))):
        html = shown.content.decode()
        assert "Quilla" in html
        assert "Quilla" not in re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]  # type: ignore[index]  # it is there
        assert not re.search(r'(href|action|src)="[^"]*(Quilla|Zefyr)', html, re.IGNORECASE)
        assert shown.headers["Cache-Control"] == "no-store"
    assert "Quilla" not in caplog.text
    assert all(field in page.content.decode() for field in ('autocomplete="off"', 'method="post"'))


def test_a_name_in_the_address_is_not_searched_for(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    person(cast["detective"], mine, "Quilla Zefyr")
    assert "Quilla" not in text(sign_in("detective").get(SEARCH, {"q": "Quilla Zefyr", "name": "Quilla Zefyr"}))


def test_a_search_that_its_reader_may_no_longer_make_is_asked_again(cast: Cast, sign_in: SignIn) -> None:
    from bluelamp.access.models import User

    client = sign_in("detective")
    address = client.post(SEARCH, {"q": "Ann Lamplighter"}).headers["Location"]
    User.objects.filter(pk=cast["detective"].id).update(roles=["supervisor"])
    page = client.get(address)
    assert page.status_code == 422
    assert "Choose what you are looking for this for." in text(page)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Enter something to look for."),
        ({"q": "   "}, "Enter something to look for."),
        ({"born": "yesterday"}, "Enter a day like 12 3 1984."),
        ({"contact": "12"}, "Enter a telephone number"),
        ({"mark": "a!"}, "Enter a registration number"),
        ({"q": "x" * 300}, "250"),
        ({"q": "CR-26-7KQ4M2XP0"}, "One letter or number of this reference is wrong."),
    ],
)
def test_what_cannot_be_looked_for_is_said_at_its_field(sign_in: SignIn, asked: dict[str, str], said: str) -> None:
    page = search(sign_in("detective"), **asked)
    assert page.status_code == 422
    assert said in text(page)
    assert 'href="#id_' in page.content.decode()


def test_nothing_found_says_what_to_try(sign_in: SignIn) -> None:
    page = search(sign_in("detective"), name="Ann", born="12 3 1984", place="B4 7AP", mark="AB12CDE", number="C02XL0")
    for tip in (
        "family name alone",
        "without the date of birth",
        "postcode alone",
        "Only part",
        "IMEI",
        "every matter",
    ):
        assert tip in text(page)
