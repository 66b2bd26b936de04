"""Coming in by a code: only in the browser that asked for it, and told alike whether or not there is an account."""

from datetime import timedelta

import pytest
from django.test import Client

from bluelamp.accounts import policies
from bluelamp.accounts.models import Account, Code, SignIn
from bluelamp.core import clock
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import writing
from tests.factories.accounts import EMAIL, actor_of, ask, come_in, mailed, signed_in
from tests.factories.rooms import received
from tests.unit.portal.receipts import holder, text

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = "/account/sign-in", "/account/sign-in/code"
ADDRESS, ADDRESS_CODE = "/account/settings/address", "/account/settings/address/code"
NEW = "new@example.com"


def accounts() -> int:
    with writing():
        return Account.objects.count()


@pytest.mark.parametrize("email", ["", "ivy", "ivy@example"])
def test_what_is_no_address_is_asked_for_again_and_what_they_wished_for_is_kept(email: str) -> None:
    client = Client()
    refused = client.post(SIGN_IN, {"email": email, "next": "/account/settings"})
    assert refused.status_code == 422
    assert 'value="/account/settings"' in text(refused)
    assert client.get(CODE)["Location"] == SIGN_IN
    assert not Code.objects.exists()


def test_asking_makes_no_account_and_the_right_code_makes_one_account_and_never_two() -> None:
    client = Client()
    code = ask(client)
    assert accounts() == 0
    assert client.post(CODE, {"code": "00000000"}).status_code == 422
    assert accounts() == 0
    assert client.post(CODE, {"code": code})["Location"] == "/account/"
    assert client.get(CODE)["Location"] == SIGN_IN, "the code is used up, and forgotten here"
    come_in(Client())
    assert accounts() == 1


def test_a_wrong_code_does_not_cost_the_browser_its_try_at_the_right_one() -> None:
    client = Client()
    code = ask(client, own_device="1", next="/account/settings")
    refused = client.post(CODE, {"code": "00000000"})
    assert refused.status_code == 422
    assert "Enter the newest code that we sent to you." in text(refused)
    assert client.post(CODE, {"code": code})["Location"] == "/account/settings"
    assert SignIn.objects.get().own_device, "what was said when the code was asked for still counts"


def test_a_code_opens_nothing_in_a_browser_that_did_not_ask_for_it() -> None:
    ask(asker := Client())
    thief = Client()
    ask(thief, "thief@example.com")
    assert thief.post(CODE, {"code": mailed(EMAIL)}).status_code == 422
    assert Client().post(CODE, {"code": mailed(EMAIL)})["Location"] == SIGN_IN
    assert accounts() == 0
    assert asker.post(CODE, {"code": mailed(EMAIL)}).status_code == 302


def test_too_often_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policies, "PER_ADDRESS", 1)
    monkeypatch.setattr(policies, "WRONG_A_DAY", 1)
    client = Client()
    ask(client)
    refused = Client().post(SIGN_IN, {"email": EMAIL})
    assert refused.status_code == 429
    assert "wait an hour" in text(refused)
    assert client.post(CODE, {"code": "00000000"}).status_code == 422
    refused = client.post(CODE, {"code": mailed()})
    assert refused.status_code == 429
    assert "come back tomorrow" in text(refused)


def test_no_entry_of_coming_in_names_the_report_that_was_held() -> None:
    report = received()
    client = holder(report.id)
    come_in(client)
    me = actor_of(client)
    for entry in Entry.objects.filter(action__startswith="accounts."):
        assert entry.actor_id != report.id
        assert f"contact.report:{report.id}" not in entry.subjects
    assert Entry.objects.filter(action="accounts.account.open", actor_id=me.id).exists()


def test_an_address_opens_the_account_only_when_the_code_that_went_there_is_right() -> None:
    client = signed_in()
    me = actor_of(client)
    assert client.get(ADDRESS_CODE)["Location"] == ADDRESS
    assert client.post(ADDRESS, {"email": "new"}).status_code == 422
    assert client.post(ADDRESS, {"email": NEW})["Location"] == ADDRESS_CODE
    assert client.post(ADDRESS_CODE, {"code": "00000000"}).status_code == 422
    assert client.post(ADDRESS_CODE, {"code": mailed(NEW)})["Location"] == "/account/settings"
    assert NEW in text(client.get("/account/settings"))
    assert client.get(ADDRESS_CODE)["Location"] == ADDRESS, "once"
    assert actor_of(signed_in(NEW)) == me


def test_an_address_that_opens_another_account_is_refused_in_words() -> None:
    other = actor_of(signed_in(NEW))
    client = signed_in()
    client.post(ADDRESS, {"email": NEW})
    refused = client.post(ADDRESS_CODE, {"code": mailed(NEW)})
    assert refused.status_code == 422
    assert EMAIL in text(client.get("/account/settings"))
    assert actor_of(signed_in(NEW)) == other


def test_a_code_that_was_asked_for_before_it_was_shown_whose_account_it_is_changes_nothing() -> None:
    client = signed_in()
    client.post(ADDRESS, {"email": NEW})
    code = mailed(NEW)
    SignIn.objects.update(begun_at=clock.now() - timedelta(minutes=30))
    assert (
        client.post(ADDRESS_CODE, {"code": code})["Location"]
        == f"/account/settings/prove?next={ADDRESS.replace('/', '%2F')}"
    )
    assert EMAIL in text(client.get("/account/settings"))


def test_another_sign_in_service_is_named_only_where_there_is_one() -> None:
    assert "/account/sign-in/provider" not in text(Client().get(SIGN_IN))
