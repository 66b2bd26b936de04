"""Staff at real screens with a second step: set up from the picture's words, used, and recovered from."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from bluelamp.core.clock import now
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp, started, state_folder

pytestmark = pytest.mark.browser
GIVEN, PASSWORD = "a long enough sentence", "otter saddle quiet"
ENROLMENT: dict[str, str] = {}  # by user name, as the first command showed it


@pytest.fixture(scope="module")
def guarded(demo_state: Path) -> Iterator[Bluelamp]:
    """A platform that wants a second step, with two accounts that were added beside it."""
    with state_folder(demo_state) as state, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BLUELAMP_STAFF_MFA", "1")
        with started(state) as running:
            for name in ("first", "second"):
                options = ("--name", f"Pat {name.title()}", "--role", "administrator", "--reason", "New.")
                made = running.console("staff", "add", name, *options, "--password", GIVEN)
                assert made.returncode == 0, made.stderr
                ENROLMENT[name] = made.stdout.split()[-1]
            yield running


def shown(secret: str, later: int = 0) -> str:
    """What the app shows, or will show so many steps later."""
    return pyotp.TOTP(secret).at(now() + timedelta(seconds=30 * later))


@pytest.mark.parametrize(("username", "scripts"), [("first", True), ("second", False)])
def test_set_up_sign_out_sign_in_recover(guarded: Bluelamp, browser: Chromium, username: str, *, scripts: bool) -> None:
    faults: list[str] = []
    context = browser.new_context(java_script_enabled=scripts)
    screen = Screen(guarded.url, context, username, faults, scripts=scripts)
    given, proof = ({"username": username, "password": password} for password in (GIVEN, PASSWORD))
    screen.get("/desk/accounts/")
    page = screen.post("/staff/sign-in", given)
    assert page.path == "/staff/sign-in/set-up"
    page.must_say("Enter your enrolment code")
    page = screen.post("/staff/sign-in/set-up", {"code": ENROLMENT[username]})
    assert page.path == "/staff/sign-in/set-up"
    drawn = screen.tab.locator("[role=img] svg").bounding_box()
    assert drawn is not None
    assert 150 < drawn["width"] <= 330, "large enough to scan, and it fits a telephone"
    found = re.search(r'<strong dir="ltr">([A-Z2-7 ]+)</strong>', page.text)
    assert found is not None
    secret = found[1].replace(" ", "")
    if scripts:
        screen.tab.locator("summary").click()
        expect(screen.tab.get_by_text("Key, time based, 6 digits:")).to_be_visible()
        screen.look("set up, by hand")
    page = screen.post("/staff/sign-in/set-up", {"code": shown(secret)})
    page.must_say("Keep your recovery codes")
    recovery = re.findall(r"<code[^>]*>([0-9A-Z]{5}-[0-9A-Z]{5})</code>", page.text)
    assert len(recovery) == 10
    screen.look("recovery codes")
    screen.tab.get_by_role("button", name="I have kept them").click()
    screen.tab.wait_for_url(f"{guarded.url}/staff/password")  # nothing else opens with a password that was given
    expect(screen.tab.get_by_role("main")).to_be_visible()
    screen.look("a password of their own")
    page = screen.get("/desk/accounts/")
    assert page.path == "/staff/password"
    page = screen.post("/staff/password", {"present": GIVEN, "new": PASSWORD, "again": PASSWORD})
    page.must_say("Your password is changed.")
    screen.get("/desk/accounts/").must_say("Set up")
    screen.post("/staff/sign-out")
    screen.post("/staff/sign-in", proof).must_say("Enter the code from your app")
    screen.tab.goto(f"{guarded.url}/staff/sign-in/code")
    assert screen.post("/staff/sign-in/code", {"code": shown(secret, later=1)}).path == "/staff/home"
    screen.post("/staff/sign-out")
    screen.post("/staff/sign-in", proof)
    screen.get("/staff/sign-in/code?recovery=1").must_say("Enter a recovery code")
    screen.look("recovery")
    screen.post("/staff/sign-in/code", {"code": recovery[0]}).must_say("You have 9 recovery codes left.")
    screen.look("recovered")
    assert faults == []
    screen.close()


def test_a_new_password_is_handed_over(guarded: Bluelamp, browser: Chromium) -> None:
    faults: list[str] = []
    for name in ("fourth", "third"):
        options = ("--name", f"Pat {name.title()}", "--role", "administrator", "--reason", "New.")
        made = guarded.console("staff", "add", name, *options, "--password", GIVEN)
    code = made.stdout.split()[-1]
    screen = Screen(guarded.url, browser.new_context(), "third", faults)
    screen.get("/staff/sign-in")
    screen.post("/staff/sign-in", {"username": "third", "password": GIVEN})
    screen.post("/staff/sign-in/set-up", {"code": "00000-00000"}).must_say("Enter the newest code")
    page = screen.post("/staff/sign-in/set-up", {"code": code})
    found = re.search(r'<strong dir="ltr">([A-Z2-7 ]+)</strong>', page.text)
    assert found is not None
    screen.post("/staff/sign-in/set-up", {"code": shown(found[1].replace(" ", ""))})
    screen.get("/staff/password")
    screen.post("/staff/password", {"present": GIVEN, "new": "short", "again": "short"}).must_say("at least 12")
    screen.post("/staff/password", {"present": GIVEN, "new": PASSWORD, "again": PASSWORD})
    for step, words in (("new-password", "Password for one use"), ("reset-second-step", "Enrolment code")):
        page = screen.get("/desk/accounts/?q=fourth")  # the other tests' people keep theirs
        address = page.links(rf"/desk/accounts/[0-9a-f-]+/{step}")[0]
        screen.get(address)
        screen.post(address, {"reason": "Forgot it."}).must_say(words)
        screen.look(f"{step} is shown")
    assert [fault for fault in faults if "422" not in fault] == []
    screen.close()


def test_a_wrong_code_is_looked_at_too(guarded: Bluelamp, browser: Chromium) -> None:
    faults: list[str] = []
    screen = Screen(guarded.url, browser.new_context(), "wrong", faults)
    screen.get("/staff/sign-in")
    screen.post("/staff/sign-in", {"username": "first", "password": PASSWORD})
    screen.post("/staff/sign-in/code", {"code": "000000"}).must_say("Each code works once.")
    screen.look("a wrong code")
    assert [fault for fault in faults if "422" not in fault] == []
    screen.close()
