"""The start page and the way back in: what is offered to whom, and what a wrong code is told."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.journeys import services
from bluelamp.journeys.models import Draft
from tests.factories.journeys import trial
from tests.integration.journeys_urls import receive
from tests.integration.journeys_walker import Page, Walker
from tests.unit.journeys.drafts import PUBLIC, finished

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.journeys_urls"),
    pytest.mark.usefixtures("offered"),
]


def test_the_start_page_offers_to_carry_on() -> None:
    walker = Walker(trial())
    assert b"Carry on" not in walker.client.get("/ask/trial").content
    base = walker.begin()
    page = walker.client.get("/ask/trial")
    assert base in Page(page.content.decode()).links


def test_a_door_asks_only_what_it_offers() -> None:
    assert Client().get("/narrow/trial").status_code == 200
    assert Client().get("/narrow/burglary").status_code == 404
    assert Client().post("/narrow/burglary").status_code == 404


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


def test_what_staff_began_stays_with_them_when_they_sign_out(sign_in: Callable[[str], Client]) -> None:
    browser = sign_in("call_taker")
    began = browser.post("/ask/trial")["Location"]
    assert browser.cookies["drafts"].value == ""
    assert browser.get(began).status_code == 200
    assert began in browser.get("/ask/trial").content.decode()  # to go on with
    page = browser.get(f"{began}/save").content.decode()
    assert "Nobody else can open it" in page
    assert "Get a return code" not in page
    browser.logout()
    assert browser.get(began).status_code == 404
    assert began not in browser.get("/ask/trial").content.decode()
    assert sign_in("supervisor").get(began).status_code == 404
    assert sign_in("call_taker").get(began).status_code == 200


@pytest.mark.parametrize("typed", ["", "7KQ4-M2XA-90TD-JW5E", "nonsense", "x" * 10_000, "7KQ4\0M2XA"])
def test_a_wrong_code_says_how_one_looks(typed: str) -> None:
    page = Client().post("/ask/return", {"code": typed})
    assert page.status_code == 422
    assert "Enter the return code exactly as it was shown" in page.content.decode()


def test_looking_at_the_start_page_begins_nothing() -> None:
    client = Client()
    for page in (client.get("/ask/trial"), client.head("/ask/trial")):
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
    assert not Draft.objects.exists()
    assert "drafts" not in client.cookies


def test_whoever_comes_back_after_sending_is_told_that_it_was_sent() -> None:
    holder = finished()
    code = services.make_code(actor=PUBLIC, holder=holder)
    services.submit(actor=PUBLIC, holder=holder, on_submit=receive)
    client = Client()
    page = client.post("/ask/return", {"code": code})
    assert page.status_code == 409
    assert "This report was already sent." in page.content.decode()
    assert "drafts" not in client.cookies
