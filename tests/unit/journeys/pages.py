"""A longer journey with every kind of page, and what its pages say."""

from html import unescape

from bluelamp.journeys.definition import (
    Address,
    Files,
    Group,
    Interrupt,
    Is,
    Journey,
    LongText,
    Money,
    Radios,
    Task,
    Text,
    YesNo,
)
from tests.factories.journeys import AB
from tests.integration.journeys_walker import Page, Walker
from tests.unit.journeys.ways import cover

MADE = Journey(
    slug="trial",
    title="A trial",
    summary="Short.",
    tasks=(
        Task(
            "One",
            (
                LongText(name="account", text="What happened?", missing="Enter what happened"),
                Text(name="shop", text="Which shop?", missing="Enter the shop", label="Shop", max=500),
                Address(name="place", text="Where?", missing="Select whether you know the address"),
                Radios(name="kind", text="Which kind?", missing="Select which kind", options=AB, why="To know."),
            ),
        ),
        Task(
            "Two",
            (
                YesNo(name="armed", text="Was a weapon there?", missing="Select yes if a weapon was there"),
                Text(name="weapon", text="What weapon?", missing="Enter what", when=Is("armed", "yes")),
                Group(
                    name="taken",
                    text="What was taken?",
                    missing="Add one thing",
                    required=False,
                    max=3,
                    questions=(
                        Text(name="what", text="What is it?", missing="Enter what it is", label="Thing"),
                        Money(name="worth", text="What was it worth?", label="Worth", required=False),
                        LongText(name="words", text="More", required=False),
                    ),
                ),
                Files(name="photos", text="Photos?", missing="Add a photo", max=2, max_megabytes=1),
            ),
        ),
    ),
    interrupts=(
        Interrupt(name="armed_now", when=Is("armed", "yes"), title="Call 999 now", body="Keep away.\n\nHide."),
    ),
)


def errors_on(html: str) -> list[str]:
    """The links of the error summary, each checked to lead to a field on the page."""
    summary = html.split('class="govuk-list govuk-error-summary__list"')[1].split("</ul>", maxsplit=1)[0]
    page = Page(html)
    for link in Page(summary).links:
        assert link.removeprefix("#") in page.ids, f"{link} leads nowhere"
    return [unescape(part.split("</a>")[0]) for part in summary.split('">')[1:]]


def complete(walker: Walker) -> None:
    path = next(path for path in cover(MADE) if path.answers["armed"] == "no")
    for name, value in path.answers.items():
        walker.answer(name, value)
