"""Asking for notices, stopping them, and trying again what could not be sent."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.notices import policies, texts
from bluelamp.notices.enums import HoldReason, MaySay, NoticeState
from bluelamp.notices.models import Notice
from bluelamp.notices.registry import template_called
from bluelamp.notices.types import Hold, Plan, SafeContact, as_data

DELIVER = "notices.deliver"
QUEUE = "notices"
_links: dict[str, Callable[[str], str]] = {}


@service
def send(
    *,
    actor: Actor,
    matter_id: UUID | None,
    to: SafeContact,
    template: str,
    context: Mapping[str, object],
    key: str = "",
) -> Notice:
    """Ask for a notice; it leaves after the caller's transaction commits, at the next safe time.

    ``context`` holds exactly the fields of the registered ``template``. With a ``key`` asking again gives back the
    first notice. When nothing may be sent the notice is held, with its reason: nothing is raised, because a report
    must not fail over it.
    """
    check(actor=actor, action="notices.notice.send")
    planned = policies.plan(to, now())
    notice = _new(
        key=key or f"once:{new_id()}", matter_id=matter_id, to=to, template=template, fields=context, planned=planned
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    stored: Notice = Notice.objects.get(key=notice.key)
    if stored.id != notice.id:
        return stored
    verb = "hold" if isinstance(planned, Hold) else "queue"
    record(actor=actor, act=Act.ALTERATION, action=f"notices.notice.{verb}", subjects=[notice], matter=matter_id)
    if isinstance(planned, Plan):
        defer_delivery(notice.id, planned.at)
    return stored


@service
def stop(*, actor: Actor, matter_id: UUID) -> int:
    """Hold back everything still waiting about a matter, as when contact is no longer safe; how many there were."""
    check(actor=actor, action="notices.notice.stop", matter=matter_id)
    waiting = list(
        Notice.objects.select_for_update().filter(matter_id=matter_id, state=NoticeState.QUEUED).order_by("id")
    )
    if not waiting:
        return 0
    for notice in waiting:
        hold(notice, HoldReason.STOPPED)
    record(actor=actor, act=Act.ALTERATION, action="notices.notice.stop", subjects=waiting, matter=matter_id)
    return len(waiting)


@service
def try_again(*, actor: Actor, notice_id: UUID) -> Notice:
    """Queue a notice that was given up, as after mending the mail server. Safe hours still count."""
    check(actor=actor, action="notices.notice.try_again")
    notice = locked(notice_id)
    notice.state = policies.MACHINE.next(notice.state, "try_again")
    notice.attempts, notice.fault, notice.next_try_at = 0, "", now()
    notice.save(update_fields=["state", "attempts", "fault", "next_try_at"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="notices.notice.try_again",
        subjects=[notice],
        matter=notice.matter_id,
    )
    defer_delivery(notice.id, notice.next_try_at)
    return notice


def link_recipients(label: str, address: Callable[[str], str]) -> None:
    """Say where staff find a kind of recipient: ``address`` makes a page's address from the id after ``label:``.

    For upper rooms, at start: ``link_recipients("contact.report", lambda id: reverse("desk_contact:report", …))``.
    """
    _links[label] = address


def link_to(recipient: str) -> str:
    """The page about a recipient such as ``contact.report:…``, or nothing when no room said where it is."""
    label, _, found = recipient.partition(":")
    return _links[label](found) if label in _links else ""


def hold(notice: Notice, reason: HoldReason) -> None:
    """Hold back a locked notice; the caller records why it happened."""
    notice.state = policies.MACHINE.next(notice.state, "hold")
    notice.hold_reason, notice.leased_until, notice.next_try_at = reason, None, None
    notice.save(update_fields=["state", "hold_reason", "leased_until", "next_try_at"])


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


def _new(
    *,
    key: str,
    matter_id: UUID | None,
    to: SafeContact,
    template: str,
    fields: Mapping[str, object],
    planned: Plan | Hold,
) -> Notice:
    registered = template_called(template)
    registered.check_fields(fields)
    notice = Notice(
        key=key,
        matter_id=matter_id,
        channel=to.preferred,
        template=registered.name,
        wording=to.may_say,
        safe_times=as_data(to.times),
    )
    notice.recipient = to.ref or f"notices.notice:{notice.id}"
    if isinstance(planned, Hold):
        # No words and no address are kept for what will not be sent.
        notice.state, notice.hold_reason = NoticeState.HELD, planned.reason
        return notice
    text = texts.render(
        registered,
        channel=planned.channel,
        wording=MaySay(planned.wording),
        name=to.name,
        language=to.language,
        fields=fields,
    )
    notice.state, notice.next_try_at, notice.address = NoticeState.QUEUED, planned.at, planned.address
    notice.subject, notice.body, notice.version = text.subject, text.body, text.version
    return notice
