"""Saved for later, the code taken from an email, and on with it on another device: all of it without scripts."""

import re
from html import unescape

import pytest
from playwright.sync_api import Browser as Chromium

from bluelamp.core.ids import new_id
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp, until

pytestmark = pytest.mark.browser
_CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


@pytest.mark.parametrize("wording", ["neutral", "full"])
def test_the_code_comes_by_email_and_leads_back(platform: Bluelamp, browser: Chromium, wording: str) -> None:
    faults: list[str] = []

    def somebody(who: str) -> Screen:
        return Screen(platform.url, browser.new_context(java_script_enabled=False), who, faults, scripts=False)

    here, there = somebody("here"), somebody("there")
    here.get("/report/burglary")
    tasks = here.post("/report/burglary").path
    email = f"{new_id()}@example.com"
    here.get(f"{tasks}/save")
    page = here.post(f"{tasks}/save", {"email": email, "safe": "yes", "wording": wording})
    page.must_say("We are also sending it to you by email")
    shown = _CODE.search(page.text)
    assert shown is not None

    def mail() -> str:
        there.tab.goto(f"{platform.url}/dev/mailbox?to={email}")
        return unescape(there.tab.content())

    until(lambda: shown[0] in mail(), "no email came")
    assert ("/report/return" in mail()) == (wording == "full")
    assert (platform.url in re.sub("<[^>]+>", "", mail())) == (wording == "full")
    there.get("/report/return")
    assert there.post("/report/return", {"code": shown[0]}).path == tasks
    assert faults == []
    for screen in (here, there):
        screen.close()
