"""What the relay does besides: forgets what is old, and puts back the jobs of a worker that was killed."""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from bluelamp.core.clock import now
from bluelamp.live.database import Connection

logger = logging.getLogger(__name__)

KEEP_EVENTS = timedelta(hours=24)  # longer than a shift: whoever was away for less misses nothing
KEEP_MARKS = timedelta(days=30)  # longer than a failed job is tried again
_CHUNK = 10_000

# The newest event always stays known through live_feed, so an empty feed goes on counting where it was.
_FORGET_EVENTS = """
WITH old AS (
    DELETE FROM live_event WHERE at < %(before)s AND seq IN
        (SELECT seq FROM live_event ORDER BY seq LIMIT %(chunk)s)
    RETURNING seq
)
UPDATE live_feed SET first_seq = greatest(first_seq, (SELECT max(seq) + 1 FROM old)) WHERE EXISTS (SELECT FROM old)
"""
_FORGET_MARKS = """
DELETE FROM live_handled WHERE (event_id, handler) IN
    (SELECT event_id, handler FROM live_handled WHERE at < %(before)s ORDER BY at LIMIT %(chunk)s)
"""
# Every job is idempotent, so a worker wrongly taken for dead does no harm.
_PUT_BACK = """
SELECT procrastinate_retry_job_v2(job.id, NULL, NULL, NULL, NULL)
FROM procrastinate_jobs AS job LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
WHERE job.status = 'doing' AND (worker.id IS NULL OR worker.last_heartbeat < now() - %(silent)s)
FOR UPDATE OF job SKIP LOCKED
"""


def tidy(connection: Connection) -> None:
    """One short round of all of it."""
    forget(connection, at=now())
    put_back(connection)


def forget(connection: Connection, *, at: datetime) -> None:
    """Delete a chunk of events and marks that were too old at ``at``."""
    connection.execute(_FORGET_EVENTS, {"before": at - KEEP_EVENTS, "chunk": _CHUNK})
    connection.execute(_FORGET_MARKS, {"before": at - KEEP_MARKS, "chunk": _CHUNK})


def put_back(connection: Connection) -> int:
    """Queue again the jobs whose worker has been silent for too long; returns how many."""
    count = connection.execute(_PUT_BACK, {"silent": silent_for_dead()}).rowcount
    if count:
        logger.warning("%d jobs of a worker that died were put back in the queue.", count)
    return count


def silent_for_dead() -> timedelta:
    """How long a worker may be silent, from the options workers start with (procrastinate's own: 30 s)."""
    options = getattr(settings, "PROCRASTINATE_WORKER_DEFAULTS", None) or {}
    return timedelta(seconds=options.get("stalled_worker_timeout", 30))
