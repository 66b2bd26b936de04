"""How people came to us, how long it took the desk, and what coming online saved: figures for a page, pure.

A saving is an estimate with an assumption: that whoever reported online would have telephoned, and that it would have
taken as long as the reports that were taken by telephone. The page says so beside the figure.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from statistics import median

from bluelamp.contact.enums import Channel
from bluelamp.core.clock import LONDON
from bluelamp.core.errors import Invalid
from bluelamp.quant.intervals import Interval, median_interval

_EACH = 0.975  # two medians, each with this confidence: both hold together with at least 95% (Bonferroni)


@dataclass(frozen=True, slots=True)
class Came:
    """One contact. ``minutes`` of the desk's, None where nobody wrote them down; ``reported``: a report came of it."""

    channel: str
    at: datetime
    minutes: int | None
    reported: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """How long contacts by one channel took the desk, where it was written down."""

    channel: str
    count: int
    timed: int
    median: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Saving:
    """Hours that online reports spared the desk. ``interval`` is 95%."""

    reports: int
    minutes_each: float
    hours: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Shift:
    """``weeks`` are the Mondays they begin on; ``counts`` by channel, one for each week."""

    weeks: tuple[date, ...]
    counts: dict[str, tuple[int, ...]]
    taken: tuple[Taken, ...]
    saving: Saving | None


def shift(came: Iterable[Came], *, first: date, weeks: int) -> Shift:
    """The weeks that begin on ``first``, a Monday, and after it."""
    known = list(came)
    mondays = tuple(first + timedelta(weeks=n) for n in range(weeks))
    by_week = Counter((one.channel, monday_of(one.at)) for one in known)
    counts = {channel: tuple(by_week[channel, week] for week in mondays) for channel in Channel.values}
    taken = tuple(_taken(channel, [one for one in known if one.channel == channel]) for channel in Channel.values)
    return Shift(mondays, counts, taken, _saving([one for one in known if one.reported]))


def value_of(settings: Iterable[str], on: date) -> Decimal | None:
    """What a minute of the desk is worth in pounds on a day, of settings like ``2026-04-01=0.85``; None where none is
    set. Raises ``Invalid``."""
    values: dict[date, Decimal] = {}
    for setting in settings:
        day, _equals, pounds = setting.partition("=")
        try:
            values[date.fromisoformat(day.strip())] = Decimal(pounds.strip())
        except (ValueError, InvalidOperation) as wrong:
            raise Invalid("BLUELAMP_MINUTE_VALUES must be written like 2026-04-01=0.85.", field="settings") from wrong
    known = [day for day in values if day <= on]
    return values[max(known)] if known else None


def monday_of(at: datetime) -> date:
    """The day on which its week began, in London."""
    day = at.astimezone(LONDON).date()
    return day - timedelta(days=day.weekday())


def _taken(channel: str, came: Sequence[Came]) -> Taken:
    minutes = [one.minutes for one in came if one.minutes is not None]
    return Taken(channel, len(came), len(minutes), median(minutes) if minutes else None, median_interval(minutes))


def _saving(reported: Sequence[Came]) -> Saving | None:
    """Of reports alone: a call for advice would not have been a report online. None while too few are timed."""
    online = [one for one in reported if one.channel == Channel.WEB]
    web = [one.minutes for one in online if one.minutes is not None]
    phone = [one.minutes for one in reported if one.channel == Channel.PHONE and one.minutes is not None]
    by_web, by_phone = median_interval(web, confidence=_EACH), median_interval(phone, confidence=_EACH)
    if by_web is None or by_phone is None:
        return None
    each = median(phone) - median(web)
    hours = len(online) / 60
    bounds = Interval((by_phone.low - by_web.high) * hours, (by_phone.high - by_web.low) * hours)
    return Saving(len(online), each, each * hours, bounds)
