"""Passwords change hands once: one's own, one that an administrator gives, and the door until it is one's own."""

import re
from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import Settings

from bluelamp.access import codes, leaving
from bluelamp.access.actors import actor_of_user
from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.access.models import User
from bluelamp.access.services import change_password, create_user, give_password, open_account
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.ledger.models import Entry, Note
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "a long enough sentence", "otter saddle quiet"
SIGN_IN, OWN, HOME = "/staff/sign-in", "/staff/password", "/staff/home"
FORM = {"present": PASSWORD, "new": NEW, "again": NEW}


def account(name: str = "pat", role: Role = Role.DISPATCHER) -> User:
    return create_user(actor=Actor.job("test"), username=name, display_name="Pat Ames", password=PASSWORD, roles=[role])


@pytest.fixture
def pat() -> User:
    return account()


@pytest.fixture
def sam() -> User:
    """Whose first password somebody else chose."""
    made, _ = open_account(
        actor=Actor.job("test"), username="sam", display_name="Sam Ames", password=PASSWORD, roles=[Role.DISPATCHER]
    )
    return made


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    heard: list[UUID] = []
    monkeypatch.setattr(leaving, "_listeners", [heard.append])
    return heard


def enter(client: Client, name: str = "pat", password: str = PASSWORD) -> int:
    return client.post(SIGN_IN, {"username": name, "password": password}).status_code


def signed_in(name: str = "pat", password: str = PASSWORD) -> Client:
    client = Client()
    assert enter(client, name, password) == 302
    return client


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def administrator(cast: Cast) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=cast["administrator"].id))
    return client


def given_on(page: str) -> str:
    found = re.search(r"<code[^>]*>([0-9a-z]{4}(?:-[0-9a-z]{4}){3})</code>", page)
    assert found is not None
    return found[1]


