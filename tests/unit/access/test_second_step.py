"""Signing in with a second step: setting it up, using it, losing it, and everything that people try."""

import re
from datetime import timedelta
from html import unescape

import pyotp
import pytest
from django.test import Client
from pytest_django import Settings

from bluelamp.access import codes, sealed
from bluelamp.access.models import RecoveryCode, SecondStep, User
from bluelamp.access.services import close_account, create_user, reset_second_step
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.ledger.models import Entry, Note
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"
SIGN_IN, CODE, SET_UP = "/staff/sign-in", "/staff/sign-in/code", "/staff/sign-in/set-up"
MINUTE = timedelta(minutes=1)
ENROLMENT = "7KQ4M-2XA90"


@pytest.fixture(autouse=True)
def second_step(settings: Settings) -> None:
    settings.BLUELAMP_STAFF_MFA = True


@pytest.fixture
def pat() -> User:
    made = create_user(
        actor=Actor.job("test"), username="pat", display_name="Pat Ames", password=PASSWORD, roles=[Role.DISPATCHER]
    )
    hand_code(made)
    return made


def hand_code(user: User) -> None:
    """As though an administrator had made this one for them."""
    user.enrolment = next(codes.recovery_digests(f"enrolment:{user.pk}", ENROLMENT))
    user.save(update_fields=["enrolment"])


def password(client: Client, then: str = "") -> str:
    return str(client.post(SIGN_IN, {"username": "pat", "password": PASSWORD, "next": then}).headers["Location"])


def secret_on(page: str) -> str:
    found = re.search(r'<strong dir="ltr">([A-Z2-7 ]+)</strong>', page)
    assert found is not None
    return found[1].replace(" ", "")


def enrol(client: Client) -> str:
    """With the code that was handed over: the secret for the app."""
    assert client.post(SET_UP, {"code": ENROLMENT}).headers["Location"] == SET_UP
    return secret_on(client.get(SET_UP).content.decode())


def shown(secret: str) -> str:
    """What the app shows now."""
    return pyotp.TOTP(secret).at(now())


def set_up(client: Client) -> tuple[str, list[str]]:
    """Password, enrolment, app, code: the secret and the recovery codes."""
    password(client)
    secret = enrol(client)
    page = client.post(SET_UP, {"code": shown(secret)}).content.decode()
    return secret, re.findall(r"<code[^>]*>([0-9A-Z]{5}-[0-9A-Z]{5})</code>", page)


def enter(client: Client, code: str) -> int:
    return client.post(CODE, {"code": code}).status_code


def is_in(client: Client) -> bool:
    return client.get("/staff/home").status_code == 200


def test_the_first_time_it_is_set_up_and_the_codes_are_shown_once(pat: User, client: Client) -> None:
    assert password(client) == SET_UP
    assert not is_in(client)
    enrol(client)
    page = client.get(SET_UP)
    assert "<svg" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    secret = secret_on(page.content.decode())
    assert secret_on(client.get(SET_UP).content.decode()) == secret, "loaded again, the app's key still holds"
    answer = client.post(SET_UP, {"code": shown(secret)})
    made = re.findall(r"<code[^>]*>([^<]+)</code>", answer.content.decode())
    assert len(made) == 10
    assert "no-store" in answer["Cache-Control"]
    assert is_in(client)
    assert client.get(SET_UP).headers["Location"] == SIGN_IN
    kept = SecondStep.objects.get(user=pat)
    assert secret not in kept.secret
    assert sealed.unseal(kept.secret, owner=str(pat.pk)) == secret
    assert not set(RecoveryCode.objects.values_list("digest", flat=True)) & set(made)
    actions = Entry.objects.filter(actor_id=pat.pk).order_by("id").values_list("action", flat=True)
    assert list(actions) == ["access.second_step.set_up", "access.session.begin"]


def test_from_then_on_a_code_is_asked_for(pat: User, client: Client) -> None:
    secret, _ = set_up(client)
    other = Client()
    assert password(other) == CODE
    assert not is_in(other)
    with clock.shifted(MINUTE):
        assert enter(other, shown(secret)) == 302
        assert is_in(other)


