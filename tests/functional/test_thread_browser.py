"""The whole thread by the cast in Chromium, and every page that they can come to: axe, width and console on each."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Browser as Chromium

from tests.functional.screen_thread import ScreenThread
from tests.functional.screens import Screen
from tests.functional.walking import Walk, name_of, pages
from tests.plugins.running import Bluelamp

pytestmark = [pytest.mark.browser]
_SOON = 3.0  # seconds; a quiet machine needs a tenth of that
_PUBLIC = (
    "/",
    "/start",
    "/start/what",
    "/emergency",
    "/track",
    "/area",
    "/what-if",
    "/what-if/how-it-works",
    "/what-if?s=1.dskyyy.&s=12.wcnyyu.&s=13.------.",
    "/privacy",
    "/accessibility",
    "/staff/sign-in",
)


def test_the_cast_comes_to_every_page_and_nothing_stands_in_its_way(platform: Bluelamp, browser: Chromium) -> None:
    walk = Walk(platform, browser)
    steps = walk.run()
    looks = sum(len(screen.looked_at) for screen in walk.screens())
    print(f"\n{len(pages())} addresses, {looks} looks at two widths; dispatch to phone {walk.seconds_to_phone:.2f} s")
    assert [(step.name, step.problem) for step in steps if not step.ok] == []
    assert ", ".join(walk.missed()) == ""
    assert walk.faults == []
    assert walk.screen("citizen").too_heavy() == []
    assert 0 < walk.seconds_to_phone < _SOON


def test_what_answers_to_a_form_alone_is_no_page() -> None:
    assert {"portal:home", "desk_dispatch:board", "rtic:live-now", "mobile:result", "access:sign-in"} <= pages()
    assert not {"portal:leave", "desk_dispatch:close", "mobile:step", "access:sign-out"} & pages()
    assert name_of(reverse("portal:home")) == "portal:home"
    assert name_of("/nowhere") == ""


def test_the_public_pages_with_scripts(platform: Bluelamp, browser: Chromium) -> None:
    assert _walk(platform, browser, scripts=True) == []


def test_the_public_pages_without_scripts(platform: Bluelamp, browser: Chromium) -> None:
    assert _walk(platform, browser, scripts=False) == []


def test_somebody_without_scripts_reports_and_follows(platform: Bluelamp, browser: Chromium) -> None:
    """From the gate to the tracking page, and back to it with the receipt."""
    thread = ScreenThread(platform.url, browser, scripts=False)
    try:
        for deed in (thread.gate, thread.report, thread.save_receipt):
            deed()
        citizen = thread.screen("citizen")
        citizen.post("/track/leave")
        citizen.get("/track")
        proof = {"reference": thread.known.reference, "receipt": thread.known.receipt}
        citizen.post("/track", proof).must_say(thread.known.reference)
        assert thread.faults == []
    finally:
        thread.close()


def _walk(platform: Bluelamp, browser: Chromium, *, scripts: bool) -> list[str]:
    faults: list[str] = []
    screen = Screen(platform.url, browser.new_context(java_script_enabled=scripts), "public", faults, scripts=scripts)
    for address in _PUBLIC:
        page = screen.get(address)
        if page.path != urlsplit(address).path:
            faults.append(f"{address} leads to {page.path}")
        if screen.tab.locator("main h1").count() != 1:
            faults.append(f"{address} has no single heading")
    screen.close()
    return faults + screen.too_heavy()
