"""Every kind of page of a journey in a real browser: nothing for axe to find, nothing wider than a telephone,
read from either side, with scripts and without."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bluelamp.contact.report_types import report_types
from bluelamp.journeys.definition import Files, Group
from tests.functional.pictures import faults, faults_without_scripts
from tests.integration.journeys_walker import PNG, Walker
from tests.integration.journeys_walker import Page as Read
from tests.unit.journeys.ways import cover

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.urls("tests.integration.journeys_urls"),
]
_SHOWN_AGAIN = {"address", "moment", "safe_contact", "group", "files"}  # the others look the same filled in
Answer = Any  # what the test client gives: django-stubs keep its type to themselves
Pages = dict[str, Answer]


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


def test_nothing_stands_in_anybodys_way(pages: Pages) -> None:
    assert faults(pages) == []
    assert faults_without_scripts(pages) == []
