"""Why somebody was found, in words that are true."""

from datetime import date

import pytest

from bluelamp.records.matching import Named, one_letter_apart, plain, why_born, why_name
from bluelamp.records.types import Born

SAME, ORDER = "the same", "The names in another order"


@pytest.mark.parametrize(
    ("asked", "recorded", "why"),
    [
        ("Sam Lamplighter", Named("Sam", "Lamplighter"), ("Family name the same", "Given name the same")),
        ("sam LAMPLIGHTER", Named("Sam", "Lamplighter"), ("Family name the same", "Given name the same")),
        ("Zoe OBrien", Named("Zoë", "O\u2019Brien"), ("Family name the same", "Given name the same")),
        ("Lamplighter Sam", Named("Sam", "Lamplighter"), ("Family name the same", "Given name the same", ORDER)),
        ("Lamplighter, Sam", Named("Sam", "Lamplighter"), ("Family name the same", "Given name the same")),
        ("Jon Smith", Named("John", "Smith"), ("Family name the same", "Given name a short or other form")),
        ("Bill Webb", Named("William", "Webb"), ("Family name the same", "Given name a short or other form")),
        ("Ann Lampligter", Named("Ann", "Lamplighter"), ("Family name one letter different", "Given name the same")),
        ("Ann Lantern", Named("Ann", "Lanterns-Row"), ("Family name one letter different", "Given name the same")),
        ("Ann Row", Named("Ann", "Lantern-Row"), ("Family name the same", "Given name the same")),
        (
            "Ann Filips",
            Named("Ann", "Phillips"),
            ("Family name spelt or sounding alike", "Given name the same"),
        ),
        ("Digger", Named("", "", "Digger"), ("Given name the same",)),
        ("Webb", Named("Darren", "Webb"), ("Family name the same",)),
        ("Ann Webb", Named("", "Webb"), ("Family name the same",)),
    ],
)
def test_the_kindest_reading_is_explained(asked: str, recorded: Named, why: tuple[str, ...]) -> None:
    assert why_name(asked, recorded) == why


BORN = Born.on(date(1984, 3, 12))


@pytest.mark.parametrize(
    ("recorded", "why"),
    [
        (None, "Date of birth not recorded"),
        (BORN, "Date of birth the same"),
        (Born.in_year(1984), "Age fits"),
        (Born.on(date(1984, 12, 3)), "Day and month of birth exchanged"),
        (Born.on(date(1985, 3, 12)), "Date of birth nearly the same"),
        (Born.on(date(1950, 1, 1)), ""),
        (Born.in_year(1950), ""),
    ],
)
def test_why_a_birth_date_fits(recorded: Born | None, why: str) -> None:
    assert why_born(BORN, recorded) == why


def test_two_ranges_that_meet_fit() -> None:
    assert why_born(Born.in_year(1984), Born.in_year(1984)) == "Age fits"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("smith", "smyth", True),
        ("smith", "smit", True),
        ("smith", "mith", True),
        ("smith", "smiths", True),
        ("smith", "msith", True),
        ("smith", "smiht", True),
        ("smith", "smith", False),
        ("smith", "smooth", False),
        ("smith", "jones", False),
        ("a", "", True),
        ("", "", False),
        ("ab", "ba", True),
        ("abc", "cba", False),
    ],
)
def test_one_letter_wrong_missing_added_or_swapped(one: str, other: str, apart: bool) -> None:
    assert one_letter_apart(one, other) is apart
    assert one_letter_apart(other, one) is apart


def test_names_are_compared_without_accents_and_signs() -> None:
    assert plain("O\u2019Briën-Ærø 3") == plain("obrien\u00e6r\u00f83") == "obrienærø3"
