import pytest

from bluelamp.analytics import checks


@pytest.mark.parametrize("value", ["2010-12", "2024-01", "2026-03"])
def test_a_month_is_a_year_and_a_month(value: str) -> None:
    assert checks.month_check("2026-03")(value) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "not a year and a month"),
        ("2024-13", "not a year and a month"),
        ("2024-00", "not a year and a month"),
        ("2024-1", "not a year and a month"),
        ("01/2024", "not a year and a month"),
        ("2024-01-01", "not a year and a month"),
        ("\N{ARABIC-INDIC DIGIT TWO}024-01", "not a year and a month"),
        ("1999-12", "before 2000"),
        ("2026-04", "in the future"),
        ("9999-12", "in the future"),
    ],
)
def test_what_is_wrong_with_a_month_is_said(value: str, said: str) -> None:
    assert said in (checks.month_check("2026-03")(value) or "")


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [("-1.903454", "52.480418"), ("", ""), ("-7", "54.5"), ("1.7627", "52.4810"), ("-1.2", "60.8")],
)
def test_positions_in_the_united_kingdom_and_none_at_all(longitude: str, latitude: str) -> None:
    assert checks.coordinates(longitude, latitude) is None


@pytest.mark.parametrize(
    ("longitude", "latitude", "said"),
    [
        ("-1.9", "", "stand together"),
        ("", "52.4", "stand together"),
        ("0", "0", "outside the United Kingdom"),
        ("52.48", "-1.9", "may be swapped"),
        ("nan", "52.48", "longitude “nan” is not a number"),
        ("-1.9", "inf", "latitude “inf” is not a number"),
        ("-1.9", "1e2", "not a number"),
        ("-1,9", "52.48", "not a number"),
        (" -1.9", "52.48", "not a number"),
        ("-1_0.9", "52.48", "not a number"),
        ("--1.9", "52.48", "not a number"),
        ("-1.9", "\N{ARABIC-INDIC DIGIT FIVE}2.48", "not a number"),
        ("9" * 500, "52.48", "…”"),
    ],
)
def test_what_is_wrong_with_a_position_is_said(longitude: str, latitude: str, said: str) -> None:
    assert said in (checks.coordinates(longitude, latitude) or "")


@pytest.mark.parametrize(
    "value",
    [
        "Burglary",
        "Violence and sexual offences",
        "Criminal damage and arson",
        "Investigation complete; no suspect identified",
    ],
)
def test_names_of_categories(value: str) -> None:
    assert checks.label_check("crime type")(value) is None


@pytest.mark.parametrize("value", ["E01007426", "2024-01", "-1.9", "<script>", "burglary", "x", "=1+1", "B" * 200])
def test_codes_and_numbers_are_not_categories(value: str) -> None:
    assert "columns may be shifted" in (checks.label_check("crime type")(value) or "")


def test_blank_categories() -> None:
    check = checks.label_check("crime type")
    assert check("") == "The crime type is blank."
    assert checks.optional(check)("") is None
    assert checks.optional(check)("E01007426") is not None


@pytest.mark.parametrize(
    ("value", "good"), [("", True), ("E01007426", True), ("95GG01S1", True), ("Leeds 001A", False)]
)
def test_codes_of_areas(value: str, good: bool) -> None:
    assert (checks.lsoa_code(value) is None) is good


@pytest.mark.parametrize(("value", "good"), [("", True), ("True", True), ("FALSE", True), ("yes", False), ("1", False)])
def test_flags(value: str, good: bool) -> None:
    assert (checks.flag_check("Part of a policing operation")(value) is None) is good


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2024-01-15T23:30:00+00:00", True),
        ("2024-06-15T23:30:00+01:00", True),
        ("2024-06-15T23:30:00Z", True),
        ("2024-02-30T23:30:00+00:00", False),
        ("2024-01-15T25:30:00+00:00", False),
        ("2024-01-15T23:30:00", False),
        ("2024-01-15", False),
        ("15/01/2024 23:30", False),
        ("", False),
    ],
)
def test_moments(value: str, good: bool) -> None:
    assert (checks.moment(value) is None) is good
