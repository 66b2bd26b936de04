"""Showing once more whose account it is: by a code to its own address, in this browser, for a few minutes."""

from datetime import timedelta

import pytest
from django.test import Client

from bluelamp.accounts import policies, services
from bluelamp.accounts.models import Code
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from tests.factories.accounts import EMAIL, mailed, signed_in
from tests.unit.portal.receipts import text

pytestmark = pytest.mark.django_db
PROVE, CODE, ADDRESS = "/account/settings/prove", "/account/settings/prove/code", "/account/settings/address"
MINUTES = timedelta(minutes=1)


def ask(client: Client, then: str = ADDRESS) -> str:
    """Have a code sent to the account's own address."""
    assert client.post(PROVE, {"next": then})["Location"] == CODE
    return mailed()


def test_it_is_said_why_and_the_code_goes_to_the_address_of_the_account_alone() -> None:
    client = signed_in()
    page = text(client.get(f"{PROVE}?next={ADDRESS}"))
    assert "somebody else may use this device now" in page
    assert EMAIL in page
    assert f'value="{ADDRESS}"' in page
    client.post(PROVE, {"next": ADDRESS, "email": "thief@example.com"})
    assert Code.objects.count() == 1
    assert mailed(EMAIL)


def test_the_right_code_leads_back_to_what_one_was_about_to_do_and_counts_for_five_minutes() -> None:
    client, elsewhere = signed_in(), signed_in()
    with clock.shifted(6 * MINUTES):
        assert client.get(ADDRESS).status_code == 302
        code = ask(client)
        assert client.post(CODE, {"code": "00000000"}).status_code == 422
        assert client.get(ADDRESS).status_code == 302
        assert client.post(CODE, {"code": code})["Location"] == ADDRESS
        assert client.get(ADDRESS).status_code == 200
        assert elsewhere.get(ADDRESS).status_code == 302, "another browser has shown nothing"
        assert client.get(CODE)["Location"] == PROVE, "the code is used up"
    with clock.shifted(12 * MINUTES):
        assert client.get(ADDRESS).status_code == 302


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", ""])
def test_afterwards_one_is_led_to_no_other_website(then: str) -> None:
    client = signed_in()
    code = ask(client, then)
    assert client.post(CODE, {"code": code})["Location"] == "/account/settings"


def test_a_code_that_came_for_a_new_sign_in_shows_nothing() -> None:
    client = signed_in()
    with clock.shifted(6 * MINUTES):
        ask(client)
        services.ask_code(actor=Actor.public(), email=EMAIL, connection="")
        assert client.post(CODE, {"code": mailed()}).status_code == 422
        assert client.get(ADDRESS).status_code == 302


def test_in_a_browser_that_asked_for_none_there_is_nothing_to_enter() -> None:
    asker, other = signed_in(), signed_in()
    code = ask(asker)
    for answer in (other.get(CODE), other.post(CODE, {"code": code})):
        assert answer["Location"] == PROVE


def test_too_often_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in()
    monkeypatch.setattr(policies, "PER_ADDRESS", 2)
    ask(client)
    refused = client.post(PROVE, {"next": ADDRESS})
    assert refused.status_code == 429
    assert "wait an hour" in text(refused)


def test_without_an_address_no_code_is_offered_and_pressing_for_one_says_what_else_to_do() -> None:
    client = Client()
    me = Actor.citizen(services.enter_by_identity(actor=Actor.public(), issuer="https://id.example", subject="ivy"))
    begun = services.begin_sign_in(actor=me, way="provider", device="", own_device=False)
    session = client.session
    session["account_sign_in"] = str(begun.id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    assert "Send me a code" not in text(client.get(PROVE))
    refused = client.post(PROVE, {"next": ADDRESS})
    assert refused.status_code == 422
    assert "Your account has no email address." in text(refused)
    assert client.get(CODE)["Location"] == PROVE
