"""The whole thread by the cast in Chromium: axe, width and console on every page; the phone that needs no reload."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.demo.thread import Thread
from tests.functional.screens import Screen, chromium
from tests.plugins.running import Bluelamp

pytestmark = [pytest.mark.browser, pytest.mark.no_cover]  # what is tried runs in other processes
_SOON = 3.0  # seconds; a quiet machine needs a tenth of that
_PUBLIC = (
    "/",
    "/start",
    "/start/what",
    "/emergency",
    "/track",
    "/area",
    "/privacy",
    "/accessibility",
    "/staff/sign-in",
)
# Written down when the words are seen: a reload of the page would lose it.
_WATCH = """words => { const watch = setInterval(() => {
    if (document.body.innerText.includes(words)) { window.seenAt = Date.now(); clearInterval(watch) } }, 10) }"""


class ScreenThread(Thread):
    """The story, told at screens."""

    def __init__(self, url: str, chromium: Chromium, *, scripts: bool = True) -> None:
        super().__init__(url)
        self.chromium, self.scripts = chromium, scripts
        self.faults: list[str] = []
        self.seconds_to_phone = -1.0

    def dispatch(self) -> None:
        """With the officer's phone open beside: the incident comes up by itself."""
        officer = self.screen("responder")
        officer.get("/phone/")
        officer.tab.set_viewport_size({"width": 360, "height": 800})
        officer.tab.wait_for_timeout(1_500)  # the feed is open
        officer.tab.evaluate(_WATCH, self.known.reference)
        control = self.screen("dispatcher")
        sent: list[float] = []
        control.tab.on("request", lambda request: sent.append(time.time()) if "/send/" in request.url else None)
        super().dispatch()
        officer.tab.wait_for_function("window.seenAt", timeout=10_000)
        self.seconds_to_phone = officer.tab.evaluate("window.seenAt") / 1000 - sent[0]
        officer.look("phone after the dispatch")

    def screen(self, who: str) -> Screen:
        screen = self._browser(who) if who == "citizen" else self._staff(who)
        assert isinstance(screen, Screen)
        return screen

    def _browser(self, who: str) -> Screen:
        if who not in self.known.people:
            context = self.chromium.new_context(java_script_enabled=self.scripts)
            self.known.people[who] = Screen(self.url, context, who, self.faults, scripts=self.scripts)
        screen = self.known.people[who]
        assert isinstance(screen, Screen)
        return screen

    def _staff(self, username: str) -> Screen:
        if username not in self.known.people:
            self._browser(username).sign_in(username, DEMO_PASSWORD)
        return self._browser(username)


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


def test_the_cast_walks_the_thread_and_nothing_stands_in_its_way(platform: Bluelamp, browser: Chromium) -> None:
    thread = ScreenThread(platform.url, browser)
    steps = thread.run()
    seen = sum(len(person.looked_at) for person in thread.known.people.values() if isinstance(person, Screen))
    print(f"\n{seen} pages at two widths; dispatch to phone {thread.seconds_to_phone:.2f} s")
    assert [(step.name, step.problem) for step in steps if not step.ok] == []
    assert thread.faults == []
    assert 0 < thread.seconds_to_phone < _SOON


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
        if page.path != address:
            faults.append(f"{address} leads to {page.path}")
        if screen.tab.locator("main h1").count() != 1:
            faults.append(f"{address} has no single heading")
    screen.close()
    return faults
