from datetime import datetime

import pytest

from bluelamp.core.clock import LONDON
from bluelamp.core.opening import read

_HOURS = read("mon-sun 08:00-22:00; from 2027-01-04 sat-sun 10:00-18:00; 2026-12-25 closed; 2026-12-31 08:00-12:30")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-06-03T08:00", True),
        ("2026-06-03T07:59", False),
        ("2026-06-03T21:59", True),
        ("2026-06-03T22:00", False),
        ("2026-12-25T12:00", False),
        ("2026-12-31T12:29", True),
        ("2026-12-31T12:30", False),
        ("2027-01-02T09:00", True),  # a Saturday before the change
        ("2027-01-09T09:00", False),
        ("2027-01-08T09:00", True),
    ],
)
def test_the_last_rule_that_fits_counts(moment: str, is_open: bool) -> None:
    assert _HOURS.is_open(at(moment)) == is_open


def test_when_it_opens_next() -> None:
    assert _HOURS.next_open(at("2026-12-24T22:30")) == at("2026-12-26T08:00")
    assert _HOURS.next_open(at("2026-06-03T12:00")) == at("2026-06-03T12:00")
    assert _HOURS.next_open(at("2026-06-03T01:00")) == at("2026-06-03T08:00")
    assert read("2026-01-01 closed").next_open(at("2026-06-03T12:00")) is None


def test_a_week_may_run_over_its_end_and_a_day_to_midnight() -> None:
    weekend = read("fri-mon 00:00-24:00")
    assert weekend.is_open(at("2026-06-07T23:59"))
    assert not weekend.is_open(at("2026-06-04T12:00"))
    assert read("wed 10:00-11:00").is_open(at("2026-06-03T10:30"))


@pytest.mark.parametrize(
    "text",
    ["always", "mon-fri", "mon 25:00-26:00", "mon 10:60-11:00", "mon 12:00-08:00", "2026-02-30 closed", "mon shut"],
)
def test_a_rule_that_is_none_says_which(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read(f"mon-sun 08:00-22:00; {text}")
