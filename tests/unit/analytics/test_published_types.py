"""Of which published types something may be said: only of those that the list says so."""

import pytest

from bluelamp.analytics.enums import Withheld
from bluelamp.analytics.published_types import published_type, refusal, slug
from bluelamp.core.errors import NotFound


@pytest.mark.parametrize("text", ["Theft from the person", "theft-from-the-person", "THEFT FROM-THE PERSON "])
def test_a_type_is_found_however_it_is_written(text: str) -> None:
    assert published_type(text) == "Theft from the person"
    assert slug(text) == "theft-from-the-person"


@pytest.mark.parametrize("text", ["witchcraft", "", "burglary2", "Theft"])
def test_what_is_no_type_is_told_which_there_are(text: str) -> None:
    with pytest.raises(NotFound, match=r"There are: bicycle-theft, burglary, .*stalking") as refused:
        published_type(text)
    assert refused.value.field == "crime"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("burglary", None),
        ("violence-and-sexual-offences", Withheld.PROTECTED),  # holds the three below and cannot be taken apart
        ("rape-and-other-sexual-offences", Withheld.PROTECTED),
        ("domestic-abuse", Withheld.PROTECTED),
        ("stalking", Withheld.PROTECTED),
        ("drugs", Withheld.FOUND_BY_LOOKING),
        ("possession-of-weapons", Withheld.FOUND_BY_LOOKING),
        ("other-crime", Withheld.MIXED),
        ("anti-social-behaviour", Withheld.NOT_PUBLISHED),
    ],
)
def test_whoever_asks_for_a_type_that_is_withheld_learns_why(asked: str, why: Withheld | None) -> None:
    assert refusal(published_type(asked)) is why


@pytest.mark.parametrize("name", ["A type that is published tomorrow", "burglary", ""])
def test_what_is_not_on_the_list_word_for_word_is_not_said(name: str) -> None:
    assert refusal(name) is Withheld.MIXED
