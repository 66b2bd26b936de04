"""The job that brings news to its handlers, and how long it tries when one of them fails."""

from datetime import timedelta
from random import uniform
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from bluelamp.core.clock import now
from bluelamp.live import news

MOST_TRIES = 25  # about three hours; after that the job stays, marked as failed, until `bluelamp news again`
_LONGEST_WAIT = 600


class Patiently(BaseRetryStrategy):
    """Again after 1, 2, 4 … seconds, at most ten minutes apart."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002 - theirs
        if job.attempts + 1 >= MOST_TRIES:
            return None
        wait = uniform(0.5, 1) * min(2**job.attempts, _LONGEST_WAIT)  # noqa: S311 - spreads load
        return RetryDecision(retry_at=now() + timedelta(seconds=wait))


@app.task(name=news.TASK, queue=news.QUEUE, retry=Patiently())
def deliver_news(*, name: str, fields: dict[str, Any]) -> None:
    news.deliver(name, fields)
