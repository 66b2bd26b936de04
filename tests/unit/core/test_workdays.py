"""Working days of England and Wales, against the published bank holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.workdays import add_working_days, is_working_day

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 4, 18),  # Good Friday
        date(2025, 4, 21),  # Easter Monday
        date(2025, 5, 5),  # early May
        date(2025, 8, 25),  # summer, England's and not Scotland's
        date(2022, 6, 3),  # the Platinum Jubilee
        date(2023, 5, 8),  # the coronation
        date(2021, 12, 28),  # a substitute for Boxing Day
        date(2026, 6, 6),  # a Saturday
    ],
)
def test_days_that_do_not_count(day: date) -> None:
    assert not is_working_day(day)


def test_scottish_holidays_count_here() -> None:
    assert is_working_day(date(2026, 1, 2))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # the Thursday before Easter
        (date(2026, 12, 24), 5, date(2027, 1, 5)),  # Christmas falls on a Friday, Boxing Day is moved to Monday
        (date(2026, 6, 6), 1, date(2026, 6, 8)),
        (date(2026, 6, 6), 0, date(2026, 6, 6)),
    ],
)
def test_counting(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days) == end


@given(DAYS, st.integers(1, 40))
def test_it_counts_every_working_day_after_the_first_and_no_other(start: date, days: int) -> None:
    end = add_working_days(start, days)
    between = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert is_working_day(end)
    assert sum(is_working_day(day) for day in between) == days


def test_it_does_not_count_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 1, 1), -1)
