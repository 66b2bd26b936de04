"""Notices that wait: whose row is locked, what is left of one that is held, and when its job is begun."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import IllegalTransition, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.reading import writing
from bluelamp.ledger.services import record
from bluelamp.notices import delivery, waiting
from bluelamp.notices.enums import HoldReason
from bluelamp.notices.models import Notice
from tests.factories import notices
from tests.factories.rooms import announced

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def held_back(notice: Notice) -> Notice:
    """By hand, as a service of the room does it."""
    with transaction.atomic(), writing():
        found = waiting.locked(notice.id)
        waiting.hold(found, HoldReason.STOPPED)
        record(actor=JOB, act=Act.ALTERATION, action="test", subjects=[found])
        return Notice.objects.get(pk=notice.id)


def test_whoever_holds_a_notice_that_is_being_sent_ends_the_lease_and_it_is_due_no_more() -> None:
    notice = notices.notice()
    assert delivery.take(actor=JOB, notice_id=notice.id) is not None
    held = held_back(notice)
    assert (held.state, held.hold_reason) == ("held", "stopped")
    assert (held.leased_until, held.next_try_at) == (None, None)
    assert [news["reason"] for news in announced("notices.NoticeNotSent")] == ["stopped"]


def test_what_was_sent_cannot_be_held_any_more_and_nobody_hears_that_it_was() -> None:
    notice = notices.notice()
    delivery.deliver(actor=JOB, notice_id=notice.id)
    with pytest.raises(IllegalTransition):
        held_back(notice)
    assert announced("notices.NoticeNotSent") == []


def test_a_notice_that_is_not_there_is_not_found() -> None:
    with transaction.atomic(), pytest.raises(NotFound, match="cannot find this notice"):
        waiting.locked(new_id())


@pytest.mark.parametrize(
    ("later", "scheduled"),
    [
        (timedelta(hours=3), NOON + timedelta(hours=3)),
        (timedelta(), None),  # at once: a worker whose clock is behind need not wait
        (-timedelta(hours=3), None),
    ],
)
def test_a_job_waits_for_its_hour_and_what_is_due_is_begun_at_once(later: timedelta, scheduled: datetime) -> None:
    notice_id = new_id()
    with clock.fixed(NOON):
        waiting.defer_delivery(notice_id, NOON + later)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.queue_name, job.args) == ("notices.deliver", "notices", {"notice_id": str(notice_id)})
    assert job.scheduled_at == scheduled


def test_a_job_leaves_with_the_transaction_that_asked_for_it() -> None:
    with transaction.atomic():
        waiting.defer_delivery(new_id(), NOON)
        assert ProcrastinateJob.objects.count() == 1
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
