"""Definitions as JSON: one canonical text, back again, in any language."""

import json

import pytest
from django.utils.translation import gettext_lazy, override
from hypothesis import given

from bluelamp.contact.report_types import ReportType, report_types
from bluelamp.journeys.data import canonical, fingerprint, from_data, to_data, translated
from bluelamp.journeys.definition import Journey, Option, Radios, journey_from, text_of, version_of
from tests.factories.journeys import AB, journey, journeys, radios


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


def test_canonical_text_is_sorted_and_exact() -> None:
    assert canonical({"b": ["é", 1], "a": None}) == '{"a":null,"b":["é",1]}'
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_any_change_of_words_is_another_version() -> None:
    one = journey(radios("colour"))
    other = journey(Radios(name="colour", text="Which colour!", missing="Select colour", options=AB))
    assert version_of(one) != version_of(other)


def test_lazy_text_is_stored_in_the_source_language() -> None:
    with override("cy"):
        stored = to_data(Option("yes", gettext_lazy("Yes")))
    assert stored == {"kind": "option", "value": "yes", "text": "Yes", "hint": "", "denies": False, "says": None}


def test_translation_touches_words_only() -> None:
    data = to_data(journey(radios("colour")))
    loud = translated(data, str.upper)
    assert isinstance(loud, dict)
    spoken = journey_from(loud)
    [question] = spoken
    assert question.text == "WHICH COLOUR?"
    assert question.name == "colour"
    assert question.choices == ("a", "b", "c")
    assert spoken.slug == "trial"
    assert spoken.title == "TRIAL"


def test_unknown_keys_of_a_later_program_are_passed_over() -> None:
    data = to_data(Option("a", "A"))
    assert from_data({**data, "invented_later": 1}) == Option("a", "A")


def test_a_definition_holds_data_only() -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        to_data(Option("a", object()))  # type: ignore[arg-type]  # what the test is about


def test_only_a_journey_is_a_journey() -> None:
    with pytest.raises(TypeError, match="definition of a option"):
        journey_from(to_data(Option("a", "A")))
