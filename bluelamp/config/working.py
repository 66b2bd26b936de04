"""The worker: does the jobs that were deferred in somebody's transaction."""

import asyncio
import os

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

_CONCURRENCY = 4
_BEHIND = 10  # of 19: whoever waits for a page comes first when there is more to do than the processors can
_LOOK = 5.0  # seconds; the relay wakes the worker while anything is due, this is for when nobody hears
_HEARTBEAT = 5.0
_DEAD_AFTER = 20.0  # seconds without a heartbeat


def work(*, alone: bool) -> None:
    """Work until SIGTERM or SIGINT. ``alone``: nobody else works, so whatever is under way was left by the dead."""
    os.nice(_BEHIND)
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()):
        asyncio.run(_work(dead_after=0.0 if alone else _DEAD_AFTER))


async def _work(*, dead_after: float) -> None:
    async with app.open_async():
        await take_over(dead_after)
        adopting = asyncio.create_task(_keep_taking_over())
        try:
            await app.run_worker_async(
                concurrency=_CONCURRENCY,
                fetch_job_polling_interval=_LOOK,
                update_heartbeat_interval=_HEARTBEAT,
                stalled_worker_timeout=_DEAD_AFTER,
                shutdown_graceful_timeout=5,
                delete_jobs="never",
            )
        finally:
            adopting.cancel()


async def _keep_taking_over() -> None:
    while True:
        await asyncio.sleep(_DEAD_AFTER)
        await take_over(_DEAD_AFTER)


async def take_over(dead_after: float) -> None:
    """Queue again the jobs of workers without a heartbeat for ``dead_after`` seconds. Handlers are idempotent."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=dead_after):
        await app.job_manager.retry_job(job)
