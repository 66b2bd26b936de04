"""The worker's part: it goes on where a dead one stopped, and queues again what was lost."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.ledger.reading import writing
from bluelamp.notices import delivery, jobs, waiting
from bluelamp.notices.models import MailboxItem, Notice
from tests.factories import notices

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def begin(notice: Notice, *, attempts: int) -> None:
    """As the worker begins a job that was begun ``attempts`` times before."""
    job = Job(queue=waiting.QUEUE, lock=None, queueing_lock=None, task_name=waiting.DELIVER, attempts=attempts)
    context = JobContext(app=app, job=job, start_timestamp=0.0, abort_reason=lambda: None)
    jobs.deliver(context, notice_id=str(notice.id))


def arrived() -> list[int]:
    """How many copies of each message."""
    with writing():
        return [item.copies for item in MailboxItem.objects.all()]


def test_only_a_job_that_has_died_before_goes_past_the_lease_that_it_left() -> None:
    notice = notices.notice()
    assert delivery.take(actor=JOB, notice_id=notice.id) is not None
    begin(notice, attempts=0)
    assert arrived() == [], "somebody else may be sending it"
    begin(notice, attempts=1)
    assert arrived() == [1]
    begin(notice, attempts=2)
    assert arrived() == [1], "what was sent is not sent again"


def test_the_sweep_queues_what_was_lost_again() -> None:
    notice = notices.notice()
    before = ProcrastinateJob.objects.count()
    jobs.sweep(0)
    assert ProcrastinateJob.objects.count() == before
    with clock.shifted(timedelta(minutes=3)):
        jobs.sweep(0)
    found = ProcrastinateJob.objects.latest("id")
    assert (ProcrastinateJob.objects.count(), found.args) == (before + 1, {"notice_id": str(notice.id)})


@pytest.mark.idempotent("notices.sweep")
def test_a_sweep_too_many_sends_nothing_twice() -> None:
    notice = notices.notice()
    with clock.shifted(timedelta(minutes=3)):
        jobs.sweep(0)
        jobs.sweep(0)
        for _ in ProcrastinateJob.objects.all():
            begin(notice, attempts=0)
    assert arrived() == [1]
