"""News whose handler failed is tried again, ever more patiently, and in the end kept for somebody to look at."""

from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from bluelamp.core import clock
from bluelamp.live import news
from bluelamp.live.jobs import MOST_TRIES, Patiently

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def _wait(attempts: int) -> float | None:
    """Seconds until it is tried again after so many attempts before this one; None when it is given up."""
    job = Job(id=1, queue="news", lock=None, queueing_lock=None, task_name=news.TASK, priority=0, attempts=attempts)
    with clock.fixed(AT):
        decision = Patiently().get_retry_decision(exception=RuntimeError(), job=job)
    if decision is None:
        return None
    assert decision.retry_at is not None
    return (decision.retry_at - AT).total_seconds()


@pytest.mark.parametrize(
    ("attempts", "longest"),
    [(0, 1), (1, 2), (4, 16), (9, 512), (10, 600), (MOST_TRIES - 2, 600)],
)
def test_each_wait_is_twice_the_last_up_to_ten_minutes_and_never_the_same_for_all(attempts: int, longest: int) -> None:
    waits = {_wait(attempts) for _ in range(50)}
    assert len(waits) > 1
    assert all(wait is not None and longest / 2 <= wait <= longest for wait in waits)


@pytest.mark.parametrize("attempts", [MOST_TRIES - 1, MOST_TRIES])
def test_in_the_end_it_is_given_up(attempts: int) -> None:
    assert _wait(attempts) is None


def test_the_job_that_announcing_queues_is_the_one_that_is_patient() -> None:
    task = app.tasks[news.TASK]
    assert isinstance(task.retry_strategy, Patiently)
    assert task.queue == news.QUEUE
