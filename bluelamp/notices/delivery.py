"""Sending, at least once.

Take a lease and commit, send, then mark and commit. A process killed between sending and marking leaves a lease. When
its job is begun again, or else when the lease has run out, the notice is sent again under the same Message-ID. So a
notice is never lost, at most doubled, and the copy can be told. Before any byte leaves, the lease is on the ledger;
each actual sending is on it as a disclosure.
"""

import logging
from dataclasses import dataclass
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.notices import policies
from bluelamp.notices.carrying import FAILED, tell_not_sent, tell_sent
from bluelamp.notices.enums import Channel, HoldReason, MaySay, NoticeState
from bluelamp.notices.errors import Refused, SendingFailed, Unreachable
from bluelamp.notices.hours import next_safe
from bluelamp.notices.models import Notice
from bluelamp.notices.notifiers import Notifier, notifier_for
from bluelamp.notices.registry import template_called
from bluelamp.notices.types import Message, from_data
from bluelamp.notices.waiting import defer_delivery, hold, locked

logger = logging.getLogger(__name__)
_DELIVER = "notices.notice.deliver"


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to send a notice. ``tries`` tells it from a later one."""

    notice_id: UUID
    tries: int
    message: Message


def deliver(*, actor: Actor, notice_id: UUID, notifier: Notifier | None = None, again: bool = False) -> None:
    """Send a notice if it is due, safe now and nobody else is sending it. Safe to call at any time.

    ``again``: the caller has died over it before, so a lease that still runs holds nobody up.
    """
    lease = take(actor=actor, notice_id=notice_id, again=again)
    if lease is None:
        return
    road = notifier or notifier_for(lease.message.channel)
    try:
        provider_id = _sent(road, lease.message)
    except SendingFailed as fault:
        put_back(actor=actor, lease=lease, fault=fault)
    else:
        mark_sent(actor=actor, lease=lease, provider_id=provider_id)


@service
def take(*, actor: Actor, notice_id: UUID, again: bool = False) -> Lease | None:
    """Lease a notice that is due, or whose lease ran out or was the caller's. Outside safe hours it is put off."""
    check(actor=actor, action=_DELIVER)
    due: Notice | None = Notice.objects.select_for_update(skip_locked=True).filter(pk=notice_id).first()
    if due is None or not _is_due(due, again=again):
        return None
    times = from_data(due.safe_times)
    safe_from, at = next_safe(times, now()), now()
    if safe_from is None:
        hold(due, HoldReason.NO_SAFE_TIME)
        _record(actor, "hold", due)
        return None
    if safe_from > at:
        due.state = policies.MACHINE.next(due.state, "postpone")
        due.next_try_at, due.leased_until = safe_from, None
        due.save(update_fields=["state", "next_try_at", "leased_until"])
        _record(actor, "postpone", due)
        defer_delivery(due.id, safe_from)
        return None
    due.state = policies.MACHINE.next(due.state, "take")
    due.attempts, due.leased_until = due.attempts + 1, at + policies.LEASE
    due.save(update_fields=["state", "attempts", "leased_until"])
    _record(actor, "take", due)
    return Lease(due.id, due.attempts, _message(due))


@service
def mark_sent(*, actor: Actor, lease: Lease, provider_id: str) -> None:
    """The other side has it: a disclosure, to be recorded even when another try has overtaken this one."""
    check(actor=actor, action=_DELIVER)
    notice = locked(lease.notice_id)
    record(
        actor=actor,
        act=Act.DISCLOSURE,
        action="notices.notice.send",
        subjects=[notice],
        matter=notice.matter_id,
        purpose=Purpose.CONTACT,
        recipients=[notice.recipient],
    )
    if _holds(notice, lease):
        notice.state = policies.MACHINE.next(notice.state, "mark_sent")
        notice.sent_at, notice.provider_id = now(), provider_id
        notice.leased_until, notice.next_try_at, notice.fault = None, None, ""
        notice.body = "" if template_called(notice.template).secret else notice.body
        notice.save(update_fields=["state", "sent_at", "provider_id", "leased_until", "next_try_at", "fault", "body"])
    tell_sent(notice)
    logger.info("Notice %s was sent at try %d.", notice.id, lease.tries)


@service
def put_back(*, actor: Actor, lease: Lease, fault: SendingFailed) -> None:
    """Plan the next try, or give up after the last, or at once when the other side will never take it."""
    check(actor=actor, action=_DELIVER)
    notice = locked(lease.notice_id)
    if not _holds(notice, lease):
        return
    wait = None if isinstance(fault, Refused) else policies.wait_after(lease.tries)
    notice.state = policies.MACHINE.next(notice.state, "give_up" if wait is None else "postpone")
    notice.fault, notice.leased_until = fault.code[:60], None
    notice.next_try_at = None if wait is None else now() + wait
    notice.save(update_fields=["state", "fault", "leased_until", "next_try_at"])
    _record(actor, "give_up" if wait is None else "postpone", notice)
    if notice.next_try_at is not None:
        defer_delivery(notice.id, notice.next_try_at)
    else:
        tell_not_sent(notice, FAILED)
    logger.warning("Notice %s was not sent at try %d: %s.", notice.id, lease.tries, notice.fault)


def _sent(road: Notifier, message: Message) -> str:
    try:
        return road.send(message)
    except SendingFailed:
        raise
    except Exception as error:  # a fault of ours must not lose the notice; its text may quote the address
        raise Unreachable(type(error).__name__) from error


def _is_due(notice: Notice, *, again: bool) -> bool:
    if notice.state == NoticeState.QUEUED:
        return notice.next_try_at is not None and notice.next_try_at <= now()
    lease_ran_out = notice.leased_until is not None and notice.leased_until <= now()
    return notice.state == NoticeState.SENDING and (lease_ran_out or again)


def _holds(notice: Notice, lease: Lease) -> bool:
    return notice.state == NoticeState.SENDING and notice.attempts == lease.tries


def _record(actor: Actor, verb: str, notice: Notice) -> None:
    record(
        actor=actor,
        act=Act.ALTERATION,
        action=f"notices.notice.{verb}",
        subjects=[notice],
        matter=notice.matter_id,
    )


def _message(notice: Notice) -> Message:
    return Message(
        notice_id=notice.id,
        channel=Channel(notice.channel),
        address=notice.address,
        subject=notice.subject,
        body=notice.body,
        neutral=notice.wording == MaySay.NEUTRAL,
    )
