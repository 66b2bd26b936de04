"""Asking for notices, stopping them, and trying again what could not be sent."""

from collections.abc import Mapping
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.notices import policies, texts
from bluelamp.notices.carrying import tell_not_sent
from bluelamp.notices.enums import HoldReason, MaySay, NoticeState
from bluelamp.notices.models import Notice
from bluelamp.notices.registry import template_called
from bluelamp.notices.types import Hold, Plan, SafeContact, as_data
from bluelamp.notices.waiting import defer_delivery, hold, locked


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
    else:
        tell_not_sent(notice, planned.reason)
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
        state=NoticeState.HELD if isinstance(planned, Hold) else NoticeState.QUEUED,
    )
    notice.recipient = to.ref or f"notices.notice:{notice.id}"
    if isinstance(planned, Hold):
        # No words and no address are kept for what will not be sent.
        notice.hold_reason = planned.reason
        return notice
    text = texts.render(
        registered,
        channel=planned.channel,
        wording=MaySay(planned.wording),
        name=to.name,
        language=to.language,
        fields=fields,
    )
    notice.next_try_at, notice.address = planned.at, planned.address
    notice.subject, notice.body, notice.version = text.subject, text.body, text.version
    return notice
