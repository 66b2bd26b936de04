"""When somebody can be called or met: opening hours as dated data, cut into slots."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bluelamp.core.clock import LONDON
from bluelamp.core.dated import in_use
from bluelamp.core.workdays import is_working_day
from bluelamp.victims.enums import Meeting

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Opening:
    """From ``start`` to ``end`` on working days, ``weekends`` too where it says so, in slots of ``minutes``, with
    ``at_once`` people at the same time. ``notice`` is how long before a slot it can still be booked; ``where`` is the
    place to come to, for those who come to us."""

    kind: str
    start: time
    end: time
    minutes: int
    at_once: int
    notice: timedelta
    since: date
    until: date | None = None
    weekends: bool = False
    where: str = ""


# A force's own. These are an example that the demonstration runs on.
_FIRST = date(2026, 1, 1)
OPENINGS = (
    Opening(Meeting.CALL, time(8), time(20), 30, 4, timedelta(hours=1), _FIRST, weekends=True),
    Opening(
        Meeting.STATION,
        time(10),
        time(17),
        60,
        2,
        timedelta(hours=18),
        _FIRST,
        where="Lantern Street police station, Birmingham",
    ),
    Opening(Meeting.VISIT, time(9), time(18), 90, 2, timedelta(hours=18), _FIRST),
)
AHEAD = 14  # days that are offered


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    starts_at: datetime
    ends_at: datetime
    at_once: int


def where(kind: str, day: date, *, openings: Iterable[Opening] = OPENINGS) -> str:
    """The place that somebody comes to on a day; empty where they need not."""
    return next((one.where for one in openings if one.kind == kind and in_use(one, day)), "")


def slots(kind: str, at: datetime, *, days: int = AHEAD, openings: Iterable[Opening] = OPENINGS) -> Iterator[Slot]:
    """Every slot of a kind that can still be booked at an instant, the first first."""
    first = at.astimezone(LONDON).date()
    found = (
        slot
        for opening in openings
        if opening.kind == kind
        for number in range(days + 1)
        for slot in _of_day(opening, first + number * _DAY)
        if slot.starts_at >= at + opening.notice
    )
    yield from sorted(found)


def _of_day(opening: Opening, day: date) -> Iterator[Slot]:
    if not in_use(opening, day):
        return
    if not is_working_day(day) and not opening.weekends:
        return
    length = timedelta(minutes=opening.minutes)
    start = datetime.combine(day, opening.start, LONDON)
    end = datetime.combine(day, opening.end, LONDON)
    while start + length <= end:
        yield Slot(start, start + length, opening.at_once)
        start += length
