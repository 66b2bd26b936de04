"""When it is safe to reach somebody: times of day as their own clock shows them, summer time included."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bluelamp.core.clock import LONDON

EVERY_DAY = frozenset(range(7))
_DAY = timedelta(days=1)
_LOOK_AHEAD = 9  # days: every window of a week comes round once, with a day on each side for the clock change


@dataclass(frozen=True, slots=True)
class SafeTime:
    """From ``start`` until just before ``end`` on ``days`` (0 is Monday).

    An ``end`` not after ``start`` lies on the next day; equal ones make twenty-four hours.
    """

    start: time
    end: time
    days: frozenset[int] = EVERY_DAY

    def holds(self, local: datetime) -> bool:
        """Whether the wall clock ``local`` lies inside."""
        clock, day = local.time(), local.weekday()
        if self.start < self.end:
            return self.start <= clock < self.end and day in self.days
        return (clock >= self.start and day in self.days) or (clock < self.end and (day - 1) % 7 in self.days)


def is_safe(times: Iterable[SafeTime], at: datetime, zone: ZoneInfo = LONDON) -> bool:
    """Whether the instant ``at`` (aware) is safe. With no times named, every time is."""
    times = tuple(times)
    return not times or any(window.holds(at.astimezone(zone)) for window in times)


def next_safe(times: Iterable[SafeTime], at: datetime, zone: ZoneInfo = LONDON) -> datetime | None:
    """The first safe instant not before ``at``, in UTC; None when there is never one.

    Safety can begin only where a window does or where the clocks change: those instants are tried in turn.
    """
    times, at = tuple(times), at.astimezone(UTC)
    if is_safe(times, at, zone):
        return at
    first = at.astimezone(zone).date() - _DAY
    days = [first + n * _DAY for n in range(_LOOK_AHEAD + 1)]
    candidates = {*_starts(times, days, zone), *_clock_changes(days, zone)}
    return next((c for c in sorted(candidates) if c >= at and is_safe(times, c, zone)), None)


def _starts(times: Iterable[SafeTime], days: list[date], zone: ZoneInfo) -> Iterator[datetime]:
    """Both instants of a start that the clock shows twice in autumn; what it skips in spring is found to be unsafe."""
    for window in times:
        for day in days:
            for fold in (0, 1):
                yield datetime.combine(day, window.start, zone).replace(fold=fold).astimezone(UTC)


def _clock_changes(days: list[date], zone: ZoneInfo) -> Iterator[datetime]:
    for day in days:
        low, high = (datetime.combine(d, time(), zone).astimezone(UTC) for d in (day, day + _DAY))
        if low.astimezone(zone).utcoffset() == high.astimezone(zone).utcoffset():
            continue
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            same = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
            low, high = (middle, high) if same else (low, middle)
        yield high.replace(microsecond=0)