def test_a_code_works_once(pat: User, client: Client) -> None:
    secret, _ = set_up(client)
    used = shown(secret)
    over_the_shoulder = Client()
    password(over_the_shoulder)
    assert enter(over_the_shoulder, used) == 422, "it set up the second step, and is spent"
    with clock.shifted(MINUTE):
        fresh, second = shown(secret), Client()
        password(second)
        assert enter(over_the_shoulder, fresh) == 302
        assert enter(second, fresh) == 422
        assert not is_in(second)


def test_once_a_later_code_was_used_an_earlier_one_is_worth_nothing(pat: User, client: Client) -> None:
    secret, _ = set_up(client)
    with clock.fixed(now() + MINUTE):
        app = pyotp.TOTP(secret)
        other = Client()
        password(other)
        assert enter(other, app.at(now() + timedelta(seconds=30))) == 302, "an app whose clock is fast"
        third = Client()
        password(third)
        assert enter(third, app.at(now())) == 422


def test_a_wrong_code_says_what_to_do_and_lets_nobody_in(pat: User, client: Client) -> None:
    set_up(client)
    other = Client()
    password(other)
    for typed, words in (("000000", "Each code works once."), ("", "Enter the code."), ("x" * 41, "40 characters")):
        answer = other.post(CODE, {"code": typed})
        page = unescape(answer.content.decode())
        assert answer.status_code == 422
        assert words in page
        assert re.search(r"<title>\s*Error: ", page)
    assert "Enter one of your recovery codes." in other.post(f"{CODE}?recovery=1", {"code": "0"}).content.decode()
    assert not is_in(other)


def test_wrong_codes_lock_the_name_together_with_wrong_passwords(pat: User, client: Client) -> None:
    from axes.models import AccessAttempt

    secret, recovery = set_up(client)
    other = Client()
    for _ in range(2):
        other.post(SIGN_IN, {"username": "pat", "password": "wrong"})
    password(other)
    assert [enter(other, "000000") for _ in range(3)] == [422, 422, 429]
    with clock.shifted(MINUTE):
        assert enter(other, shown(secret)) == 429, "the right code comes too late"
        assert enter(other, recovery[0]) == 429
    locked = other.post(CODE, {"code": "000000"}).content.decode()
    assert "This name is locked until" in locked
    assert Client().post(SIGN_IN, {"username": "pat", "password": PASSWORD}).status_code == 429
    assert not any("000000" in attempt.post_data for attempt in AccessAttempt.objects.all())
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=16))
    with clock.shifted(MINUTE):
        assert enter(other, shown(secret)) == 302


def test_a_recovery_code_works_once_and_says_how_many_are_left(pat: User, client: Client) -> None:
    _, recovery = set_up(client)
    other = Client()
    password(other)
    assert "recovery code" in other.get(f"{CODE}?recovery=1").content.decode()
    answer = other.post(f"{CODE}?recovery=1", {"code": recovery[3].lower()})
    assert answer.status_code == 200
    assert "You have 9 recovery codes left." in answer.content.decode()
    assert is_in(other)
    again = Client()
    password(again)
    assert enter(again, recovery[3]) == 422
    assert Entry.objects.filter(action="access.second_step.recover", actor_id=pat.pk).count() == 1


def test_somebody_elses_codes_open_nothing(pat: User, client: Client) -> None:
    secret, recovery = set_up(client)
    sam = create_user(
        actor=Actor.job("test"), username="sam", display_name="Sam", password=PASSWORD, roles=[Role.ADMINISTRATOR]
    )
    other = Client()
    other.post(SIGN_IN, {"username": "sam", "password": PASSWORD})
    assert other.post(SET_UP, {"code": ENROLMENT}).status_code == 422, "the code is pat's"
    hand_code(sam)
    enrol(other)
    with clock.shifted(MINUTE):
        assert other.post(SET_UP, {"code": shown(secret)}).status_code == 422
    for typed in (shown(secret), recovery[0]):
        assert other.post(CODE, {"code": typed}).headers["Location"] == SET_UP
    assert not is_in(other)


