"""Working days in England and Wales: the unit of the Victims' Code's clocks."""

from datetime import date, timedelta
from functools import cache

_SATURDAY = 5


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - the whole world's are loaded, which most processes never ask for

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a bank holiday (Banking and Financial Dealings Act 1971)."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The ``days``-th working day after ``start``. The day something happens is not counted."""
    if days < 0:
        raise ValueError("Working days are counted forwards.")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day
