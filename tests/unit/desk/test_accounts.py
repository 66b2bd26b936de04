"""Closing an account and opening it again, as an administrator does it."""

from collections.abc import Callable

import pytest
from django.test import Client

from bluelamp.access.models import User
from bluelamp.ledger.models import Entry, Note
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def address(cast: Cast, name: str, step: str) -> str:
    return f"/desk/accounts/{cast[name].id}/{step}"


def test_everybody_is_on_the_list_with_what_can_be_done(cast: Cast, sign_in: SignIn) -> None:
    User.objects.filter(pk=cast["detective"].id).update(is_active=False)
    page = sign_in("administrator").get("/desk/accounts/").content.decode()
    assert address(cast, "responder", "close") in page
    assert address(cast, "detective", "reopen") in page
    assert "Response A" in page
    assert page.index("PC Ruth Calloway") < page.index("DC Nora Silvester"), "the closed ones stand last"


@pytest.mark.parametrize("words", ["ruth", "calloway response", "Response A PC Ruth", "4471", "responder calloway"])
def test_an_account_is_found_by_parts_of_name_and_team(sign_in: SignIn, words: str) -> None:
    page = sign_in("administrator").get("/desk/accounts/", {"q": words}).content.decode()
    assert "PC Ruth Calloway" in page
    assert "DC Nora Silvester" not in page


def test_nobody_found_says_what_to_do(sign_in: SignIn) -> None:
    page = sign_in("administrator").get("/desk/accounts/", {"q": "ruth silvester"}).content.decode()
    assert "No account has all of these words." in page


@pytest.mark.parametrize(("words", "status"), [("%00", 422), ("x" * 10_000, 422), ("%' OR 1=1", 200)])
def test_words_that_are_none_find_nobody(sign_in: SignIn, words: str, status: int) -> None:
    answer = sign_in("administrator").get(f"/desk/accounts/?q={words}")
    assert answer.status_code == status
    assert 'id="account-' not in answer.content.decode()


def test_a_force_of_thousands_is_looked_through_by_words(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.desk.accounts.views._MOST", 3)
    page = sign_in("administrator").get("/desk/accounts/").content.decode()
    assert page.count('id="account-') == 3
    assert "There are more accounts than these." in page


def test_a_closed_account_is_out_at_once_and_the_reason_is_on_the_ledger(cast: Cast, sign_in: SignIn) -> None:
    officer, administrator = sign_in("responder"), sign_in("administrator")
    assert officer.get("/staff/home").status_code == 200
    asked = administrator.get(address(cast, "responder", "close")).content.decode()
    assert "they are out at once" in asked
    assert "PC Ruth Calloway" in asked
    answer = administrator.post(address(cast, "responder", "close"), {"reason": "Left the force."})
    assert answer.headers["Location"] == "/desk/accounts/"
    assert officer.get("/staff/home").status_code == 302
    entry = Entry.objects.get(action="access.user.close")
    assert entry.subjects == [f"access.user:{cast['responder'].id}"]
    assert entry.actor_id == cast["administrator"].id
    assert Note.objects.get(pk=entry.pk).text == "Left the force."


def test_opened_again_the_old_session_stays_ended(cast: Cast, sign_in: SignIn) -> None:
    officer, administrator = sign_in("responder"), sign_in("administrator")
    for step in ("close", "reopen"):
        administrator.post(address(cast, "responder", step), {"reason": "By mistake."})
    assert User.objects.get(pk=cast["responder"].id).is_active
    assert officer.get("/staff/home").status_code == 302
    assert sign_in("responder").get("/staff/home").status_code == 200
    assert Entry.objects.filter(action="access.user.reopen").count() == 1


@pytest.mark.parametrize("step", ["close", "reopen"])
def test_without_a_reason_nothing_happens(cast: Cast, sign_in: SignIn, step: str) -> None:
    answer = sign_in("administrator").post(address(cast, "responder", step), {"reason": "  "})
    assert answer.status_code == 422
    assert "Say why." in answer.content.decode()
    assert not Entry.objects.filter(action__in=["access.user.close", "access.user.reopen"]).exists()


def test_nobody_closes_their_own(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in("administrator").post(address(cast, "administrator", "close"), {"reason": "Tired."})
    assert answer.status_code == 422
    assert "You cannot close your own account" in answer.content.decode()
    assert User.objects.get(pk=cast["administrator"].id).is_active


def test_what_is_not_there_is_said_so(cast: Cast, sign_in: SignIn) -> None:
    administrator = sign_in("administrator")
    assert administrator.get(address(cast, "responder", "promote")).status_code == 404
    gone = f"/desk/accounts/{cast['citizen'].id}/close"
    assert administrator.get(gone).status_code == 404
    assert administrator.post(gone, {"reason": "Who?"}).status_code == 404
