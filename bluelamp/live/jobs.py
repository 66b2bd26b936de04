"""The job that brings news to its handlers, and what is left of it when one of them fails."""

from dataclasses import dataclass
from datetime import timedelta
from random import uniform
from typing import Any

from django.db import connection
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from bluelamp.core.clock import now
from bluelamp.live import news

MOST_TRIES = 25  # about three hours; after that the job stays, marked as failed, until somebody sends it again
_LONGEST_WAIT = 600

_AGAIN = """
WITH failed AS MATERIALIZED (
    SELECT id FROM procrastinate_jobs WHERE task_name = %s AND status = 'failed' FOR UPDATE SKIP LOCKED
)
SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM failed
"""


class Patiently(BaseRetryStrategy):
    """Again after 1, 2, 4 … seconds, at most ten minutes apart."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        if job.attempts + 1 >= MOST_TRIES:
            return None
        wait = uniform(0.5, 1) * min(2**job.attempts, _LONGEST_WAIT)  # noqa: S311 - spreads load
        return RetryDecision(retry_at=now() + timedelta(seconds=wait))


@app.task(name=news.TASK, queue=news.QUEUE, retry=Patiently())
def deliver_news(*, name: str, fields: dict[str, Any]) -> None:
    news.deliver(name, fields)


@dataclass(frozen=True, slots=True)
class Waiting:
    """News that has not reached every handler yet: what an operator sees."""

    job: int
    name: str
    event_id: str
    tries: int
    given_up: bool


def waiting() -> list[Waiting]:
    """News that was tried and failed, oldest first. Nothing leaves this list but by being delivered."""
    tried = Q(status="failed") | Q(status="todo", attempts__gt=0)
    return [
        Waiting(job.pk, job.args["name"], job.args["fields"]["event_id"], job.attempts, job.status == "failed")
        for job in ProcrastinateJob.objects.filter(tried, task_name=news.TASK).order_by("id")
    ]


def send_again() -> int:
    """Put what was given up back in the queue, as after mending a handler; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, [news.TASK])
        return int(cursor.rowcount)
