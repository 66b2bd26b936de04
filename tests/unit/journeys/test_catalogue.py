"""What is on offer: by its slug, as it would be stored, in the words of whoever reads it."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from bluelamp.journeys import catalogue
from bluelamp.journeys.definition import Journey, text_of
from bluelamp.journeys.errors import NoSuchJourney
from tests.factories.journeys import journey, radios, text, trial


@pytest.fixture
def two() -> Iterator[list[str]]:
    """Two more on offer, registered last things first."""
    slugs = ["trial-b", "trial-a"]
    for slug in slugs:
        catalogue.register(journey(radios("one"), slug=slug))
    yield slugs
    for slug in slugs:
        catalogue.withdraw(slug)


def test_what_is_offered_comes_by_its_slug_until_it_is_withdrawn(two: list[str]) -> None:
    def mine() -> list[str]:
        return [made.slug for made in catalogue.offered() if made.slug in two]

    assert mine() == ["trial-a", "trial-b"]
    for _ in range(2):
        catalogue.withdraw("trial-a")
        assert mine() == ["trial-b"]
    with pytest.raises(NoSuchJourney):
        catalogue.current("trial-a")


def test_the_latest_of_one_slug_is_asked(two: list[str]) -> None:
    catalogue.register(journey(text("instead"), slug="trial-a"))
    assert [question.name for question in catalogue.current("trial-a")] == ["instead"]


def test_what_cannot_be_stored_is_not_offered(two: list[str]) -> None:
    broken = Journey(slug="trial-c", title=object(), summary="", tasks=())  # type: ignore[arg-type]  # what it is about
    with pytest.raises(TypeError):
        catalogue.register(broken)
    with pytest.raises(NoSuchJourney):
        catalogue.current("trial-c")


def test_each_reader_has_it_in_their_language_and_what_is_asked_stays_in_the_source() -> None:
    asked = catalogue.current("burglary")
    english = text_of(asked)
    with override("pl"):
        polish = catalogue.spoken(asked)
        assert str(polish.title) == "Zgłoś włamanie"
    assert [question.name for question in polish] == [question.name for question in asked]
    assert text_of(catalogue.spoken(asked)) == text_of(catalogue.current("burglary")) == english


def test_every_text_for_people_is_to_be_translated_and_names_and_values_are_not() -> None:
    texts = catalogue.texts_of(trial())
    assert {"A trial", "All", "Was it seen?", "Select yes if it was seen", "What colour?"} <= set(texts)
    assert not {"trial", "seen", "colour", "yes"} & set(texts)
    with override("pl"):
        assert catalogue.texts_of(catalogue.current("burglary"))[0] == "Report a burglary"
