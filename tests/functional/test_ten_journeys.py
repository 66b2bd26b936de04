"""Ten kinds of report from the first page to the receipt and back to it, in Chromium, with scripts and without.

The longest way of a form with scripts, the shortest without. ``make test-long``.
"""

from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium

from bluelamp.contact.report_types import report_types
from bluelamp.demo.browsing import Browser, Page
from bluelamp.demo.stories import Story
from bluelamp.journeys.definition import Files, Group
from tests.functional.screen_thread import ScreenThread
from tests.plugins.running import Bluelamp
from tests.unit.journeys.ways import Path, cover

pytestmark = [pytest.mark.browser, pytest.mark.long]
TEN = (
    "burglary",
    "stalking",
    "hate-crime",
    "criminal-damage",
    "robbery",
    "sexual-offence",
    "road-collision",
    "something-suspicious",
    "missing-person",
    "bicycle-theft",
)


class Reporter(ScreenThread):
    """Somebody who takes one way through a form."""

    def __init__(self, url: str, chromium: Chromium, slug: str, *, scripts: bool) -> None:
        super().__init__(url, chromium, scripts=scripts)
        self.known.story = Story(slug)
        self.journey = report_types()[slug].journey
        ways = sorted(cover(self.journey), key=lambda way: len(way.pages))
        self.way: Path = ways[-1 if scripts else 0]
        self.items: dict[str, list[Any]] = {}  # of lists, what is still to be written down

    def _answer(self, citizen: Browser, page: Page, answered: set[str]) -> Page:
        name = page.path.rsplit("/question/", 1)[-1].split("/", 1)[0]
        answered.add(name)
        question, value = self.journey.question(name), self.way.answers.get(name)
        if page.path.endswith("/advice") or isinstance(question, Files) or value is None:
            return citizen.post(page.path)
        if isinstance(question, Group):
            items = self.items.setdefault(name, list(value) if isinstance(value, list) else [])
            fields = question.item_form(items.pop(0)).fields() if page.path.endswith("/add") else {"another": ["no"]}
        else:
            fields = question.form(value).fields()
        return citizen.post(page.path, {field: given for field, given in fields.items() if any(given)})


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("slug", TEN)
def test_from_the_first_page_to_the_receipt_and_back(
    platform: Bluelamp, browser: Chromium, slug: str, *, scripts: bool
) -> None:
    reporter = Reporter(platform.url, browser, slug, scripts=scripts)
    try:
        for deed in (reporter.gate, reporter.report, reporter.save_receipt):
            deed()
        citizen = reporter.screen("citizen")
        citizen.post("/track/leave")
        citizen.get("/track")
        proof = {"reference": reporter.known.reference, "receipt": reporter.known.receipt}
        citizen.post("/track", proof).must_say(reporter.known.reference)
        assert reporter.faults == []
    finally:
        reporter.close()
