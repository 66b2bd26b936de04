"""Is this value what its column says? Each check returns ``None`` or one plain sentence.

Nothing is coerced: a value is stored as published, or its row is rejected with the sentence.
"""

import re
from collections.abc import Callable
from datetime import datetime

Check = Callable[[str], str | None]

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,20})?")
_LSOA = re.compile(r"[EWSN0-9][A-Z0-9]{7,9}")  # Northern Ireland's super output areas are like 95GG01S1
_LABEL = re.compile(r"[A-Z][A-Za-z ,;:/()'&\-]{1,119}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")
_FLAGS = frozenset({"", "true", "false"})
_FIRST_YEAR = 2000  # street-level data begin in December 2010; anything before 2000 is a slip
WEST, SOUTH, EAST, NORTH = -9.0, 49.0, 2.5, 61.5  # the United Kingdom with its waters, WGS84 degrees
_SHOWN = 60


def quoted(value: str) -> str:
    """``value`` in quotation marks, cut to a readable length."""
    return f"“{value[:_SHOWN]}…”" if len(value) > _SHOWN else f"“{value}”"


def month_check(this_month: str) -> Check:
    """A check of YYYY-MM that is not after ``this_month``."""

    def check(value: str) -> str | None:
        found = _MONTH.fullmatch(value)
        if not found or not value.isascii():
            return f"The month {quoted(value)} is not a year and a month like 2017-07."
        if int(found[1]) < _FIRST_YEAR:
            return f"The month {value} is before {_FIRST_YEAR}, when no such data were published."
        if value > this_month:
            return f"The month {value} is in the future."
        return None

    return check


def moment(value: str) -> str | None:
    """A date and time with its offset from UTC (ISO 8601), as in stop and search files."""
    said = f"The date {quoted(value)} is not a date and time like 2019-06-01T00:30:00+00:00."
    if not _MOMENT.fullmatch(value) or not value.isascii():
        return said
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return said
    return None


def coordinates(longitude: str, latitude: str) -> str | None:
    """Both blank (published without a position), or both decimal degrees in the United Kingdom."""
    if not longitude and not latitude:
        return None
    if not longitude or not latitude:
        return "One coordinate is missing: longitude and latitude stand together or are both blank."
    for name, value in (("longitude", longitude), ("latitude", latitude)):
        if not _DEGREES.fullmatch(value) or not value.isascii():
            return f"The {name} {quoted(value)} is not a number of degrees like -1.706334."
    if WEST <= float(longitude) <= EAST and SOUTH <= float(latitude) <= NORTH:
        return None
    swapped = WEST <= float(latitude) <= EAST and SOUTH <= float(longitude) <= NORTH
    hint = " Longitude and latitude may be swapped." if swapped else ""
    return f"The position {longitude[:_SHOWN]}, {latitude[:_SHOWN]} is outside the United Kingdom.{hint}"


def label_check(title: str) -> Check:
    """A check of a category's name, such as a crime type. New names are welcome; codes and numbers are not."""

    def check(value: str) -> str | None:
        if not value:
            return f"The {title} is blank."
        if not _LABEL.fullmatch(value):
            return f"The {title} {quoted(value)} is not the name of a category: the columns may be shifted."
        return None

    return check


def optional(check: Check) -> Check:
    """The same check, except that a blank is fine."""
    return lambda value: check(value) if value else None


def lsoa_code(value: str) -> str | None:
    """Blank, or the code of a lower-layer super output area."""
    if not value or _LSOA.fullmatch(value):
        return None
    return f"The LSOA code {quoted(value)} is not a code like E01007426: the columns may be shifted."


def flag_check(title: str) -> Check:
    """A check of a yes or no: True, False or blank, in any case."""

    def check(value: str) -> str | None:
        return None if value.lower() in _FLAGS else f"“{title}” is {quoted(value)}, not True, False or blank."

    return check
