"""Pages on which a device signs: what a browser was asked is good once, there alone, and for our public address."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from bluelamp.accounts.models import Passkey, SignIn
from bluelamp.core import clock
from bluelamp.core.ids import new_id
from tests.factories.accounts import actor_of, signed_in
from tests.factories.authenticators import NEW, Authenticator, asked, base64url, with_passkey
from tests.factories.rooms import received
from tests.unit.portal.receipts import holder, text

pytestmark = pytest.mark.django_db
ENTER, PROVE = "/account/sign-in/passkey", "/account/settings/prove/passkey"
STALE = timedelta(minutes=6)


def test_a_device_lets_its_owner_in_where_they_wished_to_go() -> None:
    owner, device = with_passkey()
    client = Client()
    said = {"answer": device.sign(asked(client, ENTER)), "next": "/account/settings", "own_device": "1"}
    assert client.post(ENTER, said)["Location"] == "/account/settings"
    assert actor_of(client) == actor_of(owner)
    assert SignIn.objects.get(own_device=True).way == "passkey"


def test_what_was_asked_is_good_for_one_answer_right_or_wrong_and_in_its_own_browser() -> None:
    _owner, device = with_passkey()
    client, other = Client(), Client()
    answer = device.sign(asked(client, ENTER))
    asked(other, ENTER)
    for browser in (Client(), other):
        refused = browser.post(ENTER, {"answer": answer})
        assert refused.status_code == 403
        assert "Nothing has changed." in text(refused)
    client.post(ENTER, {"answer": "{}"})
    assert client.post(ENTER, {"answer": answer}).status_code == 403, "a wrong one used it up"


@pytest.mark.parametrize("known", ["nobody's", "nothing"])
def test_an_answer_that_names_no_passkey_of_ours_lets_nobody_in(known: str) -> None:
    client = Client()
    options = asked(client, ENTER)
    answer = {} if known == "nothing" else {"answer": Authenticator().sign(options)}
    assert client.post(ENTER, answer).status_code == 403
    assert not SignIn.objects.exists()


def test_whoever_holds_a_receipt_is_asked_about_it_first() -> None:
    _owner, device = with_passkey()
    client = holder(received().id)
    assert client.post(ENTER, {"answer": device.sign(asked(client, ENTER))})["Location"] == "/account/held"


def test_a_device_is_not_asked_for_a_second_one_and_one_is_not_added_twice() -> None:
    owner, device = with_passkey()
    options = asked(owner, NEW)
    assert [one["id"] for one in json.loads(options)["excludeCredentials"]] == [base64url(device.id)]
    assert owner.post(NEW, {"answer": device.make(options)}).status_code == 409
    other = signed_in("other@example.com")
    assert json.loads(asked(other, NEW)).get("excludeCredentials", []) == [], "whose device is whose is not told"
    assert other.post(NEW, {"answer": device.make(asked(other, NEW))}).status_code == 409
    assert Passkey.objects.count() == 1


def test_where_it_was_made_is_kept_as_coarsely_as_its_owner_needs_it() -> None:
    client, device = signed_in(), Authenticator()
    answer = {"answer": device.make(asked(client, NEW))}
    client.post(NEW, answer, headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
    assert Passkey.objects.get().device == "Firefox, Windows"


def test_only_a_passkey_of_this_account_shows_whose_it_is() -> None:
    owner, device = with_passkey()
    _other, theirs = with_passkey("other@example.com")
    with clock.shifted(STALE):
        assert owner.post(PROVE, {"answer": theirs.sign(asked(owner, PROVE))}).status_code == 403
        assert owner.get(NEW).status_code == 302
        evil = {"answer": device.sign(asked(owner, PROVE)), "next": "https://evil.example"}
        assert owner.post(PROVE, evil)["Location"] == "/account/settings"
        assert owner.get(NEW).status_code == 200


def test_one_is_removed_by_its_owner_while_another_way_stays() -> None:
    owner, _device = with_passkey()
    other, _theirs = with_passkey("other@example.com")
    mine = Passkey.objects.get(account_id=actor_of(owner).id).id
    for found in (mine, new_id()):
        assert other.post(f"/account/settings/passkeys/{found}/remove").status_code == 404
    assert owner.post(f"/account/settings/passkeys/{mine}/remove")["Location"] == "/account/settings"
    assert Passkey.objects.count() == 1


def test_in_production_a_passkey_is_for_our_public_address_whatever_a_request_says(settings: Settings) -> None:
    settings.PRODUCTION = True
    settings.BLUELAMP_PUBLIC_URL = "https://police.example"
    client = signed_in()
    assert json.loads(asked(client, NEW))["rp"]["id"] == "police.example"
    here, there = Authenticator(), Authenticator(origin="https://police.example", host="police.example")
    assert client.post(NEW, {"answer": here.make(asked(client, NEW))}).status_code == 403
    assert client.post(NEW, {"answer": there.make(asked(client, NEW))}).status_code == 302
