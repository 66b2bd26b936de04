"""Forgetting what is old: the relay does it in passing."""

from datetime import timedelta

from bluelamp.core.clock import now
from bluelamp.live.database import Connection

KEEP_EVENTS = timedelta(hours=24)  # longer than a shift: whoever was away for less misses nothing
KEEP_MARKS = timedelta(days=30)  # longer than a failed job is tried again
_CHUNK = 10_000

# The newest event always stays known through live_feed, so an empty feed goes on counting where it was. The oldest is
# looked at first, as there is seldom anything to forget.
_FORGET_EVENTS = """
WITH old AS (
    DELETE FROM live_event WHERE at < %(before)s AND (SELECT at < %(before)s FROM live_event ORDER BY seq LIMIT 1)
        AND seq IN (SELECT seq FROM live_event ORDER BY seq LIMIT %(chunk)s)
    RETURNING seq
)
UPDATE live_feed SET first_seq = greatest(first_seq, (SELECT max(seq) + 1 FROM old)) WHERE EXISTS (SELECT FROM old)
"""
_FORGET_MARKS = """
DELETE FROM live_handled WHERE (event_id, handler) IN
    (SELECT event_id, handler FROM live_handled WHERE at < %(before)s ORDER BY at LIMIT %(chunk)s)
"""


def forget(connection: Connection) -> None:
    """Delete one chunk of the events and marks that are too old."""
    connection.execute(_FORGET_EVENTS, {"before": now() - KEEP_EVENTS, "chunk": _CHUNK})
    connection.execute(_FORGET_MARKS, {"before": now() - KEEP_MARKS, "chunk": _CHUNK})
