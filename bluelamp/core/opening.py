"""Hours at which something is open, as a force writes them down: rules with dates, of which the last that fits counts.

>>> read("mon-sun 08:00-22:00; from 2027-01-04 sat-sun 10:00-18:00; 2026-12-25 closed")
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bluelamp.core.clock import LONDON

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RULE = re.compile(
    r"(?:from (?P<since>\d{4}-\d\d-\d\d) )?"
    rf"(?:(?P<on>\d{{4}}-\d\d-\d\d)|(?P<first>{'|'.join(_DAYS)})(?:-(?P<last>{'|'.join(_DAYS)}))?) "
    r"(?:closed|(?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d))"
)
_MIDNIGHT = 24 * 60  # minutes
_LOOK_AHEAD = 60  # days


@dataclass(frozen=True, slots=True)
class Rule:
    """Open from ``start`` until ``end``, in minutes of the day, on ``days`` (0 is Monday) or on one date; never when
    both are 0."""

    days: frozenset[int]
    on: date | None
    since: date | None
    start: int
    end: int

    def fits(self, day: date) -> bool:
        if self.on is not None:
            return day == self.on
        return day.weekday() in self.days and (self.since is None or day >= self.since)


@dataclass(frozen=True, slots=True)
class Opening:
    rules: tuple[Rule, ...]

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at ``at`` (aware)."""
        local = at.astimezone(LONDON)
        start, end = self._hours(local.date())
        return start <= local.hour * 60 + local.minute < end

    def next_open(self, at: datetime) -> datetime | None:
        """The first moment not before ``at`` at which it is open; None when it is not within two months."""
        if self.is_open(at):
            return at
        return next((moment for moment in self._starts(at.astimezone(LONDON).date()) if moment > at), None)

    def _starts(self, first: date) -> Iterator[datetime]:
        for ahead in range(_LOOK_AHEAD):
            day = first + timedelta(days=ahead)
            start, end = self._hours(day)
            if start < end:
                yield datetime(day.year, day.month, day.day, start // 60, start % 60, tzinfo=LONDON)

    def _hours(self, day: date) -> tuple[int, int]:
        return next(((rule.start, rule.end) for rule in reversed(self.rules) if rule.fits(day)), (0, 0))


def read(text: str) -> Opening:
    """The rules that ``text`` writes down, divided by ``;``. Raises ``ValueError`` with the part that is wrong."""
    return Opening(tuple(_rule(part.strip().lower()) for part in text.split(";") if part.strip()))


def _rule(text: str) -> Rule:
    found = _RULE.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is no rule such as “mon-fri 08:00-22:00” or “2026-12-25 closed”.")
    try:
        on, since = (date.fromisoformat(found[name]) if found[name] else None for name in ("on", "since"))
        start, end = _minutes(found["start"]), _minutes(found["end"])
    except ValueError as error:
        raise ValueError(f"“{text}” has a date or time that there is not.") from error
    if found["start"] and start >= end:
        raise ValueError(f"“{text}” ends before it begins. Write two rules for a night.")
    return Rule(_days(found["first"], found["last"]), on, since, start, end)


def _days(first: str | None, last: str | None) -> frozenset[int]:
    if first is None:
        return frozenset()
    begin = _DAYS.index(first)
    length = (_DAYS.index(last) - begin) % 7 if last else 0
    return frozenset((begin + ahead) % 7 for ahead in range(length + 1))


def _minutes(text: str | None) -> int:
    hours, minutes = (int(part) for part in (text or "00:00").split(":"))
    if minutes >= 60 or hours * 60 + minutes > _MIDNIGHT:
        raise ValueError(text)
    return hours * 60 + minutes
