"""The safe-contact rule, and how often to try. Pure: no database, no clock."""

from datetime import datetime, timedelta

from bluelamp.core.states import Machine, Transition
from bluelamp.notices.addresses import is_home_mobile, usable
from bluelamp.notices.enums import Channel, HoldReason, MaySay, NoticeState
from bluelamp.notices.hours import next_safe
from bluelamp.notices.types import Hold, Plan, SafeContact

LEASE = timedelta(minutes=2)  # longer than any notifier takes to give up
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
MOST_TRIES = 12  # over some twenty hours: a mail server that is down overnight loses nothing

_WAITING = frozenset({NoticeState.QUEUED, NoticeState.SENDING})
MACHINE = Machine(
    "notice",
    (
        Transition("take", _WAITING, NoticeState.SENDING),
        Transition("postpone", _WAITING, NoticeState.QUEUED),
        Transition("mark_sent", frozenset({NoticeState.SENDING}), NoticeState.SENT),
        Transition("give_up", frozenset({NoticeState.SENDING}), NoticeState.FAILED),
        Transition("hold", _WAITING, NoticeState.HELD),
        Transition("try_again", frozenset({NoticeState.FAILED}), NoticeState.QUEUED),
    ),
)


def plan(contact: SafeContact, at: datetime) -> Plan | Hold:
    """Whether, where, in which words and when to write to somebody who may be in danger if another reads it."""
    if reason := _why_not(contact):
        return Hold(reason)
    safe_from = next_safe(contact.times, at)
    if safe_from is None:
        return Hold(HoldReason.NO_SAFE_TIME)
    address = usable(contact.preferred, contact.address)
    return Plan(contact.preferred, address, contact.may_say, safe_from)


def _why_not(contact: SafeContact) -> HoldReason | None:
    address = usable(contact.preferred, contact.address)
    by_text = contact.preferred == Channel.SMS
    reasons = (
        (contact.never, HoldReason.NEVER),
        (contact.may_say == MaySay.NOTHING, HoldReason.NOTHING_MAY_BE_SAID),
        (contact.preferred == Channel.CALL, HoldReason.CALL_THEM),
        (not contact.address.strip(), HoldReason.NO_ADDRESS),
        (not address, HoldReason.BAD_ADDRESS),
        (contact.on_their_word and by_text and not is_home_mobile(address), HoldReason.NOT_BY_TEXT),
    )
    return next((reason for holds, reason in reasons if holds), None)


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries failed: 1, 2, 4 … minutes, at most 6 hours; None to give up."""
    if tries >= MOST_TRIES:
        return None
    return min(_FIRST_WAIT * (1 << (tries - 1)), _LONGEST_WAIT)