@pytest.mark.parametrize("page", [CODE, SET_UP])
def test_without_the_password_nobody_gets_to_the_second_step(pat: User, client: Client, page: str) -> None:
    set_up(client)
    stranger = Client()
    assert stranger.get(page).headers["Location"] == SIGN_IN
    assert stranger.post(page, {"code": "000000"}).headers["Location"] == SIGN_IN


def test_half_way_in_is_not_in(pat: User, client: Client) -> None:
    password(client)
    assert client.get("/staff/home").status_code == 302
    assert client.get("/live/ticket").status_code == 403
    assert client.get("/desk/dispatch/").status_code == 302


def test_half_way_in_lasts_ten_minutes(pat: User, client: Client) -> None:
    secret, _ = set_up(client)
    other = Client()
    password(other)
    with clock.shifted(timedelta(minutes=10, seconds=1)):
        assert other.post(CODE, {"code": shown(secret)}).headers["Location"] == SIGN_IN
    assert not is_in(other)


def test_an_account_that_is_closed_half_way_is_not_let_in(pat: User, client: Client) -> None:
    secret, _ = set_up(client)
    other = Client()
    password(other)
    close_account(actor=Actor.job("test"), user_id=pat.pk, reason="Left.")
    with clock.shifted(MINUTE):
        assert other.post(CODE, {"code": shown(secret)}).headers["Location"] == SIGN_IN


def test_a_planted_session_key_is_worth_nothing_half_way_or_after(pat: User, client: Client) -> None:
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    password(client)
    half = client.cookies["sessionid"].value
    assert half != session.session_key
    client.post(SET_UP, {"code": shown(enrol(client))})
    assert client.cookies["sessionid"].value != half
    thief = Client()
    thief.cookies["sessionid"] = half
    assert not is_in(thief)


def test_the_wish_to_go_somewhere_survives_both_steps(pat: User, client: Client) -> None:
    secret, _ = set_up(client)
    other = Client()
    assert password(other, "/desk/dispatch/") == f"{CODE}?next=%2Fdesk%2Fdispatch%2F"
    assert 'name="next" value="/desk/dispatch/"' in other.get(f"{CODE}?next=/desk/dispatch/").content.decode()
    with clock.shifted(MINUTE):
        answer = other.post(CODE, {"code": shown(secret), "next": "/desk/dispatch/"})
    assert answer.headers["Location"] == "/desk/dispatch/"


def test_a_wish_to_go_elsewhere_is_not_heard(pat: User, client: Client) -> None:
    secret, _ = set_up(client)
    other = Client()
    password(other)
    with clock.shifted(MINUTE):
        answer = other.post(f"{CODE}?next=https://evil.example", {"code": shown(secret)})
    assert answer.headers["Location"] == "/staff/home"


def test_set_up_in_two_windows_is_set_up_once(pat: User, client: Client) -> None:
    other = Client()
    for browser in (client, other):
        password(browser)
    first, second = (enrol(browser) for browser in (client, other))
    assert first != second
    client.post(SET_UP, {"code": shown(first)})
    assert other.post(SET_UP, {"code": shown(second)}).headers["Location"] == CODE
    assert SecondStep.objects.count() == 1


def test_a_wrong_code_at_set_up_keeps_the_key_in_the_app(pat: User, client: Client) -> None:
    password(client)
    secret = enrol(client)
    answer = client.post(SET_UP, {"code": "000000"})
    assert answer.status_code == 422
    assert "Enter the 6 digits that your app shows now." in answer.content.decode()
    assert secret_on(answer.content.decode()) == secret
    assert not SecondStep.objects.exists()
    assert client.post(SET_UP, {"code": shown(secret)}).status_code == 200


def test_an_administrator_resets_it_with_a_reason(pat: User, client: Client, cast: Cast) -> None:
    secret, _ = set_up(client)
    code = reset_second_step(actor=cast["administrator"], user_id=pat.pk, reason="Lost telephone.")
    assert not is_in(client)
    assert not SecondStep.objects.exists()
    assert not RecoveryCode.objects.exists()
    entry = Entry.objects.get(action="access.second_step.reset")
    assert (entry.subjects, entry.actor_id) == ([f"access.user:{pat.pk}"], cast["administrator"].id)
    assert Note.objects.get(pk=entry.pk).text == "Lost telephone."
    other = Client()
    assert password(other) == SET_UP
    assert other.post(SET_UP, {"code": ENROLMENT}).status_code == 422, "the earlier code is spent"
    assert other.post(SET_UP, {"code": code}).status_code == 302
    with clock.shifted(MINUTE):
        assert other.post(SET_UP, {"code": shown(secret)}).status_code == 422, "the old app's key is not the new one"
    newer = reset_second_step(actor=cast["administrator"], user_id=pat.pk, reason="Again.")
    assert newer != code
    assert other.get(SET_UP).headers["Location"] == SIGN_IN, "who had the code before is out"
    assert Entry.objects.filter(action="access.second_step.reset").count() == 2


