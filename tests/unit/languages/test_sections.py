"""The parts that are translated as a whole: which page is of which, and what each has to say."""

from collections.abc import Mapping

import pytest

from bluelamp.journeys import catalogue
from bluelamp.languages.sections import SECTIONS, section, section_of
from tests.factories.journeys import journey, radios


@pytest.mark.parametrize(
    ("view", "given", "code"),
    [
        ("portal:gate", {}, "gate"),
        ("portal:tracking", {}, "tracking"),
        ("portal:messages", {}, "after"),
        ("portal:ask", {"slug": "complaint"}, "after"),
        ("report:question", {"slug": "burglary"}, "burglary"),
        ("report:question", {"slug": "hate-crime"}, "hate-crime"),
        ("report:question", {"slug": "criminal-damage"}, "criminal-damage"),
        ("after:question", {"slug": "victim-support"}, "after"),
    ],
)
def test_every_section_has_its_pages(view: str, given: Mapping[str, object], code: str) -> None:
    assert section_of(view, given) == section(code) is not None


@pytest.mark.parametrize(
    ("view", "given"),
    [
        ("report:question", {}),
        ("report:question", {"slug": "nothing"}),
        ("portal:area", {}),
        ("report:question", {"slug": "vehicle-crime"}),
        ("desk_contact:report", {"slug": "burglary"}),  # what staff fill in is in English
        ("reporting:question", {"slug": "burglary"}),
        ("gate", {}),
        ("", {}),
    ],
)
def test_what_is_in_no_section_is_in_english(view: str, given: Mapping[str, object]) -> None:
    assert section_of(view, given) is None


def test_no_page_is_in_two_sections() -> None:
    for parts in ("views", "slugs"):
        all_of_them = [part for known in SECTIONS for part in getattr(known, parts)]
        assert len(set(all_of_them)) == len(all_of_them)
    assert [section(known.code) for known in SECTIONS] == list(SECTIONS)
    assert section("nothing") is None


def test_a_form_says_its_own_words_and_a_new_form_takes_the_way_in_from_nobody() -> None:
    gate, burglary = section("gate"), section("burglary")
    assert gate is not None
    assert burglary is not None
    assert set(burglary.say()) == set(catalogue.texts_of(catalogue.current("burglary")))
    catalogue.register(journey(radios("one"), slug="trial"))
    try:
        assert {"Trial", "A trial.", "Report a burglary"} <= set(gate.may_say())
        assert "Trial" not in set(gate.say())
    finally:
        catalogue.withdraw("trial")
