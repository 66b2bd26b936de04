"""Every page that the addresses promise, opened in Chromium by somebody who may, by following links as people do.

Each is looked over at the width of a telephone and of a desk, as in every test with ``Screen``. A page that nobody
comes to fails the test: it has no link, or the story has no moment at which it is there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page as Tab

from bluelamp.access.demo import DEMO_SIGN_INS
from bluelamp.access.permissions import rows_for
from bluelamp.access.routes import rule_of
from bluelamp.config.database import cluster
from bluelamp.config.postgres import DATABASE
from bluelamp.core.roles import Role
from bluelamp.demo.browsing import Browser, Page
from tests.functional.screen_thread import ScreenThread
from tests.functional.screens import Screen
from tests.plugins.running import Bluelamp

_LINK = re.compile(r'(?:href|src|data-live-src)="(/[^"#]*)')
_CAST = {person.role for person in DEMO_SIGN_INS} | {Role.CITIZEN, Role.PUBLIC}
# Pages that other tests come to and look at as closely, and why this walk cannot.
_ELSEWHERE = {
    "account": "test_accounts_browser: nobody of the story has an account",
    "portal:receipt": "the page of the receipt, under another address, for who is signed in to an account",
    "access:code": "test_second_step_browser: the demo asks for no second step",
    "access:set-up": "test_second_step_browser: the demo asks for no second step",
    "desk-chat": "test_conversations_pages: the public's own pages, begun on the page of a chat",
    "desk_conversations": "test_every_state: when somebody has begun a chat or written a message",
    "portal:chat-room": "test_every_state: the same",
    "portal:chat-latest": "test_conversations_pages: part of that page",
    "portal:chat-state": "test_conversations_pages: part of that page",
    "portal:chat-file": "test_conversations_pages: when a file was sent",
    "portal:messages-file": "test_conversations_pages: when a file was sent",
    "portal:messages-latest": "test_conversations_pages: part of the page of messages",
    "desk-call": "test_calling: the public's own pages, begun on the page of a call",
    "desk_contact:call-form": "test_call_views: leads on to them",
    "desk_recording:audit": "test_every_state: a sample has to be drawn first",
    "desk_recording:item": "the same",
    "desk_records": "test_records_browser: what is known has to be built up first",
    "report:advice": "test_journeys_accessibility: for answers that this story does not give",
    "report:forget": "test_journeys_accessibility: beside another way to save",
    "report:preview": "a picture of a photo, when a job has drawn it: test_upload_browser",
    "report:ticket": "for the script that sends files: test_upload_browser",
    "portal:what-if-record": "test_thread_browser: with the public pages",
    "after": "test_every_state: the pages of report, which this walk comes by, about something",
    "portal:thanks": "test_every_state: when something was sent about a report",
    "portal:support": "test_every_state: when somebody has asked for support",
    "portal:stop-support": "test_every_state: beside it",
    "portal:move-appointment": "test_every_state: once something is booked",
    "portal:cancel-appointment": "test_every_state: beside it",
    "desk_victims:appointment": "test_every_state: the same",
    "desk_victims:request": "test_every_state: once somebody has written",
    "portal:requests": "test_every_state: the same",
    "portal:take-out": "test_every_state: when the report is in an account",
    "desk_complaints": "test_every_state: once somebody has complained",
    "notices:front": "leads on to the mailbox, which is looked at",
    "portal:language": "test_every_state: the story goes on in English",
    "desk_languages:withdraw": "test_every_state: nothing is signed off in this story",
    "desk_statements": "test_every_state: nobody makes a statement in this story, as of the three below",
    "mobile:statement": "test_every_state",
    "mobile:statement-words": "test_every_state",
    "mobile:statement-sign": "test_every_state",
    "portal:statement-page": "test_every_state",
    "portal:statement-words": "test_every_state",
    "portal:statement-sign": "test_every_state",
    "portal:statement-correct": "test_every_state",
    "portal:statement-preview": "a document: test_portal_statements",
    "portal:statement-signed": "a document: test_portal_statements",
    "statement": "test_portal_statements: pages of a journey as any other's",
    "phone-statement": "test_desk_statements: pages of a journey as any other's",
    "portal:held": "leads on to the report that this device holds",
    "desk_cases:thing-mistake": "test_every_state: nothing is found in this story",
    "desk_contact:shift": "test_every_state: the call-taker's queue does not lead there",
    "journeys:ground": "what a map is drawn of, for its script",
}
# Some of these have links that others of them have not: a few are opened, though somebody saw one.
_DIFFER = {"desk_contact:report", "desk_contact:call", "desk_dispatch:incident", "desk_cases:case"}
_A_FEW = 4
_SHOWS = "words => document.body.innerText.includes(words)"
_A_MINUTE = 90_000  # milliseconds: the worker looks once a minute
# For programs, or for whoever knows the address: no page has a link to them.
_WITHOUT_LINK = (
    "/dev/",
    "/style/",
    "/journeys/burglary.json",
    "/journeys/burglary.schema.json",
    "/emergency",
)


def routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern


def methods(view: Any) -> list[str]:
    """What a view answers to, by Django's own decorator; ``GET`` when it does not say."""
    while view is not None:
        code, cells = getattr(view, "__code__", None), getattr(view, "__closure__", None) or ()
        if code and "request_method_list" in code.co_freevars:
            return list(cells[code.co_freevars.index("request_method_list")].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return ["GET"]


@cache
def pages() -> frozenset[str]:
    """The names of all addresses that somebody of the cast may open here."""
    found = set()
    for name, pattern in routes(get_resolver()):
        rule = rule_of(pattern.callback)
        mine = rule is not None and (rule.action is None or any(row.roles & _CAST for row in rows_for(rule.action)))
        if mine and "GET" in methods(pattern.callback) and not {name, name.partition(":")[0]} & _ELSEWHERE.keys():
            found.add(name)
    return frozenset(found)


class Walk(ScreenThread):
    """The story; at its turns everybody follows the links to pages that nobody has seen yet."""

    def __init__(self, platform: Bluelamp, chromium: Chromium) -> None:
        super().__init__(platform.url, chromium)
        self.platform = platform
        self.left_open: dict[str, Tab] = {}
        self.seen: set[str] = set()

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        at = {
            "citizen passes the gate": [("citizen", "/"), *(("citizen", address) for address in _WITHOUT_LINK)],
            "citizen saves the receipt": [("citizen", "/track/report"), ("call-taker", "/staff/home")],
            "desk grades: incident and crime in one flow": [("call-taker", "/desk/contact/{report}")],
            "officer accepts, travels, arrives and writes a note": [
                ("dispatcher", "/desk/dispatch/{incident}"),
                ("dispatcher", "/live/ticket"),
            ],
            "analyst replaces the alert": [(who, "/staff/home") for who in ("dispatcher", "responder", "rtic")],
            "officer results the incident": [
                ("dispatcher", "/desk/dispatch/ended"),
                ("registrar", "/desk/cases/"),
                *((who, "/staff/home") for who in ("detective", "supervisor", "exhibits", "auditor", "support")),
            ],
            "auditor sees who did what and verifies the ledger": [
                (who, "/staff/home") for who in ("rtic", "detective", "analyst", "administrator")
            ],
        }
        steps: list[tuple[str, Callable[[], None]]] = []
        for name, deed in super().steps():
            steps.append((name, deed))
            if name == "officer results the incident":
                steps.append(("investigator notes what is to be done", self.plan))
            if name in at:
                steps.append((f"everybody looks around after: {name}", partial(self.look_around, at[name])))
            if name == "analyst replaces the alert":
                steps.append(("the alert's time comes", self.run_out))
        return [*steps, ("the alert has expired on every screen", self.expired)]

    def run_out(self) -> None:
        """The alert's hour is over early, while officer and analyst have it before them in a page that stays open."""
        for who, address in (("responder", "/phone/"), ("rtic", "/rtic/")):
            tab = self.left_open[who] = self.screen(who).tab.context.new_page()
            tab.goto(self.url + address)
            tab.wait_for_function(_SHOWS, arg=self.known.headline)
        with cluster(self.platform.state).connect(DATABASE) as past_the_guard:
            past_the_guard.execute("SET session_replication_role = replica")
            past_the_guard.execute(
                "UPDATE intelligence_alert SET expires_at = now() + interval '1 second' WHERE state = 'active'"
            )

    def expired(self) -> None:
        """Nobody has touched those pages since."""
        for tab in self.left_open.values():
            tab.wait_for_function(f"words => !({_SHOWS})(words)", arg=self.known.headline, timeout=_A_MINUTE)

    def plan(self) -> None:
        """So that there is an action to be done."""
        detective = self._staff("detective")
        self.known.case = self.known.case or self._find_case(detective)
        page = detective.get(self.known.case)
        for address in page.links(rf"{self.known.case}/take"):
            page = detective.post(address)
        detective.post(f"{self.known.case}/action", {"text": "Ask the neighbour.", "due_on": ""})
        self.crawl(self.screen("detective"), self.known.case)

    def look_around(self, ways: list[tuple[str, str]]) -> None:
        for who, start in ways:
            self.crawl(self.screen(who), start.format(report=self.known.report, incident=self.known.incident))

    def crawl(self, screen: Screen, start: str) -> None:
        """Open what nobody has opened, and go on from there."""
        waiting, tried, few = [start], set(), Counter[str]()
        while waiting:
            address = waiting.pop(0)
            name = name_of(address)
            if address in tried or (address != start and name in self.seen and few[name] == _A_FEW):
                continue
            tried.add(address)
            few[name] += 1
            page = screen.get(address)
            self.note(page)
            waiting += [link for link in links(page) if name_of(link) in pages() - self.seen | _DIFFER]
            waiting = [one for one in waiting if name_of(one) not in self.seen or name_of(one) in _DIFFER]

    def note(self, page: Page | None) -> None:
        if page is not None and page.status == 200 and (name := name_of(page.path)):
            self.seen.add(name)

    def _answer(self, citizen: Browser, page: Page, answered: set[str]) -> Page:
        """First the pages beside the question: change, remove, save, forget."""
        self.note(page)
        beside = [link for link in links(page) if name_of(link).startswith("report:")]
        new = [link for link in beside if name_of(link) in pages() - self.seen]
        for link in new:
            if name_of(link) not in self.seen:
                self.note(citizen.get(link))
        if new:
            page = citizen.get(page.path)
        return super()._answer(citizen, page, answered)

    def screens(self) -> list[Screen]:
        return [person for person in self.known.people.values() if isinstance(person, Screen)]

    def missed(self) -> list[str]:
        """Pages that nobody opened, in the walk or in the story itself."""
        return sorted(pages() - self.seen - {name_of(path) for screen in self.screens() for path in screen.opened})


def links(page: Page) -> list[str]:
    """Where its links, pictures and live parts lead, each once, in page order."""
    found = (unescape(address) for address in _LINK.findall(page.text))
    return list(dict.fromkeys(address for address in found if not address.startswith("/static/")))


def name_of(address: str) -> str:
    """The name of the address; nothing for one that is none of ours."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
