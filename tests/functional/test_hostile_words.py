"""HTML, SQL and a template in every field of every form: kept as words or refused in plain ones, and shown as words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.contact.report_types import report_types
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Group, Journey
from bluelamp.ledger.reading import writing
from tests.integration.journeys_walker import Page, Walker
from tests.plugins.cast import Cast
from tests.unit.journeys.ways import cover

pytestmark = [pytest.mark.django_db]
NASTY = "<script>alert(1)</script>'; DROP TABLE contact_report; -- {{ 7*7 }}"
SignIn = Callable[[str], Client]


class Attacker(Walker):
    """Somebody who tries it in each field of each page, one field after the other, and goes on with what was taken."""

    def __init__(self, journey: Journey) -> None:
        super().__init__(journey, door="report")
        self.refused = self.taken = 0

    def answer(self, name: str, value: Json) -> str:
        question = self.journey.question(name)
        if value is None or isinstance(question, Group):
            return super().answer(name, value)
        return self._fill_in(self.read(self.url(name)), self.url(name), dict(question.form(value).fields()))

    def _fill_in(self, page: Page, url: str, fields: dict[str, list[str]]) -> str:
        for name in sorted(set(page.fields) | set(fields)):
            sent = self.client.post(url, {**fields, name: [NASTY]})
            shown_as_words(sent)
            if sent.status_code == 302:
                fields, self.taken = {**fields, name: [NASTY]}, self.taken + 1
            else:
                assert sent.status_code == 422, (url, name, sent.status_code)
                assert "govuk-error-summary" in sent.content.decode(), (url, name)
                self.refused += 1
        return super()._fill_in(page, url, fields)

    def _list(self, group: Group, value: Json) -> str:
        """As many of them as it takes to try every field."""
        for item in (value if isinstance(value, list) else [])[:1]:
            page = self.read(f"{self.url(group.name)}/add")
            self._fill_in(page, f"{self.url(group.name)}/add", dict(group.item_form(item).fields()))
        shown_as_words(self.client.get(self.url(group.name)))
        answer = {"another": "no"} if value else {"none": "1"}
        return self._sent(self.client.post(self.url(group.name) if value else f"{self.url(group.name)}/add", answer))


def shown_as_words(response: Any) -> str:
    html = str(response.content.decode())
    assert "<script>alert" not in html
    assert "DROP TABLE contact_report; -- 49" not in html
    return html


# One form has nearly every kind of field; what is shown is decided by the kind alone.
@pytest.mark.parametrize(
    "slug",
    [pytest.param(slug, marks=[] if slug == "burglary" else pytest.mark.long) for slug in sorted(report_types())],
)
def test_what_an_attacker_writes_is_words(cast: Cast, sign_in: SignIn, slug: str) -> None:
    journey = report_types()[slug].journey
    attacker = Attacker(journey)
    ways = [way for way in cover(journey) if not any(name.startswith("!") for name in way.pages)] or cover(journey)
    receipt = attacker.walk(max(ways, key=lambda way: len(way.pages)))
    assert attacker.taken, "no field took words"
    assert attacker.refused or slug == "feedback"
    shown_as_words(attacker.client.get(receipt))
    saved = attacker.client.post(receipt, {"saved": "1"})
    followed = shown_as_words(attacker.client.get(saved.headers["Location"]))
    assert "&lt;script&gt;alert(1)" in followed
    with writing():
        [report] = Report.objects.filter(journey_slug=slug)
    for who, address in (
        ("call_taker", "/desk/contact/"),
        ("call_taker", f"/desk/contact/{report.id}"),
        ("auditor", "/desk/audit/"),
    ):
        response = sign_in(who).get(address)
        assert response.status_code == 200
        shown_as_words(response)
    assert "&lt;script&gt;alert(1)" in sign_in("call_taker").get(f"/desk/contact/{report.id}").content.decode()
