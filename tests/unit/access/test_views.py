"""Signing in and out, and everything that people try on that page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from bluelamp.access.demo import DEMO_PASSWORD, DEMO_SIGN_INS
from bluelamp.access.models import User
from bluelamp.access.services import create_user
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.roles import Role
from bluelamp.ui import filters
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough sentence"
PAGE = "/staff/sign-in"


@pytest.fixture
def pat() -> User:
    return create_user(
        actor=Actor.job("test"), username="pat", display_name="Pat Ames", password=PASSWORD, roles=[Role.DISPATCHER]
    )


def enter(client: Client, name: str = "pat", password: str = PASSWORD, then: str = "") -> tuple[int, str]:
    answer = client.post(PAGE, {"username": name, "password": password, "next": then})
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


@pytest.mark.parametrize("name", ["pat", "PAT", " Pat "])
def test_a_name_may_be_written_in_any_case(pat: User, client: Client, name: str) -> None:
    assert enter(client, name)[0] == 302


@pytest.mark.parametrize(("name", "password"), [("pat", "wrong"), ("nobody", PASSWORD), ("pat\x00", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_one_answer(pat: User, client: Client, name: str, password: str) -> None:
    status, page = enter(client, name, password)
    assert status == 422
    assert "There is a problem" in page
    assert "Enter the right user name and password" in page or "Null characters" in page
    assert "<title>" in page
    assert re.search(r"<title>\s*Error: ", page)
    assert not client.get("/staff/home").content


def test_nothing_entered_says_what_to_enter(client: Client) -> None:
    status, page = enter(client, "", "")
    assert status == 422
    assert "Enter your user name." in page
    assert "Enter your password." in page
    assert client.post(PAGE).status_code == 422


def test_a_closed_account_gets_the_same_answer(pat: User, client: Client) -> None:
    User.objects.filter(pk=pat.pk).update(is_active=False)
    assert "Enter the right user name and password" in enter(client)[1]


def test_five_wrong_ones_lock_the_name_and_say_until_when(pat: User, client: Client) -> None:
    for attempt in range(4):
        assert enter(client, ["pat", "PAT", "Pat", "pAT"][attempt], "wrong")[0] == 422
    status, page = enter(client, "paT", "wrong")
    until = filters.time_words(now() + timedelta(minutes=15))
    assert (status, f"This name is locked until {until}" in page) == (429, True)
    assert "wrong 5 times" in page
    locked, _ = enter(Client(REMOTE_ADDR="10.1.2.3"))  # the right password, from elsewhere
    assert locked == 429
    assert enter(client, "nobody", "wrong")[0] == 422  # others are not locked out


def test_the_lock_opens_again(pat: User, client: Client) -> None:
    from axes.models import AccessAttempt

    for _ in range(5):
        enter(client, password="wrong")
    assert enter(client)[0] == 429
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=16))
    assert enter(client)[0] == 302


def test_whoever_goes_on_trying_does_not_prolong_the_lock(pat: User, client: Client) -> None:
    from axes.models import AccessAttempt

    for _ in range(5):
        enter(client, password="wrong")
    AccessAttempt.objects.update(attempt_time=now() - timedelta(minutes=14))
    for password in ("wrong", PASSWORD):
        assert enter(Client(REMOTE_ADDR="10.1.2.3"), password=password)[0] == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=2))
    assert enter(client)[0] == 302


def test_no_name_and_no_password_reaches_the_log(pat: User, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for password in (*["hunter2-hunter2"] * 5, PASSWORD):
        enter(client, password=password)
    enter(Client())
    assert "hunter2" not in caplog.text
    assert PASSWORD not in caplog.text
    assert "pat" not in re.findall(r"username: \"([^\"]*)\"", caplog.text)


def test_a_session_ends_with_the_shift(pat: User, client: Client) -> None:
    enter(client)
    session = Session.objects.get(pk=client.cookies["sessionid"].value)
    assert timedelta(hours=9) < session.expire_date - now() <= timedelta(hours=10)
    Session.objects.filter(pk=session.pk).update(expire_date=now() - timedelta(seconds=1))
    assert client.get("/staff/home").status_code == 302


def test_leaving_is_never_a_link(sign_in: Callable[[str], Client]) -> None:
    assert sign_in("dispatcher").get("/staff/sign-out").status_code == 405


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://testserver@evil.example/",
        "///evil.example",
        "evil.example",
        "access:sign-out",
        "",
    ],
)
def test_next_leads_nowhere_else(pat: User, client: Client, target: str) -> None:
    assert enter(client, then=target) == (302, "/staff/home")


def test_next_adds_no_header(pat: User, client: Client) -> None:
    assert enter(client, then="/\r\nSet-Cookie: x=y") == (302, "/%0D%0ASet-Cookie:%20x=y")


def test_next_leads_back_to_where_they_were_going(pat: User, client: Client) -> None:
    page = client.get(PAGE, {"next": "/staff/home?x=1"}).content.decode()
    assert 'name="next" value="/staff/home?x=1"' in page
    assert enter(client, then="/staff/home?x=1") == (302, "/staff/home?x=1")


def test_next_cannot_break_out_of_the_page(client: Client) -> None:
    page = client.get(PAGE, {"next": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_a_form_from_elsewhere_is_refused_in_words(pat: User) -> None:
    answer = Client(enforce_csrf_checks=True).post(PAGE, {"username": "pat", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Your form could not be accepted" in answer.content.decode()


def test_in_the_demo_each_member_of_the_cast_has_a_button(cast: Cast, client: Client) -> None:
    User.objects.filter(username="responder").update(password=_hashed(DEMO_PASSWORD))
    page = client.get(PAGE).content.decode()
    assert DEMO_PASSWORD in page
    for person in DEMO_SIGN_INS:
        assert f'name="username" value="{person.username}"' in page
        assert person.display_name in page
    assert page.count("csrfmiddlewaretoken") == len(DEMO_SIGN_INS) + 1
    assert enter(client, "responder", DEMO_PASSWORD) == (302, "/staff/home")


def test_outside_the_demo_its_people_and_password_are_unknown(cast: Cast, client: Client, settings: Settings) -> None:
    settings.BLUELAMP_DEMO = False
    User.objects.filter(username="responder").update(password=_hashed(DEMO_PASSWORD))
    page = client.get(PAGE).content.decode()
    assert DEMO_PASSWORD not in page
    assert "responder" not in page
    status, refused = enter(client, "responder", DEMO_PASSWORD)
    assert status == 422
    assert "It opens nothing here." in refused


def _hashed(password: str) -> str:
    from django.contrib.auth.hashers import make_password

    return make_password(password)
