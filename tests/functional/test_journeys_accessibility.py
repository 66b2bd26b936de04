"""Every kind of page of a journey in a real browser: nothing for axe to find, nothing wider than a telephone,
read from either side, with scripts and without."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser, Page, sync_playwright

from bluelamp.contact.report_types import report_types
from bluelamp.journeys.definition import Files, Group
from bluelamp.journeys.graph import cover
from tests.functional.pictures import SITE, answer
from tests.functional.screens import chromium, violations
from tests.integration.journeys_walker import PNG, Walker
from tests.integration.journeys_walker import Page as Read

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.urls("tests.integration.journeys_urls"),
]
_SHOWN_AGAIN = {"address", "moment", "safe_contact", "group", "files"}  # the others look the same filled in
Answer = Any  # what the test client gives: django-stubs keep its type to themselves
Pages = dict[str, Answer]


@dataclass(frozen=True)
class Way:
    """How somebody reads: the width of their screen, with scripts or not, from which side."""

    width: int
    scripts: bool = True
    rtl: bool = False

    def __str__(self) -> str:
        return f"{self.width}px{'' if self.scripts else ' no scripts'}{' rtl' if self.rtl else ''}"


WAYS = (Way(320), Way(1280), Way(320, scripts=False), Way(320, rtl=True))


@pytest.fixture
def pages() -> Pages:
    """A burglary report from start to check page, a question of each type empty, wrong and answered. Asked for
    before the browser starts: Django and the browser's driver share no thread."""
    journey = report_types()["burglary"].journey
    path = max(cover(journey), key=lambda path: len(path.pages))
    walker = Walker(journey)
    found: Pages = {"start": walker.client.get(f"/ask/{journey.slug}"), "return": walker.client.get("/ask/return")}
    found["return-wrong"] = walker.client.post("/ask/return", {"code": "x"})
    walker.begin()
    kinds: set[str] = set()
    found |= {"tasks-new": walker.client.get(walker.base), "check-early": walker.client.post(f"{walker.base}/check")}
    for name, value in path.answers.items():
        question, url = journey.question(name), walker.url(name)
        new = question.kind not in kinds
        kinds.add(question.kind)
        if isinstance(question, Group):
            found[f"{name}-add"] = walker.client.get(f"{url}/add")
            found[f"{name}-add-wrong"] = walker.client.post(f"{url}/add", {"worth": "x"})
        elif isinstance(question, Files):
            found[name] = walker.client.get(url)
            found[f"{name}-wrong"] = walker.client.post(url, {"go": "upload"})
            walker.client.post(url, {name: SimpleUploadedFile("door.png", PNG), "go": "upload"})
        elif new:
            found[name] = walker.client.get(url)
            chosen = {question.part("known"): "between", question.part("how"): "email"}
            found[f"{name}-wrong"] = walker.client.post(url, {**chosen, name: "?"} if question.required else {})
        sent = walker.answer(name, value)
        if sent.endswith("/advice"):
            found[f"{name}-advice"] = walker.client.get(sent)
        if new and question.kind in _SHOWN_AGAIN:
            found[f"{name}-again"] = walker.client.get(url)
    taken = walker.url("taken")
    change, remove = [link for link in Read(found["taken-again"].content.decode()).links if link.startswith(taken)][:2]
    found |= {"change": walker.client.get(change), "remove": walker.client.get(remove)}
    found |= {name: walker.client.get(f"{walker.base}/{name}") for name in ("check", "save", "forget")}
    posting = Walker(journey, door="report")
    posting.begin()
    found["save-email"] = posting.client.get(f"{posting.base}/save")
    found["save-email-wrong"] = posting.client.post(f"{posting.base}/save", {"email": "sam at example"})
    wish = {"email": "sam@example.com", "safe": "yes", "wording": "neutral"}
    found["code-email"] = posting.client.post(f"{posting.base}/save", wish)
    found |= {"code": walker.client.post(f"{walker.base}/save"), "tasks": walker.client.get(walker.base)}
    found["start-again"] = walker.client.get(f"/ask/{journey.slug}")
    return {name: page for name, page in found.items() if page.status_code in (200, 422)}


def test_a_page_of_each_kind_is_looked_at(pages: Pages) -> None:
    assert {"start", "tasks", "place-wrong", "taken-add-wrong", "taken-again", "photos-again"} <= set(pages)
    assert {"threat-advice", "remove", "change", "check", "check-early", "save", "code", "forget"} <= set(pages)
    assert {"save-email", "save-email-wrong", "code-email"} <= set(pages)


@pytest.mark.no_cover  # the browser is at work here, not our code
def test_nothing_stands_in_anybodys_way(pages: Pages) -> None:
    problems = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for way in WAYS:
            problems += _problems_on(browser, way, pages)
        browser.close()
    assert problems == []


def _problems_on(browser: Browser, way: Way, pages: Pages) -> list[str]:
    context = browser.new_context(viewport={"width": way.width, "height": 800}, java_script_enabled=way.scripts)
    context.route("**/*", lambda route: answer(pages, route, rtl=way.rtl))
    page, found = context.new_page(), list[str]()
    page.on("pageerror", lambda error: found.append(str(error)))
    for name in pages:
        page.goto(f"{SITE}/{name}")
        found += [f"{way} {name}: {what}" for what in _found(page, way)]
    context.close()
    return found


def _found(page: Page, way: Way) -> list[str]:
    if not way.scripts:
        return _unusable(page)
    # From the other side only the layout differs, not what axe reads.
    found = [] if way.rtl else violations(page)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("too wide")
    return found


def _unusable(page: Page) -> list[str]:
    """Fields that cannot be seen even when the answer they belong to is chosen."""
    seen: set[str] = set()
    everything = {str(field.get_attribute("id") or field.inner_text()) for field in page.locator(_FIELDS).all()}
    for chosen in [None, *page.locator(".bl-reveal > .govuk-radios__item > input").all()]:
        if chosen is not None:
            chosen.check()
        shown = [field for field in page.locator(_FIELDS).all() if field.is_visible()]
        seen |= {str(field.get_attribute("id") or field.inner_text()) for field in shown}
    return [f"never seen: {name}" for name in everything - seen]


_FIELDS = "main input:not([type=hidden]), main textarea, main button, main a"
