"""What is better than a form is said before it and after answers, and the tab keeps it to itself."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from bluelamp.journeys import catalogue
from bluelamp.journeys.definition import First, Interrupt, Is, Link
from tests.factories.journeys import journey, radios
from tests.integration.journeys_walker import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.journeys_urls")]

COUNCIL = Link("Tell the council", "https://council.example.org/noise")
CALL = Link("Call 101", "tel:101")
MADE = replace(
    journey(
        radios("one"),
        slug="trial",
        interrupts=(
            Interrupt(name="run", when=Is("one", "a"), title="Run", body="Away."),
            Interrupt(
                name="ask",
                when=Is("one", "b"),
                title="Ask them",
                body="It is theirs.",
                danger=False,
                carry_on="Go on",
                links=(COUNCIL,),
            ),
        ),
    ),
    title="A delicate matter",
    first=First(title="Call first", body="One.\n\nTwo.", links=(CALL, COUNCIL), instead=True, start="Prepare"),
    quiet=True,
)


@pytest.fixture
def walker() -> Iterator[Walker]:
    catalogue.register(MADE)
    yield Walker(MADE)
    catalogue.withdraw("trial")


def page(walker: Walker, url: str) -> tuple[str, str]:
    """The tab's title and the main part of a page."""
    html = unescape(walker.client.get(url).content.decode())
    return html.split("<title")[1].split(">", 1)[1].split("</title>")[0].strip(), html.partition("<main")[2]


def test_calls_come_before_the_form(walker: Walker) -> None:
    title, main = page(walker, "/ask/trial")
    assert title == "Form"
    assert main.index("Call first") < main.index('class="bl-call" href="tel:101"') < main.index("Prepare")
    assert f'class="govuk-link" href="{COUNCIL.href}" rel="external noreferrer"' in main
    assert "Start now" not in main


@pytest.mark.parametrize(("answer", "urgent"), [("a", True), ("b", False)])
def test_only_danger_is_followed_by_999(walker: Walker, answer: str, urgent: bool) -> None:
    base = walker.begin()
    assert page(walker, walker.url("one"))[1].count('href="tel:999"') == 1  # offered again, quietly
    walker.client.post(walker.url("one"), {"one": answer})
    title, main = page(walker, f"{walker.url('one')}/advice")
    assert title == "Form"
    assert ('class="bl-call" href="tel:999"' in main) is urgent
    assert (COUNCIL.href in main) is not urgent
    assert ("Go on" in main) is not urgent
    walker.client.post(f"{walker.url('one')}/advice")
    assert page(walker, f"{base}/check")[1].count('href="tel:999"') == 1
