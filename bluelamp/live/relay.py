"""The one relay: takes what transactions left in the outbox, numbers it, and wakes the web workers once per batch.

Why numbers are given here and not by the writers: a counter drawn by writers becomes visible out of order, and
whoever reads on from the highest number seen loses what commits late (measured: 183 of 720 rows). The relay
takes whole snapshots instead. A statement sees every row of the transactions committed by then and none of the
others; it moves them by deleting, and only the relay numbers. What cannot be seen yet stays for the next turn.
So numbers have no gaps, become visible in their order, and follow cause and effect (whoever waited for another's
commit drew a higher outbox id), and nobody's long transaction holds up the news of the others.

Why writers do not NOTIFY: at commit that takes one lock for the whole server (measured: 2,807 commits/s fell to
467). So the relay looks, 10 to 20 times a second, and one NOTIFY tells of a whole batch. It wakes the workers in the
same way when a job is due (migration 0002 took the job queue's own NOTIFY away).

Killed anywhere, the relay leaves a batch either moved or not. Any number of relays may run: an advisory lock, held
for one batch at a time, lets one work while the others stand by.
"""

import logging
import threading
import time
from random import uniform
from typing import Any

import psycopg

from bluelamp.core.clock import now
from bluelamp.live import upkeep
from bluelamp.live.database import CHANNEL, Connection, connect

logger = logging.getLogger(__name__)

SHORTEST, LONGEST = 0.05, 0.1  # seconds between two looks, when busy and when quiet
MOST = 1000  # rows of one batch
_LOCK = 0x0B1_1A3_9  # any number, as long as it is ours alone
_FORGET_EVERY = 2.0  # seconds

# What there is to do. The second column wakes procrastinate's workers in the words of its own trigger: those that
# take any job, and those of each queue in which one is due.
_LOOK = """
SELECT EXISTS (SELECT FROM live_outbox), (
    SELECT count(concat(
        pg_notify('procrastinate_any_queue_v1', '{"type": "job_inserted", "job_id": 0}'),
        pg_notify('procrastinate_queue_v1#' || queue_name, '{"type": "job_inserted", "job_id": 0}')))
    FROM (
        SELECT DISTINCT queue_name FROM (
            SELECT queue_name FROM procrastinate_jobs
            WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) LIMIT 500
        ) AS due
    ) AS queue
)
"""
_TURN = "SELECT pg_try_advisory_xact_lock(%s), EXISTS (SELECT FROM live_feed)"
_MOVE = """
WITH taken AS (
    DELETE FROM live_outbox WHERE id IN (SELECT id FROM live_outbox ORDER BY id LIMIT %(most)s)
    RETURNING id, audience, kind, data
), feed AS (
    UPDATE live_feed SET last_seq = last_seq + (SELECT count(*) FROM taken) RETURNING last_seq
), numbered AS (
    INSERT INTO live_event (seq, audience, kind, data, at)
    SELECT last_seq - count(*) OVER () + row_number() OVER (ORDER BY taken.id), audience, kind, data, %(at)s
    FROM taken, feed
    RETURNING seq
), batch AS (
    SELECT count(*) AS moved, max(seq) AS last FROM numbered
)
SELECT moved, pg_notify(%(channel)s, last::text) FROM batch WHERE moved > 0
"""

# Which database this is: another cluster, another line of history or another copy has another name.
_NAME = """
SELECT format('%s/%s/%s', (SELECT system_identifier FROM pg_control_system()),
    (SELECT timeline_id FROM pg_control_checkpoint()),
    (SELECT oid FROM pg_database WHERE datname = current_database()))
"""
# A restored copy would give numbers again that clients have already seen for other events. Numbers start from
# the milliseconds of now: higher than any given before, for we never number more than a thousand a second for long.
_BEGIN = """
INSERT INTO live_feed AS feed (id, first_seq, last_seq, database)
VALUES (1, %(seq)s + 1, %(seq)s, %(database)s)
ON CONFLICT (id) DO UPDATE SET
    first_seq = greatest(excluded.last_seq, feed.last_seq) + 1,
    last_seq = greatest(excluded.last_seq, feed.last_seq),
    database = excluded.database
WHERE feed.database <> excluded.database
"""


def run(stop: threading.Event) -> None:
    """Relay until ``stop`` is set. A lost database is waited for."""
    failures = 0
    while not stop.is_set():
        try:
            with connect() as connection:
                begin(connection)
                failures = 0
                _work(connection, stop)
        except psycopg.Error as error:
            failures += 1
            logger.warning("The relay lost the database (%s) and will try again.", type(error).__name__)
            stop.wait(uniform(0.5, 1) * min(0.1 * 2**failures, 5))  # noqa: S311 - spreads load


def begin(connection: Connection) -> None:
    """Make the counter of a new database, or start it anew on a restored copy; clients are then told to reload."""
    (name,) = _one(connection.execute(_NAME))
    connection.execute(_BEGIN, {"seq": int(now().timestamp() * 1000), "database": name})


def move(connection: Connection) -> int:
    """Number and announce one batch of what is committed; returns how many rows it had, 0 when none."""
    if not _one(connection.execute(_LOOK))[0]:
        return 0
    with connection.transaction():
        our_turn, counter = _one(connection.execute(_TURN, [_LOCK]))
        if not our_turn:
            return 0
        if not counter:
            begin(connection)
        moved = connection.execute(_MOVE, {"most": MOST, "at": now(), "channel": CHANNEL}).fetchone()
        return moved[0] if moved else 0


def _one(cursor: psycopg.Cursor[tuple[Any, ...]]) -> tuple[Any, ...]:
    row = cursor.fetchone()
    assert row is not None  # these statements always answer
    return row


def _work(connection: Connection, stop: threading.Event) -> None:
    pause, forgot = SHORTEST, 0.0
    while not stop.is_set():
        moved = move(connection)
        pause = SHORTEST if moved else min(pause * 1.1, LONGEST)
        if time.monotonic() - forgot > _FORGET_EVERY:
            upkeep.forget(connection)
            forgot = time.monotonic()
        if moved < MOST:
            stop.wait(pause)
