"""An account at a real screen: in by a code from the mail, a passkey made by a real browser, every page looked over."""

import re
from html import unescape

import pytest
from playwright.sync_api import Browser as Chromium

from bluelamp.core.ids import new_id
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp, until

pytestmark = pytest.mark.browser
_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_in_by_a_code_and_again_by_a_passkey(platform: Bluelamp, browser: Chromium) -> None:
    url = platform.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
    faults: list[str] = []
    screen = Screen(url, browser.new_context(), "account", faults)
    devices = screen.tab.context.new_cdp_session(screen.tab)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
    email = f"{new_id()}@example.com"
    page = screen.get("/account/")
    assert page.path == "/account/sign-in"
    screen.post("/account/sign-in", {"email": email})
    mailbox = Screen(url, browser.new_context(), "mailbox", faults)

    def mail() -> str:
        mailbox.tab.goto(f"{url}/dev/mailbox?to={email}")
        return unescape(mailbox.tab.content())

    until(lambda: "Here is the code" in mail(), "no email came")
    text = re.sub("<[^>]+>", "", mail())
    code = re.search(r"asked for: (\d{8})", text)
    assert code is not None
    assert url not in text
    page = screen.post("/account/sign-in/code", {"code": code[1]})
    assert page.path == "/account/"
    for address in ("add", "settings", "settings/address", "settings/erase"):
        screen.get(f"/account/{address}")
    screen.get("/account/settings/passkeys/new")
    press(screen, "Make a passkey", "/account/settings")
    screen.look("account with a passkey")
    screen.get("/account/")
    screen.post("/account/sign-out")
    screen.get("/account/sign-in/passkey")
    press(screen, "Use my passkey", "/account/")
    screen.get("/account/settings").must_say("Remove this passkey")
    assert screen.too_heavy() == []
    assert faults == []
    written = platform.log("web")
    for telltale in (email, code[1]):
        assert telltale not in written
    for one in (screen, mailbox):
        one.close()


def press(screen: Screen, button: str, path: str) -> None:
    """The device answers by itself, and the page sends what it said."""
    screen.tab.get_by_role("button", name=button).click()
    screen.tab.wait_for_url(f"**{path}")