def test_it_is_changed_here_and_every_other_session_is_over(pat: User, gone: list[UUID]) -> None:
    here, there = signed_in(), signed_in()
    before = here.cookies["sessionid"].value
    assert f'href="{OWN}"' in here.get(HOME).content.decode()
    answer = here.post(OWN, FORM)
    assert answer.headers["Location"] == f"{HOME}?password=changed"
    assert "Your password is changed." in here.get(answer.headers["Location"]).content.decode()
    assert not is_in(there)
    assert here.cookies["sessionid"].value != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert not is_in(thief), "the key from before opens nothing"
    assert gone == [pat.pk], "open streams are hung up on"
    assert enter(Client()) == 422
    assert is_in(signed_in(password=NEW))
    entry = Entry.objects.get(action="access.password.change")
    assert (entry.act, entry.actor_id, entry.subjects) == ("alteration", pat.pk, [f"access.user:{pat.pk}"])


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"present": "wrong"}, "present", "Enter the password that you signed in with."),
        ({"present": ""}, "present", "Enter your present password."),
        ({"new": "short", "again": "short"}, "new", "at least 12 characters"),
        ({"new": "password1234", "again": "password1234"}, "new", "too common"),
        ({"new": PASSWORD, "again": PASSWORD}, "new", "Choose another password than your present one."),
        ({"new": "", "again": ""}, "new", "Enter a new password."),
        ({"again": NEW + "s"}, "again", "Enter the same new password in both boxes."),
        ({"again": ""}, "again", "Enter the new password once more."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(pat: User, change: dict[str, str], field: str, words: str) -> None:
    client = signed_in()
    answer = client.post(OWN, FORM | change)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert words in page
    assert PASSWORD not in page, "what was typed is not sent back"
    assert enter(Client()) == 302
    assert not Entry.objects.filter(action="access.password.change").exists()


def test_white_space_is_part_of_it(pat: User) -> None:
    spaced = f" {NEW} "
    signed_in().post(OWN, FORM | {"new": spaced, "again": spaced})
    assert enter(Client(), password=NEW) == 422
    assert enter(Client(), password=spaced) == 302


def test_wrong_present_ones_lock_the_name_as_at_the_sign_in_page(pat: User, caplog: pytest.LogCaptureFixture) -> None:
    from axes.models import AccessAttempt

    client = signed_in()
    wrong = FORM | {"present": "a wrong sentence"}
    assert [client.post(OWN, wrong).status_code for _ in range(5)] == [422, 422, 422, 422, 429]
    locked = client.post(OWN, FORM)
    assert locked.status_code == 429, "the right one comes too late"
    assert "This name is locked until" in locked.content.decode()
    assert enter(Client()) == 429
    kept = " ".join(attempt.post_data for attempt in AccessAttempt.objects.all())
    for secret in (PASSWORD, NEW, "a wrong sentence"):
        assert secret not in kept
        assert secret not in caplog.text


def test_what_else_is_wrong_locks_nobody_out(pat: User) -> None:
    client = signed_in()
    for _ in range(6):
        assert client.post(OWN, FORM | {"again": "x"}).status_code == 422
        assert client.post(OWN, FORM | {"new": "short", "again": "short"}).status_code == 422
    assert client.post(OWN, FORM).status_code == 302


def test_the_demos_people_keep_theirs(cast: Cast) -> None:
    client = Client()
    client.force_login(User.objects.get(username="responder"))
    page = client.get(OWN).content.decode()
    assert "Demo sign-ins keep the passwords on the sign-in page." in page
    assert 'name="present"' not in page
    assert client.post(OWN, FORM).status_code == 422
    with pytest.raises(Conflict, match="Demo sign-ins keep"):
        change_password(actor=cast["responder"], present=DEMO_PASSWORD, new=NEW)


def test_the_demos_password_is_nobodys_outside_it(pat: User, settings: Settings) -> None:
    settings.BLUELAMP_DEMO = False
    with pytest.raises(Invalid, match="everybody has read") as caught:
        change_password(actor=actor_of_user(pat), present=PASSWORD, new=DEMO_PASSWORD)
    assert caught.value.field == "new"


def test_only_staff_have_one_to_change(cast: Cast, client: Client) -> None:
    assert client.get(OWN).headers["Location"] == f"{SIGN_IN}?next={OWN}"
    for name in ("citizen", "outsider"):
        with pytest.raises(NotAllowed):
            change_password(actor=cast[name], present=PASSWORD, new=NEW)


def test_until_it_is_their_own_nothing_else_opens(sam: User) -> None:
    client, script = signed_in("sam"), {"accept": "*/*"}
    page = client.get(OWN)
    assert page.status_code == 200
    assert "Somebody else gave you the password" in page.content.decode()
    assert "/desk/dispatch/" not in page.content.decode(), "no desk is offered"
    for address in (HOME, "/desk/dispatch/", "/", "/report/burglary", "/staff/sign-in", "/live/ticket"):
        assert client.get(address, headers={"accept": "text/html"}).headers.get("Location") == OWN, address
    for address in ("/live/ticket", "/desk/dispatch/rows", "/journeys/burglary.json"):
        refused = client.get(address, headers=script)
        assert refused.status_code == 403, address
        assert "First change the password" in refused.content.decode()
    program = client.get("/live/ticket", headers={"accept": "application/json"})
    assert (program.status_code, program.json()["error"]["code"]) == (403, "not_allowed")
    for address in ("/report/burglary", "/staff/sign-in", f"/desk/dispatch/{new_id()}/note"):
        assert client.post(address, {"text": "x"}).status_code == 403, address


def test_their_own_opens_everything(sam: User) -> None:
    client = signed_in("sam")
    assert client.post(OWN, FORM).status_code == 302
    assert is_in(client)
    assert client.get("/live/ticket", headers={"accept": "*/*"}).status_code == 200
    assert is_in(signed_in("sam", NEW))


def test_they_may_leave_instead(sam: User) -> None:
    client = signed_in("sam")
    assert client.post("/staff/sign-out").headers["Location"] == SIGN_IN
    assert client.get(SIGN_IN).status_code == 200
    assert client.get(OWN).status_code == 302


def test_an_administrator_gives_one_for_one_use(pat: User, cast: Cast, gone: list[UUID]) -> None:
    there, desk = signed_in(), administrator(cast)
    address = f"/desk/accounts/{pat.pk}/new-password"
    assert f'href="{address}"' in desk.get("/desk/accounts/").content.decode()
    asked = desk.get(address).content.decode()
    assert "choose their own" in asked
    answer = desk.post(address, {"reason": "Forgot it.", "version": "0"})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    given = given_on(answer.content.decode())
    assert not is_in(there)
    assert gone == [pat.pk]
    assert enter(Client()) == 422
    client = signed_in(password=given)
    assert client.get(HOME).headers["Location"] == OWN
    assert client.post(OWN, FORM | {"present": given}).status_code == 302
    assert is_in(client)
    assert enter(Client(), password=given) == 422, "it was for one use"
    entry = Entry.objects.get(action="access.password.give")
    assert (entry.act, entry.actor_id, entry.subjects) == (
        "alteration",
        cast["administrator"].id,
        [f"access.user:{pat.pk}"],
    )
    assert Note.objects.get(pk=entry.pk).text == "Forgot it."


def test_what_was_shown_is_shown_once(pat: User, cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    desk, address = administrator(cast), f"/desk/accounts/{pat.pk}/new-password"
    form = {"reason": "Forgot it.", "version": "0"}
    given = given_on(desk.post(address, form).content.decode())
    again = desk.post(address, form)
    assert again.status_code == 422
    assert "What it showed is not shown again." in again.content.decode()
    for seen in (again, desk.get(address), desk.get("/desk/accounts/")):
        assert given not in seen.content.decode()
    assert given not in str(dict(desk.session.items()))
    assert given not in caplog.text
    assert given not in " ".join(Note.objects.values_list("text", flat=True))
    assert enter(Client(), password=given) == 302, "sent twice, it is the one that was shown"
    newer = given_on(desk.post(address, form | {"version": "1"}).content.decode())
    assert newer != given
    assert enter(Client(), password=given) == 422


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"reason": " ", "version": "0"}, "Say why."),
        ({"reason": "x"}, "Open the page again."),
        ({"reason": "x", "version": "no"}, "Open the page again."),
    ],
)
def test_half_a_form_gives_nothing(pat: User, cast: Cast, form: dict[str, str], words: str) -> None:
    answer = administrator(cast).post(f"/desk/accounts/{pat.pk}/new-password", form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert enter(Client()) == 302


def test_who_may_not_give_one(pat: User, cast: Cast) -> None:
    for name in ("supervisor", "dispatcher", "auditor", "citizen", "outsider"):
        with pytest.raises(NotAllowed):
            give_password(actor=cast[name], user_id=pat.pk, reason="Mine now.")
    boss = account("boss", Role.ADMINISTRATOR)
    with pytest.raises(Conflict, match="yourself"):
        give_password(actor=actor_of_user(boss), user_id=boss.pk, reason="Easier.")
    with pytest.raises(Conflict, match="Demo sign-ins keep"):
        give_password(actor=cast["administrator"], user_id=cast["responder"].id, reason="Why not.")
    with pytest.raises(Invalid):
        give_password(actor=cast["administrator"], user_id=pat.pk, reason=" ")
    with pytest.raises(NotFound):
        give_password(actor=cast["administrator"], user_id=new_id(), reason="Who?")
    assert enter(Client()) == 302
    assert not Entry.objects.filter(action="access.password.give").exists()


def test_the_list_offers_it_for_others_and_nobody_of_the_demo(cast: Cast) -> None:
    boss = account("boss", Role.ADMINISTRATOR)
    page = signed_in("boss").get("/desk/accounts/").content.decode()
    assert f"{boss.pk}/close" in page
    assert "new-password" not in page, "the others are the demo's"
    account()
    assert signed_in("boss").get("/desk/accounts/").content.decode().count("new-password") == 1


def test_one_for_one_use_is_random_and_can_be_read_aloud() -> None:
    made = {codes.new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}", one) for one in made)