def test_who_may_not_reset_it(pat: User, client: Client, cast: Cast) -> None:
    set_up(client)
    for name in ("supervisor", "dispatcher", "citizen", "outsider"):
        with pytest.raises(NotAllowed):
            reset_second_step(actor=cast[name], user_id=pat.pk, reason="Mine now.")
    with pytest.raises(Conflict, match="your own"):
        reset_second_step(actor=cast["administrator"], user_id=cast["administrator"].id, reason="Easier.")
    with pytest.raises(Invalid):
        reset_second_step(actor=cast["administrator"], user_id=pat.pk, reason=" ")
    with pytest.raises(NotFound):
        reset_second_step(actor=cast["administrator"], user_id=new_id(), reason="Who?")
    assert SecondStep.objects.filter(user=pat).exists()


def test_the_accounts_desk_says_who_has_set_it_up(pat: User, client: Client, cast: Cast) -> None:
    set_up(client)
    administrator = Client()
    administrator.force_login(User.objects.get(pk=cast["administrator"].id))
    page = administrator.get("/desk/accounts/").content.decode()
    address = f"/desk/accounts/{pat.pk}/reset-second-step"
    assert address in page
    assert f"{cast['administrator'].id}/reset-second-step" not in page, "not their own"
    assert "Not yet set up" in page
    form = {"reason": "Lost telephone.", "version": "0"}
    answer = administrator.post(address, form)
    found = re.search(r"<code[^>]*>([0-9A-Z]{5}-[0-9A-Z]{5})</code>", answer.content.decode())
    assert found is not None
    assert "no-store" in answer["Cache-Control"]
    assert not SecondStep.objects.exists()
    again = administrator.post(address, form)
    assert again.status_code == 422
    assert "What it showed is not shown again." in again.content.decode()
    for seen in (again, administrator.get(address), administrator.get("/desk/accounts/")):
        assert found[1] not in seen.content.decode()
    other = Client()
    password(other)
    assert other.post(SET_UP, {"code": found[1]}).status_code == 302
    of_the_cast = f"/desk/accounts/{cast['responder'].id}/reset-second-step"
    assert administrator.post(of_the_cast, form).headers["Location"] == "/desk/accounts/", "in the demo without a code"


def test_a_key_from_an_earlier_signing_secret_still_opens_and_is_renewed(
    pat: User, client: Client, settings: Settings
) -> None:
    secret, _ = set_up(client)
    old, before = settings.SECRET_KEY, SecondStep.objects.get().secret
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one " * 6, [old]
    other = Client()
    password(other)
    with clock.shifted(MINUTE):
        assert enter(other, shown(secret)) == 302
    assert SecondStep.objects.get().secret != before
    settings.SECRET_KEY_FALLBACKS = []
    with clock.shifted(2 * MINUTE):
        later = Client()
        password(later)
        assert enter(later, shown(secret)) == 302


