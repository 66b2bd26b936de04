"""The story of the thread told at screens: in Chromium, with or without scripts."""

import time

from playwright.sync_api import Browser as Chromium

from bluelamp.access.demo import DEMO_PASSWORD
from bluelamp.demo.thread import Thread
from tests.functional.screens import Screen

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
