"""Coming in by another sign-in service: what a browser took along it brings back, once, lately, as the same person."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from bluelamp.accounts.models import Account, Identity, SignIn
from bluelamp.core import clock
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.accounts import EMAIL, actor_of, signed_in
from tests.factories.providers import PEM, Service, running
from tests.factories.rooms import received
from tests.unit.portal.receipts import holder, text

pytestmark = pytest.mark.django_db
GO, BACK = "/account/sign-in/provider", "/account/sign-in/provider/back"
MINUTES = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def service(settings: Settings) -> Iterator[Service]:
    with running() as found:
        settings.BLUELAMP_OIDC_ISSUER = found.issuer
        settings.BLUELAMP_OIDC_CLIENT_ID = "us"
        settings.BLUELAMP_OIDC_KEY = PEM
        settings.BLUELAMP_OIDC_KEY_ID = "ours"
        settings.BLUELAMP_OIDC_TRUST = []
        yield found


def left(client: Client, service: Service, subject: str = "ivy", query: str = "") -> dict[str, str]:
    """Somebody leaves for the service, which will say that they are ``subject``; what it sends them back with."""
    asked = parse_qs(urlsplit(client.get(f"{GO}{query}")["Location"]).query)
    service.token(asked["nonce"][0], subject)
    return {"state": asked["state"][0], "code": "a-code"}


def came_in(service: Service, subject: str = "ivy") -> Client:
    client = Client()
    assert client.get(BACK, left(client, service, subject))["Location"] == "/account/"
    return client


def refused(client: Client, answer: dict[str, str]) -> bool:
    page = client.get(BACK, answer)
    assert page.status_code == 403
    assert "We could not sign you in. Nothing has changed." in text(page)
    with writing():
        return not Account.objects.exists()


def test_whoever_comes_back_is_in_the_same_account_each_time_and_where_they_wished_to_be(service: Service) -> None:
    first, again = came_in(service), Client()
    answer = left(again, service, query="?next=/account/settings&own_device=1")
    assert again.get(BACK, answer)["Location"] == "/account/settings"
    assert actor_of(again) == actor_of(first)
    assert actor_of(came_in(service, "tom")) != actor_of(first)
    assert SignIn.objects.filter(own_device=True).count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"state": "x"},
        {"state": ""},
        {"iss": "https://evil.example"},
        {"error": "access_denied"},
        {"code": ""},
    ],
)
def test_an_answer_that_was_changed_opens_nothing_and_is_used_up(service: Service, change: dict[str, str]) -> None:
    client = Client()
    answer = left(client, service)
    assert refused(client, answer | change)
    assert refused(client, answer), "the right one comes too late then"
    assert [path for path, _ in service.asked if path == "/token_endpoint"] == [], "nothing was asked of the service"


def test_an_answer_is_good_in_the_browser_that_left_for_it_and_for_half_an_hour(service: Service) -> None:
    client, thief = Client(), Client()
    answer = left(client, service)
    assert refused(Client(), answer)
    left(thief, service)
    assert refused(thief, answer)
    for minutes, late in ((29, False), (30, True)):
        browser = Client()
        answer = left(browser, service)
        with clock.shifted(minutes * MINUTES):
            service.token(browser.session["account_provider"]["flow"]["nonce"])
            assert browser.get(BACK, answer).status_code == (403 if late else 302)


def test_the_word_of_a_service_that_says_who_it_is_is_taken(service: Service) -> None:
    client = Client()
    assert client.get(BACK, left(client, service) | {"iss": service.issuer})["Location"] == "/account/"


def test_whoever_left_to_come_in_adds_no_way_in_to_an_account_that_was_opened_meanwhile(service: Service) -> None:
    client, other = Client(), signed_in()
    answer = left(client, service)
    session = client.session
    session["account_sign_in"] = other.session["account_sign_in"]
    session.save()
    assert client.get(BACK, answer).status_code == 403
    assert not Identity.objects.exists()


def test_it_is_added_to_the_account_that_one_is_in_when_it_has_just_been_shown_whose_that_is(service: Service) -> None:
    client = signed_in()
    me = actor_of(client)
    assert client.get(BACK, left(client, service))["Location"] == "/account/settings"
    assert actor_of(came_in(service)) == me
    stale = signed_in("stale@example.com")
    with clock.shifted(6 * MINUTES):
        for query, prove in (("", GO), ("?prove=1", BACK)):
            there = stale.get(f"{GO}{query}")["Location"]
            if prove == GO:
                assert there.startswith("/account/settings/prove?")
            else:
                answer = left(stale, service, "tom", query)
                assert stale.get(BACK, answer)["Location"].startswith("/account/settings/prove?")
    assert Identity.objects.count() == 1


def test_one_that_opens_another_account_is_refused_in_words(service: Service) -> None:
    came_in(service)
    client = signed_in()
    page = client.get(BACK, left(client, service))
    assert page.status_code == 409
    assert Identity.objects.count() == 1
    assert EMAIL in text(client.get("/account/settings"))


def test_its_word_shows_whose_account_it_is_where_it_has_no_address(service: Service) -> None:
    client = came_in(service)
    with clock.shifted(6 * MINUTES):
        assert client.get("/account/settings/address").status_code == 302
        query = "?prove=1&next=/account/settings/address"
        assert client.get(BACK, left(client, service, query=query))["Location"] == "/account/settings/address"
        assert client.get("/account/settings/address").status_code == 200


def test_the_report_that_was_held_is_asked_about_and_named_by_no_entry(service: Service) -> None:
    report = received()
    client = holder(report.id)
    assert client.get(BACK, left(client, service))["Location"] == "/account/held"
    assert not Entry.objects.filter(action__startswith="accounts.", actor_id=report.id).exists()


def test_a_service_that_does_not_answer_is_said_to_be_so_and_takes_nothing_along(
    service: Service, settings: Settings
) -> None:
    client = Client()
    service.about(issuer="https://evil.example")
    page = client.get(GO)
    assert page.status_code == 503
    assert "The other sign-in service does not answer." in text(page)
    assert "account_provider" not in client.session
    settings.BLUELAMP_OIDC_ISSUER = ""
    for address in (GO, BACK):
        assert client.get(address).status_code == 404
