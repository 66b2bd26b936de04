"""Definitions as JSON: one canonical text, back again, in any language."""

import pytest
from django.utils.translation import gettext_lazy, override

from bluelamp.journeys.data import canonical, fingerprint, from_data, to_data, translated
from bluelamp.journeys.definition import Option, journey_from
from tests.factories.journeys import journey, radios


def test_canonical_text_is_sorted_and_exact() -> None:
    assert canonical({"b": ["é", 1], "a": None}) == '{"a":null,"b":["é",1]}'
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


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
