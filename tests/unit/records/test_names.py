"""Reading a typed name, and the table of short forms."""

import pytest

from bluelamp.records.names import readings


@pytest.mark.parametrize(
    ("typed", "given", "family"),
    [
        ("John Smith", "John", "Smith"),
        ("  John   Smith ", "John", "Smith"),
        ("Smith, John", "John", "Smith"),
        ("Dr. John Smith", "John", "Smith"),
        ("John Paul Smith", "John", "Smith"),
        ("Smith, John Paul", "John", "Smith"),
        ("Jan van der Berg", "Jan", "vanderBerg"),
        ("van der Berg, Jan", "Jan", "vanderBerg"),
        ("John,", "", "John"),
        (", John", "", "John"),
        ("Cher", "", "Cher"),
        ("Dr", "", "Dr"),
    ],
)
def test_the_likeliest_reading_comes_first(typed: str, given: str, family: str) -> None:
    first = readings(typed)[0]
    assert (first.given, first.family, first.cost) == (given, family, 0.0)


def test_a_name_may_be_swapped_and_a_middle_name_used() -> None:
    asked = {(meant.given, meant.family) for meant in readings("John Paul Smith")}
    assert asked == {("John", "Smith"), ("Smith", "JohnPaul"), ("Paul", "Smith"), ("Paul", "John")}


def test_short_forms_are_asked_for_too() -> None:
    assert {"bill", "william"} <= set(readings("Billy Jones")[0].forms)
