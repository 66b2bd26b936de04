"""Drafts in a browser: sessions, cookies, several at once, the way out and back in, the code by email."""

import re
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client

from bluelamp.journeys import catalogue
from bluelamp.ledger.models import Entry
from tests.factories.journeys import trial
from tests.integration.journeys_urls import RECEIVED, REFUSED, SENT_CODES
from tests.integration.journeys_walker import Page, Walker

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.journeys_urls")]


@pytest.fixture(autouse=True)
def _offered() -> Iterator[None]:
    catalogue.register(trial())
    RECEIVED.clear()
    yield
    catalogue.withdraw("trial")


def test_an_expired_session_loses_nothing() -> None:
    walker = Walker(trial())
    walker.begin()
    walker.answer("seen", "yes")
    for name in [name for name in walker.client.cookies if name != "drafts"]:
        del walker.client.cookies[name]
    assert walker.answer("colour", "blue") == walker.url("note")
    assert "blue" in Page(walker.client.get(walker.url("colour")).content.decode()).fields["colour"]


def test_the_cookie_is_kept_from_scripts_and_lasts() -> None:
    walker = Walker(trial())
    walker.begin()
    cookie = walker.client.cookies["drafts"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 28 * 24 * 60 * 60


def test_a_quiet_journey_leaves_nothing_to_find() -> None:
    catalogue.withdraw("trial")
    catalogue.register(replace(trial(), quiet=True))
    walker = Walker(trial())
    walker.begin()
    walker.answer("seen", "yes")
    cookie = walker.client.cookies["drafts-open"]
    assert cookie["httponly"]
    assert cookie["max-age"] == ""  # gone when the browser is closed
    assert "drafts" not in walker.client.cookies
    start = walker.client.get("/ask/trial").content.decode()
    assert "Carry on" not in start
    assert "never says that you began" in start
    assert "get a return code" in walker.client.get(f"{walker.base}/save").content.decode()
    code = re.findall(r"<strong[^>]*>([^<]+)</strong>", walker.client.post(f"{walker.base}/save").content.decode())[-1]
    del walker.client.cookies["drafts-open"]
    assert walker.client.get(walker.base).status_code == 404
    assert walker.client.post("/ask/return", {"code": code})["Location"] == walker.base
    assert walker.client.get(walker.base).status_code == 200
    walker.client.post(f"{walker.base}/forget")
    assert walker.client.cookies["drafts-open"].value == ""


def test_an_altered_cookie_opens_nothing() -> None:
    walker = Walker(trial())
    walker.begin()
    walker.client.cookies["drafts"] = walker.client.cookies["drafts"].value[:-2] + "xx"
    response = walker.client.get(walker.base)
    assert response.status_code == 404
    assert "return code" in response.content.decode()


def test_another_browser_is_told_nothing() -> None:
    walker = Walker(trial())
    walker.begin()
    stranger, nowhere = Client().get(walker.base), Client().get(f"/ask/trial/{UUID(int=0)}")
    assert stranger.status_code == nowhere.status_code == 404


def test_two_drafts_in_one_browser_stay_apart() -> None:
    client = Client()
    one, two = Walker(trial(), client), Walker(trial(), client)
    one.begin()
    two.begin()
    one.answer("seen", "yes")
    two.answer("seen", "no")
    one.answer("colour", "red")
    assert b"Not answered" not in client.get(f"{one.base}/check").content.split(b"What colour?")[1][:300]
    assert b"What colour?" not in client.get(f"{two.base}/check").content


def test_the_start_page_offers_to_carry_on() -> None:
    walker = Walker(trial())
    assert b"Carry on" not in walker.client.get("/ask/trial").content
    base = walker.begin()
    page = walker.client.get("/ask/trial")
    assert base in Page(page.content.decode()).links


def test_the_way_out_and_back_in_the_browser() -> None:
    walker = Walker(trial())
    walker.begin()
    walker.answer("seen", "yes")
    walker.read(f"{walker.base}/save")
    shown = walker.client.post(f"{walker.base}/save").content.decode()
    code = shown.split('dir="ltr">')[1].split("<")[0]
    assert code not in walker.client.get(f"{walker.base}/save").content.decode()
    walker.read(f"{walker.base}/forget")
    assert walker.client.post(f"{walker.base}/forget")["Location"] == "/ask/return"
    assert walker.client.get(walker.base).status_code == 404
    assert walker.client.get("/ask/return").status_code == 200
    assert walker.client.post("/ask/return", {"code": code})["Location"] == walker.base
    assert b"yes" in walker.client.get(walker.url("seen")).content


WISH = {"email": "sam@example.com", "safe": "yes", "wording": "neutral"}


@pytest.mark.parametrize("wording", ["neutral", "full"])
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
def test_a_code_is_emailed_only_where_it_can_and_may_be(changes: dict[str, str], words: str) -> None:
    walker = Walker(trial(), door="narrow")
    walker.begin()
    response = walker.client.post(f"{walker.base}/save", WISH | changes)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Page(response.content.decode()).fields["email"] == [(WISH | changes)["email"]]
    assert SENT_CODES == []


def test_a_door_asks_only_what_it_offers() -> None:
    assert Client().get("/narrow/trial").status_code == 200
    assert Client().get("/narrow/burglary").status_code == 404
    assert Client().post("/narrow/burglary").status_code == 404


def test_after_sending_every_old_page_leads_to_the_receipt() -> None:
    walker = Walker(trial())
    walker.begin()
    walker.answer("seen", "no")
    walker.answer("note", None)
    walker.answer("photos", None)
    receipt = walker.client.post(f"{walker.base}/check")["Location"]
    for page in ("", "/check", "/save", "/forget", "/question/seen", "/question/note"):
        assert walker.client.get(walker.base + page)["Location"] == receipt
        assert walker.client.post(walker.base + page, {"seen": "yes", "note": "late"})["Location"] == receipt
    assert len(RECEIVED) == 1
    assert RECEIVED[0].answers == {"seen": "no"}


def test_reading_a_draft_is_on_the_ledger() -> None:
    walker = Walker(trial())
    base = walker.begin()
    walker.read(base)
    read = Entry.objects.get(act="consultation", subjects=[f"journeys.draft:{base.rsplit('/', 1)[-1]}"])
    assert read.purpose == "own_record"


def test_a_wrong_csrf_token_saves_nothing_and_loses_nothing() -> None:
    walker = Walker(trial(), Client(enforce_csrf_checks=True))
    token = walker.client.get("/ask/trial").cookies["csrftoken"].value
    walker.base = walker.client.post("/ask/trial", {"csrfmiddlewaretoken": token})["Location"]
    walker.client.post(walker.url("seen"), {"seen": "yes", "csrfmiddlewaretoken": token})
    assert walker.client.post(walker.url("seen"), {"seen": "no"}).status_code == 403
    assert 'value="yes" checked' in walker.client.get(walker.url("seen")).content.decode()
