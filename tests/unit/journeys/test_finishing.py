"""The check page and what it sends; a code shown, and emailed only where that is safe."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from bluelamp.journeys import catalogue
from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.models import Draft, DraftKey
from tests.factories.journeys import trial
from tests.integration.journeys_urls import RECEIVED, REFUSED, SENT_CODES
from tests.integration.journeys_walker import Page, Walker
from tests.unit.journeys.pages import MADE, complete

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.journeys_urls")]


def test_a_change_from_the_check_page_returns_there(walker: Walker) -> None:
    complete(walker)
    check = f"{walker.base}/check"
    change = f"{walker.url('shop')}?from=check"
    assert change in walker.read(check).links
    assert f'href="{check}"' in walker.client.get(change).content.decode()
    assert walker.client.post(change, {"shop": "Corner Stores"})["Location"] == check
    assert b"Corner Stores" in walker.client.get(check).content


def test_a_change_that_asks_more_asks_it_first(walker: Walker) -> None:
    complete(walker)
    advice = walker.client.post(f"{walker.url('armed')}?from=check", {"armed": "yes"})["Location"]
    assert advice == f"{walker.url('armed')}/advice?from=check"
    following = walker.client.post(advice)["Location"]
    assert following == f"{walker.url('weapon')}?from=check"
    assert walker.client.post(following, {"weapon": "A knife"})["Location"] == f"{walker.base}/check"


def test_sending_too_early_links_to_what_is_missing(walker: Walker) -> None:
    walker.answer("account", "It happened")
    response = walker.client.post(f"{walker.base}/check")
    assert response.status_code == 422
    links = Page(response.content.decode()).links
    for name in ("shop", "place", "kind", "armed", "photos"):
        assert links.count(f"{walker.url(name)}?from=check") == 2  # the summary and the change link
    assert RECEIVED == []


def test_what_is_asked_about_something_is_neither_shown_nor_sent_at_another_door(walker: Walker) -> None:
    complete(walker)
    check = f"{walker.base}/check"
    Draft.objects.update(about="contact.report:1")
    assert walker.client.get(check).status_code == walker.client.post(check).status_code == 404
    assert RECEIVED == []


def test_a_door_sends_only_what_it_offers(walker: Walker) -> None:
    catalogue.register(replace(MADE, slug="other"))
    complete(walker)
    draft = walker.base.rpartition("/")[2]
    for elsewhere in (f"/ask/other/{draft}/check", f"/narrow/other/{draft}/check"):
        assert walker.client.post(elsewhere).status_code == 404
    assert RECEIVED == []
    catalogue.withdraw("other")


WISH = {"email": "sam@example.com", "safe": "yes", "wording": "neutral"}


@pytest.mark.parametrize("wording", ["neutral", "full"])
@pytest.mark.usefixtures("offered")
def test_a_door_with_notices_can_send_the_code(wording: str) -> None:
    walker = Walker(trial(), door="narrow")
    walker.begin()
    assert "email" in walker.read(f"{walker.base}/save").fields
    shown = walker.client.post(f"{walker.base}/save", WISH | {"wording": wording}).content.decode()
    [(code, email, neutral)] = SENT_CODES
    assert code in shown
    assert "also sending it to you by email" in shown
    assert (email, neutral) == ("sam@example.com", wording == "neutral")
    SENT_CODES.clear()
    walker.client.post(f"{walker.base}/save")
    walker.client.post(f"{walker.base}/save", {"email": " ", "safe": "yes", "wording": "full"})
    assert SENT_CODES == []


@pytest.mark.usefixtures("offered")
def test_a_code_that_is_not_emailed_is_shown_all_the_same() -> None:
    walker = Walker(trial(), door="narrow")
    walker.begin()
    shown = walker.client.post(f"{walker.base}/save", WISH | {"email": REFUSED}).content.decode()
    assert SENT_CODES == []
    assert "We have not sent it by email" in shown
    code = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", shown)
    assert code is not None
    assert Client().post("/narrow/return", {"code": code[0]})["Location"] == walker.base


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "sam at example"}, "Enter an email address in the correct format"),
        ({"safe": ""}, "Confirm that it is safe to email this address"),
        ({"wording": ""}, "Select what the email may say"),
        ({"wording": "everything"}, "Select what the email may say"),
    ],
)
@pytest.mark.usefixtures("offered")
def test_a_code_is_emailed_only_where_it_can_and_may_be(changes: dict[str, str], words: str) -> None:
    walker = Walker(trial(), door="narrow")
    walker.begin()
    response = walker.client.post(f"{walker.base}/save", WISH | changes)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Page(response.content.decode()).fields["email"] == [(WISH | changes)["email"]]
    assert SENT_CODES == []


@pytest.mark.usefixtures("offered")
def test_asking_about_leaving_the_device_takes_nothing_away_yet() -> None:
    walker = Walker(trial())
    base = walker.begin()
    asked = walker.client.get(f"{base}/forget")
    assert asked.status_code == 200
    assert "drafts" not in asked.cookies
    assert walker.client.get(base).status_code == 200


@pytest.mark.usefixtures("offered")
def test_whoever_asks_for_no_code_is_given_none() -> None:
    walker = Walker(trial())
    base = walker.begin()
    walker.client.get(f"{base}/save", {"email": "sam@example.com", "safe": "yes", "wording": "full"})
    assert not DraftKey.objects.filter(kind=KeyKind.CODE).exists()
