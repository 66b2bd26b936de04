"""How long a browser that anybody may use next stays let in: to an account, or to what a receipt opens. Pure."""

from datetime import datetime, timedelta

IDLE = timedelta(minutes=30)
LASTS = timedelta(hours=10)
NOTED_EVERY = timedelta(minutes=5)  # that it is used: often enough for its end, seldom enough for the database
UNTIL_CLOSED = 0  # the expiry of a session that a browser forgets when it is closed


def ends_at(*, begun_at: datetime, used_at: datetime) -> datetime:
    """Half an hour after the last page, and never later than a day at a counter is long."""
    return min(used_at + IDLE, begun_at + LASTS)


def is_due(*, used_at: datetime, at: datetime) -> bool:
    """Whether it is time to note that it is still used."""
    return at - used_at >= NOTED_EVERY
