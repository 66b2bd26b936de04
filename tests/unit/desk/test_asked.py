"""What was asked on the search page: kept in its own session, under a number that says nothing, and not for ever."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.records.models import Matter
from tests.factories.records import open_matter, person
from tests.plugins.cast import Cast
from tests.unit.desk.records_pages import SEARCH, text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
_GONE = "That search is no longer kept."


@pytest.fixture
def mine(cast: Cast) -> Matter:
    return open_matter(cast["detective"])


def asked(client: Client, words: str) -> str:
    """The address that the browser is sent on to."""
    return client.post(SEARCH, {"q": words}).headers["Location"]


def test_a_search_can_be_gone_back_to_in_its_own_session_only(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    person(cast["detective"], mine, "Ann Lamplighter")
    client, other = sign_in("detective"), sign_in("call_taker")
    address = asked(client, "Ann Lamplighter")
    for _ in range(2):
        assert "Ann Lamplighter" in text(client.get(address))
    elsewhere = other.get(address, follow=True)
    assert _GONE in text(elsewhere)
    assert "Ann Lamplighter" not in text(elsewhere)


def test_the_oldest_of_many_searches_goes_first_and_only_that(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    client = sign_in("detective")
    kept = {letter: asked(client, f"Somebody {letter * 3}") for letter in "abcdefghijk"}
    assert _GONE in text(client.get(kept["a"], follow=True))
    for letter in "bk":
        assert f"“Somebody {letter * 3}”" in text(client.get(kept[letter]))


def test_what_was_asked_ends_with_the_session(cast: Cast, sign_in: SignIn, mine: Matter) -> None:
    person(cast["detective"], mine, "Ann Lamplighter")
    client = sign_in("detective")
    address = asked(client, "Ann Lamplighter")
    client.logout()
    again = sign_in("detective")
    page = text(again.get(address, follow=True))
    assert _GONE in page
    assert "Lamplighter" not in page
