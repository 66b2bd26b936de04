"""Sessions begin and end on the ledger, under keys that nobody planted; who is half-way in is not let further."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client, RequestFactory

from bluelamp.access import leaving, sessions
from bluelamp.access.models import User
from bluelamp.access.services import close_account, create_user
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.ledger.models import Entry

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"
PAGE = "/staff/sign-in"


def account(name: str) -> User:
    return create_user(
        actor=Actor.job("test"), username=name, display_name="Pat Ames", password=PASSWORD, roles=[Role.DISPATCHER]
    )


@pytest.fixture
def pat() -> User:
    return account("pat")


@pytest.fixture
def sam() -> User:
    return account("sam")


def enter(client: Client) -> tuple[int, str]:
    answer = client.post(PAGE, {"username": "pat", "password": PASSWORD})
    return answer.status_code, answer.headers.get("Location", "")


def test_in_and_out_is_on_the_ledger(pat: User, client: Client) -> None:
    assert enter(client) == (302, "/staff/home")
    page = client.get("/staff/home").content.decode()
    assert "Pat Ames" in page
    assert "Dispatcher" in page
    assert client.post("/staff/sign-out").status_code == 302
    assert client.get("/staff/home").status_code == 302
    actions = Entry.objects.filter(subjects=[f"access.user:{pat.pk}"], actor_id=pat.pk).order_by("id")
    assert [one.action for one in actions] == ["access.session.begin", "access.session.end"]


def test_a_password_that_was_hashed_for_less_is_hashed_anew_and_it_is_on_the_ledger(
    pat: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pat.password
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", Argon2PasswordHasher.time_cost + 1)
    for _ in range(2):
        assert enter(client) == (302, "/staff/home")
        assert client.get("/staff/home").status_code == 200
    pat.refresh_from_db()
    assert pat.password != before
    assert Entry.objects.filter(action="access.user.rehash").count() == 1


def test_a_session_key_planted_beforehand_is_worth_nothing(pat: User, client: Client) -> None:
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    assert enter(client)[0] == 302
    assert client.cookies["sessionid"].value != session.session_key
    thief = Client()
    thief.cookies["sessionid"] = str(session.session_key)
    assert thief.get("/staff/home").status_code == 302


def test_signing_out_leaves_nothing_behind(pat: User, client: Client) -> None:
    enter(client)
    key = client.cookies["sessionid"].value
    client.post("/staff/sign-out")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert thief.get("/staff/home").status_code == 302


def browser(user: User | AnonymousUser | None = None) -> HttpRequest:
    """A request of a browser with a session."""
    request = RequestFactory().post("/")
    request.session = SessionStore()
    request.session.create()
    request.user = user or AnonymousUser()
    return request


def test_half_way_in_is_known_for_ten_minutes_under_a_new_key(pat: User) -> None:
    request = browser()
    assert sessions.half_way(request) is None
    before, at = request.session.session_key, now()
    with clock.fixed(at):
        sessions.begin_half(request, pat)
    assert request.session.session_key != before
    with clock.fixed(at + timedelta(minutes=9, seconds=59)):
        half = sessions.half_way(request)
    assert half is not None
    assert (half.user, half.enrolled) == (pat, False)
    assert half.secret not in str(dict(request.session.items())), "the session holds it sealed"
    with clock.fixed(at + timedelta(minutes=10)):
        assert sessions.half_way(request) is None


def _close(user: User) -> None:
    close_account(actor=Actor.job("test"), user_id=user.pk, reason="Left.")


def _change_password(user: User) -> None:
    user.set_password("another long sentence")
    user.save()


@pytest.mark.parametrize("happens", [_close, _change_password])
def test_whoever_is_not_themselves_any_more_gets_no_further(pat: User, happens: Callable[[User], None]) -> None:
    request = browser()
    sessions.begin_half(request, pat)
    happens(pat)
    assert sessions.half_way(request) is None


def test_a_secret_that_was_sealed_for_somebody_else_is_nobodys(pat: User, sam: User) -> None:
    request, other = browser(), browser()
    sessions.begin_half(request, pat)
    sessions.begin_half(other, sam)
    (kept,), (theirs,) = request.session.values(), other.session.values()
    kept["secret"] = theirs["secret"]
    assert sessions.half_way(request) is None


def test_a_wrong_code_lets_nobody_in_and_leaves_them_half_way(pat: User) -> None:
    request = browser()
    sessions.begin_half(request, pat)
    half = sessions.half_way(request)
    assert half is not None
    assert not sessions.enrol(request, half, "00000-00000")
    assert sessions.finish(request, half, "000000") is None
    assert sessions.half_way(request) == half
    assert isinstance(request.user, AnonymousUser)
    assert not Entry.objects.filter(action="access.session.begin").exists()


def test_whoever_takes_over_a_browser_ends_the_session_of_who_did_not_sign_out(pat: User, sam: User) -> None:
    request = browser(pat)
    sessions.begin(request, sam)
    assert request.user == sam
    entries = Entry.objects.filter(action__startswith="access.session.").order_by("id")
    assert [(one.action, one.actor_id) for one in entries] == [
        ("access.session.end", pat.pk),
        ("access.session.begin", sam.pk),
    ]


def test_once_in_nobody_is_half_way_in(pat: User) -> None:
    request = browser()
    sessions.begin_half(request, pat)
    sessions.begin(request, pat)
    assert sessions.half_way(request) is None


def test_a_strong_hash_stays_as_it_is(pat: User) -> None:
    before = pat.password
    sessions.strengthen(pat, PASSWORD)
    pat.refresh_from_db()
    assert pat.password == before
    assert not Entry.objects.filter(action="access.user.rehash").exists()


def test_whoever_is_not_here_cannot_leave_and_a_receipt_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    monkeypatch.setattr(leaving, "_listeners", [heard.append])
    request, held = browser(), new_id()
    request.session["receipt"] = str(held)
    sessions.end(request, Actor.public())
    assert heard == []
    sessions.end(request, Actor.receipt(held))
    assert heard == [held]
    assert not request.session.keys()
    assert not Entry.objects.filter(action="access.session.end").exists(), "nobody was signed in"
