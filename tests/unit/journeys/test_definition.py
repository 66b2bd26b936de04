"""A journey's text and version are the same wherever it is read, and it answers for its own questions alone."""

import json

import pytest
from hypothesis import given

from bluelamp.contact.report_types import ReportType, report_types
from bluelamp.core.errors import NotFound
from bluelamp.journeys.data import to_data
from bluelamp.journeys.definition import Journey, Option, Radios, Task, journey_from, text_of, version_of
from tests.factories.journeys import AB, journey, journeys, radios, text


@given(journeys())
def test_any_journey_survives_json(made: Journey) -> None:
    data = json.loads(text_of(made))
    again = journey_from(data)
    assert again == made
    assert text_of(again) == text_of(made)
    assert version_of(again) == version_of(made)


@pytest.mark.parametrize("report", report_types().values(), ids=lambda report: report.slug)
def test_report_types_survive_json(report: ReportType) -> None:
    again = journey_from(json.loads(text_of(report.journey)))
    assert text_of(again) == text_of(report.journey)
    assert [q.name for q in again] == [q.name for q in report.journey]


def test_any_change_of_words_is_another_version() -> None:
    one = journey(radios("colour"))
    other = journey(Radios(name="colour", text="Which colour!", missing="Select colour", options=AB))
    assert version_of(one) != version_of(other)


def test_only_a_journey_is_a_journey() -> None:
    with pytest.raises(TypeError, match="definition of a option"):
        journey_from(to_data(Option("a", "A")))


def test_questions_are_found_across_tasks_in_order_and_what_is_none_is_refused() -> None:
    made = Journey(
        slug="trial",
        title="Trial",
        summary="A trial.",
        tasks=(Task("One", (radios("colour"), text("shop"))), Task("Two", (text("note"),))),
    )
    assert [question.name for question in made] == ["colour", "shop", "note"]
    assert made.question("note") is made.tasks[1].questions[0]
    with pytest.raises(NotFound, match="no question called “nothing”"):
        made.question("nothing")
