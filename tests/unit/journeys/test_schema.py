"""Answers on a route fit the schema, and nothing else does: for programs that fill in the same forms."""

import pytest
from django.utils.translation import override
from hypothesis import given, settings

from bluelamp.journeys.catalogue import current, spoken
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Is, Journey, Task, version_of
from bluelamp.journeys.graph import reachable, route
from bluelamp.journeys.schema import answers_schema, form_definition
from tests.factories.journeys import journeys, radios, text
from tests.unit.journeys.schema_check import violations
from tests.unit.journeys.ways import paths

MADE = Journey(
    slug="trial",
    title="Trial",
    summary="A trial.",
    tasks=(
        Task("One", (radios("one"),)),
        Task(
            "Two",
            (text("two", Is("one", "a")), text("three"), text("four", Is("three", "x"), required=False)),
            Is("one", "a"),
        ),
        Task("Three", (text("five"),), Is("one", "b")),
    ),
)


@settings(max_examples=50, deadline=None)
@given(journeys())
def test_every_path_is_a_route_and_fits_the_schema(made: Journey) -> None:
    schema = answers_schema(made, "0" * 64)
    for path in paths(made):
        asked = [stop.question.name for stop in route(made, path.answers)]
        assert asked == [page for page in path.pages if not page.startswith("!")]
        assert violations(schema, reachable(made, path.answers)) == []


@pytest.mark.parametrize(
    ("answers", "fits"),
    [
        ({"one": "a", "two": "x", "three": "y"}, True),
        ({"one": "a", "two": "x", "three": "x", "four": "may be left out, or not"}, True),
        ({"one": "b", "five": "x"}, True),
        ({"one": "c"}, True),
        ({}, False),
        ({"one": "a", "two": "x"}, False),  # the whole task is asked
        ({"one": "c", "five": "x"}, False),  # of a task that is not
        ({"one": "a", "two": "x", "three": "y", "four": "z"}, False),  # nothing led there
        ({"one": "d"}, False),
        ({"one": "c", "other": "x"}, False),
    ],
)
def test_what_the_route_asks_is_there_and_no_more(answers: dict[str, Json], fits: bool) -> None:
    assert (violations(answers_schema(MADE, "0" * 64), answers) == []) is fits


def test_in_another_language_the_words_change_and_the_version_does_not() -> None:
    burglary = current("burglary")
    with override("pl"):
        form, schema = form_definition(burglary), answers_schema(spoken(burglary), version_of(burglary))
    assert (form["slug"], form["version"]) == ("burglary", version_of(burglary))
    assert isinstance(form["definition"], dict)
    assert form["definition"]["title"] == schema["title"] == "Zgłoś włamanie"
    assert schema["$id"] == f"urn:sha256:{version_of(burglary)}"
    assert schema["required"] == answers_schema(burglary, version_of(burglary))["required"]
