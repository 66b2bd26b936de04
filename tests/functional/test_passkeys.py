"""Coming in by a passkey: what a device signs opens one account, once, for our pages alone."""

from datetime import timedelta

import pytest
from django.test import Client

from bluelamp.accounts.models import Passkey
from bluelamp.core import clock
from bluelamp.ledger.reading import writing
from bluelamp.notices.models import Notice
from tests.factories.accounts import actor_of, signed_in
from tests.factories.authenticators import NEW, PRESENT, Authenticator, asked, with_passkey

pytestmark = pytest.mark.django_db
ENTER = "/account/sign-in/passkey"


def test_it_opens_its_account_and_an_answer_that_was_seen_opens_nothing() -> None:
    owner, device = with_passkey()
    client, thief = Client(), Client()
    answer = device.sign(asked(client, ENTER))
    asked(thief, ENTER)
    assert thief.post(ENTER, {"answer": answer}).status_code == 403, "in a browser that was asked something else"
    assert Client().post(ENTER, {"answer": answer}).status_code == 403, "in one that was asked nothing"
    assert client.post(ENTER, {"answer": answer, "next": "/account/settings"})["Location"] == "/account/settings"
    assert actor_of(client) == actor_of(owner)
    assert client.post(ENTER, {"answer": answer}).status_code == 403, "once"
    asked(client, ENTER)
    assert client.post(ENTER, {"answer": answer}).status_code == 403


def test_a_copy_that_fell_behind_is_refused() -> None:
    _owner, device = with_passkey()
    client = Client()
    assert client.post(ENTER, {"answer": device.sign(asked(client, ENTER))}).status_code == 302
    device.count = 0
    assert client.post(ENTER, {"answer": device.sign(asked(client, ENTER))}).status_code == 403


@pytest.mark.parametrize(
    "lying",
    [
        {"origin": "https://evil.example.org"},
        {"host": "evil.example.org"},
        {"flags": PRESENT},
        {"flags": 0},
    ],
)
def test_for_other_pages_or_without_the_devices_lock_it_is_worth_nothing(lying: dict[str, object]) -> None:
    client, bad = signed_in(), Authenticator(**lying)  # type: ignore[arg-type] # a table of changes
    assert client.post(NEW, {"answer": bad.make(asked(client, NEW))}).status_code == 403
    _owner, device = with_passkey("tom@example.com")
    for name, value in lying.items():
        setattr(device, name, value)
    assert client.post(ENTER, {"answer": device.sign(asked(client, ENTER))}).status_code == 403


def test_what_nobody_knows_or_nobody_can_read_is_refused() -> None:
    client = Client()
    known = Authenticator()
    for answer in (known.sign(asked(client, ENTER)), "", "[]", "{}", '{"id": 7}', "x" * 20_001):
        asked(client, ENTER)
        assert client.post(ENTER, {"answer": answer}).status_code == 403
    owner, device = with_passkey()
    signed = device.sign(asked(client, ENTER))
    for broken in (signed.replace('"signature": "', '"signature": "AAAA'), signed.replace("public-key", "x")):
        asked(client, ENTER)
        assert client.post(ENTER, {"answer": broken}).status_code == 403
    assert owner.post(NEW, {"answer": "{}"}).status_code == 403


def test_one_is_added_once_shown_and_removed_when_another_way_stays() -> None:
    owner, device = with_passkey()
    assert owner.post(NEW, {"answer": device.make(asked(owner, NEW))}).status_code == 409
    other = signed_in("other@example.com")
    assert other.post(NEW, {"answer": device.make(asked(other, NEW))}).status_code == 409
    mine = Passkey.objects.get().id
    assert other.post(f"/account/settings/passkeys/{mine}/remove").status_code == 409, "they have one way in"
    with_two = with_passkey("two@example.com")[0]
    assert with_two.post(f"/account/settings/passkeys/{mine}/remove").status_code == 404
    assert "Remove this passkey" in owner.get("/account/settings").content.decode()
    assert owner.post(f"/account/settings/passkeys/{mine}/remove").status_code == 302
    client = Client()
    assert client.post(ENTER, {"answer": device.sign(asked(client, ENTER))}).status_code == 403


def test_whoever_has_one_shows_with_it_whose_account_it_is_before_another_is_added() -> None:
    owner, device = with_passkey()
    _other, theirs = with_passkey("other@example.com")
    prove, second = "/account/settings/prove/passkey", Authenticator()
    with writing():
        assert Notice.objects.filter(template="way_in_added", address="ivy@example.com").count() == 1
    challenge = asked(owner, NEW)
    with clock.shifted(timedelta(minutes=6)):
        assert owner.post(NEW, {"answer": second.make(challenge)})["Location"].startswith("/account/settings/prove?")
        assert "Use a passkey" in owner.get("/account/settings/prove").content.decode()
        assert owner.post(prove, {"answer": theirs.sign(asked(owner, prove))}).status_code == 403
        assert owner.get(NEW).status_code == 302
        shown = owner.post(prove, {"answer": device.sign(asked(owner, prove)), "next": NEW})
        assert shown["Location"] == NEW
        assert owner.post(NEW, {"answer": second.make(asked(owner, NEW))})["Location"] == "/account/settings"