def test_a_key_that_cannot_be_read_lets_nobody_in_and_is_said_to_who_runs_it(
    pat: User, client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    secret, _ = set_up(client)
    settings.SECRET_KEY = "a new one " * 6
    other = Client()
    password(other)
    with clock.shifted(MINUTE):
        assert enter(other, shown(secret)) == 422
    assert "sealed under another BLUELAMP_SECRET_KEY" in caplog.text
    assert secret not in caplog.text


def test_switched_off_it_is_one_step_as_before(pat: User, client: Client, settings: Settings) -> None:
    settings.BLUELAMP_STAFF_MFA = False
    assert password(client) == "/staff/home"
    assert is_in(client)


def test_sessions_that_were_ended_stay_ended_under_a_new_signing_secret(pat: User, settings: Settings) -> None:
    before = pat.get_session_auth_hash()
    pat.sessions_ended = 1
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one " * 6, [old]
    assert before not in [pat.get_session_auth_hash(), *pat.get_session_auth_fallback_hash()]
    pat.sessions_ended = 0
    assert before in list(pat.get_session_auth_fallback_hash())


def test_without_the_code_no_secret_is_shown(pat: User, client: Client) -> None:
    password(client)
    page = client.get(SET_UP).content.decode()
    assert "Enter your enrolment code" in page
    assert "QR code" not in page
    for typed in ("000000", "7KQ4M-2XA91", "", "x" * 41):
        answer = client.post(SET_UP, {"code": typed})
        assert answer.status_code == 422
        assert '<strong dir="ltr">' not in answer.content.decode()
    assert client.post(SET_UP, {"code": ENROLMENT.lower().replace("-", " ")}).status_code == 302
    assert "QR code" in client.get(SET_UP).content.decode()
    other = Client()
    password(other)
    assert "Enter your enrolment code" in other.get(SET_UP).content.decode(), "each browser is asked"


def test_an_enrolment_code_sets_up_one_app(pat: User, client: Client) -> None:
    set_up(client)
    pat.refresh_from_db()
    assert pat.enrolment == ""
    SecondStep.objects.all().delete()
    other = Client()
    password(other)
    assert other.post(SET_UP, {"code": ENROLMENT}).status_code == 422


def test_a_code_that_is_taken_back_half_way_sets_nothing_up(pat: User, client: Client) -> None:
    password(client)
    secret = enrol(client)
    User.objects.filter(pk=pat.pk).update(enrolment="")
    answer = client.post(SET_UP, {"code": shown(secret)})
    assert answer.status_code == 422
    assert "Your enrolment code was used." in answer.content.decode()
    assert not SecondStep.objects.exists()


def test_an_account_from_before_gets_its_code_by_a_reset(pat: User, client: Client, cast: Cast) -> None:
    User.objects.filter(pk=pat.pk).update(enrolment="")
    password(client)
    assert "ask an administrator to reset your second step" in client.get(SET_UP).content.decode()
    for typed in (ENROLMENT, "0"):
        assert client.post(SET_UP, {"code": typed}).status_code == 422
    code = reset_second_step(actor=cast["administrator"], user_id=pat.pk, reason="Never had one.")
    password(client)
    assert client.post(SET_UP, {"code": code}).status_code == 302


def test_wrong_enrolment_codes_lock_the_name(pat: User, client: Client) -> None:
    password(client)
    answers = [client.post(SET_UP, {"code": "00000-00000"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    assert client.post(SET_UP, {"code": ENROLMENT}).status_code == 429, "the right code comes too late"
    assert Client().post(SIGN_IN, {"username": "pat", "password": PASSWORD}).status_code == 429


def test_a_recovery_code_enrols_nothing(pat: User, client: Client) -> None:
    _, recovery = set_up(client)
    SecondStep.objects.all().delete()
    other = Client()
    password(other)
    assert other.post(SET_UP, {"code": recovery[0]}).status_code == 422


def test_the_wish_to_go_somewhere_survives_enrolment(pat: User, client: Client) -> None:
    password(client)
    assert 'name="next" value="/desk/dispatch/"' in client.get(f"{SET_UP}?next=/desk/dispatch/").content.decode()
    answer = client.post(SET_UP, {"code": ENROLMENT, "next": "/desk/dispatch/"})
    assert answer.headers["Location"] == f"{SET_UP}?next=%2Fdesk%2Fdispatch%2F"


def test_in_the_demo_its_people_set_up_without_a_code(cast: Cast, client: Client, settings: Settings) -> None:
    user = User.objects.get(username="dispatcher")
    user.set_password(PASSWORD)
    user.save()
    client.post(SIGN_IN, {"username": "dispatcher", "password": PASSWORD})
    secret_on(client.get(SET_UP).content.decode())
    settings.BLUELAMP_DEMO = False
    assert "Enter your enrolment code" in client.get(SET_UP).content.decode()
