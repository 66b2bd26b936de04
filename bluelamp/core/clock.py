"""The time, from one place, so that tests and the demo can choose it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_fixed: ContextVar[datetime | None] = ContextVar("fixed", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in the force's time zone: what working days and deadlines are counted in."""
    return now().astimezone(LONDON).date()


@contextmanager
def fixed(at: datetime) -> Iterator[None]:
    """Hold the clock at ``at`` (aware) inside the block."""
    if at.tzinfo is None:
        raise ValueError("A fixed time needs a time zone.")
    token = _fixed.set(at)
    try:
        yield
    finally:
        _fixed.reset(token)


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Hold the clock ``by`` away from now inside the block."""
    with fixed(now() + by):
        yield
