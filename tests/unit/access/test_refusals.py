"""A closed door says what happened and what to do now, to people on a page and to programs in JSON."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from pytest_django import Settings

from bluelamp.access.refusals import refusal, to_own_password, to_sign_in, wants_json
from bluelamp.core.errors import Invalid
from tests.factories.ledger import personal_row

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.unit.access.door_urls"


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("invalid", 422, "Enter a postcode."),
        ("gone", 404, "There is none."),
        ("late", 409, "Too late."),
    ],
)
@pytest.mark.usefixtures("pages")
def test_what_cannot_be_done_is_said_in_its_own_words(sign_in: SignIn, how: str, status: int, words: str) -> None:
    personal_row("Man with a dog")
    client = sign_in("dispatcher")
    page = client.get(f"/wrong/{how}")
    assert (page.status_code, words in page.content.decode()) == (status, True)
    assert b"Man with a dog" not in page.content
    program = client.get(f"/wrong/{how}", headers={"accept": "application/json"})
    assert program.status_code == status
    assert program.json()["error"]["message"] == words


@pytest.mark.usefixtures("pages")
def test_strangers_are_asked_who_they_are_and_the_rest_are_refused(sign_in: SignIn) -> None:
    answer = sign_in("outsider").get("/staff?page=2")
    assert (answer.status_code, answer["Location"]) == (302, "/staff/sign-in?next=/staff%3Fpage%3D2")
    for name in ("citizen", "exhibits_officer"):
        refused = sign_in(name).get("/staff")
        assert refused.status_code == 403
        assert "Your role does not include this page" in refused.content.decode()


@pytest.mark.usefixtures("pages")
def test_programs_are_told_in_json(sign_in: SignIn) -> None:
    json = {"accept": "application/json"}
    stranger = sign_in("outsider").get("/staff", headers=json)
    assert (stranger.status_code, stranger.json()["error"]["code"]) == (401, "sign_in")
    refused = sign_in("exhibits_officer").get("/staff", headers=json)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("accept", "program"),
    [
        ("application/json", True),
        ("application/json, text/plain", True),
        ("text/html,application/json", False),  # a browser takes a page where it can have one
        ("text/html", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_only_who_takes_no_page_is_a_program(rf: RequestFactory, accept: str, program: bool) -> None:
    assert wants_json(rf.get("/", headers={"accept": accept})) is program


def test_a_program_is_told_which_field_it_was(rf: RequestFactory) -> None:
    request = rf.post("/", headers={"accept": "application/json"})
    answer = refusal(request, Invalid("Enter a postcode.", code="no_postcode", field="postcode"))
    assert answer.status_code == 422
    assert json.loads(answer.content) == {
        "error": {"code": "no_postcode", "message": "Enter a postcode.", "field": "postcode"}
    }


@pytest.mark.parametrize(
    ("method", "accept", "led"),
    [
        ("GET", "text/html", True),
        ("HEAD", "text/html", True),
        ("GET", None, True),
        ("POST", "text/html", False),  # or what was typed would be lost without a word
        ("GET", "*/*", False),  # a script that fetches does not read pages
        ("GET", "application/json", False),
    ],
)
def test_whoever_has_a_given_password_is_led_to_the_page_where_they_choose_their_own(
    rf: RequestFactory, method: str, accept: str | None, led: bool
) -> None:
    request = rf.generic(method, "/desk/dispatch/", headers={"accept": accept} if accept else None)
    request.__dict__["staff"] = None
    request.user = AnonymousUser()
    answer = to_own_password(request)
    if led:
        assert (answer.status_code, answer["Location"]) == (302, "/staff/password")
    else:
        assert (answer.status_code, b"First change the password" in answer.content) == (403, True)


def test_a_stranger_is_led_back_to_all_that_they_asked_for(rf: RequestFactory) -> None:
    led = to_sign_in(rf.get("/desk/x?q=a%20b&page=2"))
    assert led["Location"] == "/staff/sign-in?next=/desk/x%3Fq%3Da%2520b%26page%3D2"
