"""Jobs that a killed worker left are done by the next one."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from bluelamp.config.working import take_over

pytestmark = pytest.mark.django_db(transaction=True)


def _leave_job(*, seconds: int) -> int:
    """A job under way by a worker that was last heard of that long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))"
            " RETURNING id",
            [seconds],
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id)"
            " VALUES ('news', 'live.deliver_news', '{}', 'doing', %s) RETURNING id",
            [worker],
        )
        (job,) = cursor.fetchone()
    return int(job)


def _status(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        (found,) = cursor.fetchone()
    return str(found)


def _take_over(dead_after: float) -> None:
    async def run() -> None:
        async with app.open_async():
            await take_over(dead_after)

    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(run())


def test_the_only_worker_takes_over_at_once() -> None:
    job = _leave_job(seconds=1)
    _take_over(0)
    assert _status(job) == "todo"


def test_among_several_the_living_keep_their_jobs() -> None:
    dead, living = _leave_job(seconds=60), _leave_job(seconds=1)
    _take_over(20)
    assert (_status(dead), _status(living)) == ("todo", "doing")
