import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.core.errors import Invalid
from bluelamp.core.places.postcodes import INWARD_LETTERS, Postcode, parse_postcode


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("b1 1bb", "B1 1BB"),
        ("B11BB", "B1 1BB"),
        (" sw1a\t2aa ", "SW1A 2AA"),
        ("M1 1AE", "M1 1AE"),
        ("B33 8TH", "B33 8TH"),
        ("CR2 6XH", "CR2 6XH"),
        ("DN55 1PT", "DN55 1PT"),
        ("W1A 1HQ", "W1A 1HQ"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("GIR 0AA", "GIR 0AA"),
        ("B1-1BB.", "B1 1BB"),
        ("B\N{FULLWIDTH DIGIT ONE} 1BB", "B1 1BB"),  # typed on an East Asian keyboard
    ],
)
def test_every_published_form_is_read(typed: str, written: str) -> None:
    assert str(parse_postcode(typed)) == written


@pytest.mark.parametrize(("typed", "written"), [("BI IBB", "B1 1BB"), ("B1O OAA", "B10 0AA"), ("WV1O 6XX", "WV10 6XX")])
def test_letters_read_as_numbers_are_put_right(typed: str, written: str) -> None:
    assert str(parse_postcode(typed)) == written


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter a postcode"),
        ("   ", "Enter a postcode"),
        ("B1", "only part of a postcode"),
        ("B1 1", "only part of a postcode"),
        ("B1 1B!", "only letters and numbers"),
        ("B1 1BÉ", "only letters and numbers"),
        ("B1 1BB 1BB", "too long"),
        ("B1 1CC", "not a British postcode"),  # C never follows the digit
        ("Q1 1AA", "not a British postcode"),
        ("90210", "not a British postcode"),
        ("1BB", "not a British postcode"),
    ],
)
def test_what_is_wrong_is_said_and_the_field_is_named(typed: str, message: str) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        parse_postcode(typed, field="home_postcode")
    assert refused.value.field == "home_postcode"


outwards = st.one_of(
    st.builds("{}{}".format, st.sampled_from("BMLS"), st.integers(1, 99)),
    st.builds("{}{}".format, st.sampled_from(["WV", "CV", "DY", "WS"]), st.integers(1, 99)),
    st.builds("{}{}".format, st.sampled_from(["SW1", "EC2", "NW1"]), st.sampled_from("AEW")),
)
inwards = st.builds(
    "{}{}{}".format, st.integers(0, 9), st.sampled_from(INWARD_LETTERS), st.sampled_from(INWARD_LETTERS)
)


@settings(deadline=None)
@given(outwards, inwards, st.sampled_from(["", " ", "  ", "-"]), st.booleans())
def test_what_is_written_is_read_back(outward: str, inward: str, between: str, small: bool) -> None:
    typed = f"{outward}{between}{inward}"
    assert parse_postcode(typed.lower() if small else typed) == Postcode(outward, inward)


@settings(deadline=None)
@given(st.text(max_size=12) | st.text(string.ascii_uppercase + string.digits, max_size=8))
def test_anything_typed_is_read_or_refused_in_words(typed: str) -> None:
    said = None
    try:
        postcode = parse_postcode(typed)
        said = parse_postcode(str(postcode)) == postcode
    except Invalid as refused:
        said = refused.field == "postcode" and refused.message.endswith(".")
    assert said
