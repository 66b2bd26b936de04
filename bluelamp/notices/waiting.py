"""Notices that wait: locking one, holding it back, and its job in the queue."""

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.notices import policies
from bluelamp.notices.carrying import tell_not_sent
from bluelamp.notices.enums import HoldReason
from bluelamp.notices.models import Notice

DELIVER = "notices.deliver"
QUEUE = "notices"


def hold(notice: Notice, reason: HoldReason) -> None:
    """Hold back a locked notice and announce it; the caller records why it happened."""
    notice.state = policies.MACHINE.next(notice.state, "hold")
    notice.hold_reason, notice.leased_until, notice.next_try_at = reason, None, None
    notice.save(update_fields=["state", "hold_reason", "leased_until", "next_try_at"])
    tell_not_sent(notice, reason)


def locked(notice_id: UUID) -> Notice:
    """The notice, for its transaction alone; raises ``NotFound``."""
    notice: Notice | None = Notice.objects.select_for_update().filter(pk=notice_id).first()
    if notice is None:
        raise NotFound("We cannot find this notice.")
    return notice


def defer_delivery(notice_id: UUID, at: datetime) -> None:
    """Queue the delivery in the caller's transaction: on Django's own connection, also inside a worker."""
    job = configure_task(
        name=DELIVER,
        job_manager=JobManager(DjangoConnector()),
        queue=QUEUE,
        schedule_at=at if at > now() else None,
    )
    job.defer(notice_id=str(notice_id))
