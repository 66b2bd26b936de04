"""Calls and visits to the counter: answered, noted, ended, and followed up until somebody has dealt with them."""

from datetime import datetime
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.contact import policies
from bluelamp.contact.enums import CallOutcome, Channel
from bluelamp.contact.models import Call, Report
from bluelamp.contact.types import CallSaid
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.ids import check_reference, new_reference
from bluelamp.core.text import plain_text, unturned
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import sent_before, service
from bluelamp.live.services import publish

_DESK = ("role:call_taker", "role:supervisor")
_LONGEST = 1440  # minutes: a day
_BY_STAFF = frozenset({Channel.PHONE, Channel.COUNTER})
_WORK = "contact.call.work"


@service
def answer_call(*, actor: Actor, client_id: UUID, channel: str = Channel.PHONE) -> Call:
    """The clock runs. ``client_id`` is the button's: pressed twice, it is one call."""
    check(actor=actor, action="contact.call.answer")
    if channel not in _BY_STAFF:
        raise Invalid("Choose whether they call or stand at the counter.", field="channel")
    known = sent_before(Call.objects.all(), client_id=client_id, answered_by=actor.id)
    if known is not None:
        return known
    call = Call.objects.create(
        client_id=client_id,
        reference=new_reference("CL"),
        channel=channel,
        started_at=now(),
        answered_by=actor.id,
        taken_by=actor.id,
    )
    _record(actor, Act.COLLECTION, "answer", call)
    _tell(call)
    return call


@service
def note_call(*, actor: Actor, call_id: UUID, said: CallSaid) -> Call:
    """Keep what the caller said so far. ``Invalid`` names the field."""
    call = _lock(actor, call_id)
    call.caller_name = _short(said.name, "caller_name", 100)
    call.caller_number = _short(said.number, "caller_number", 40)
    call.words = plain_text(said.words, "words", "") if said.words.strip() else ""
    call.save(update_fields=["caller_name", "caller_number", "words"])
    _record(actor, Act.ALTERATION, "note", call)
    return call


@service
def take_call(*, actor: Actor, call_id: UUID) -> Call:
    """“I follow this one up.” A supervisor may take over."""
    call = _lock(actor, call_id)
    if call.taken_by == actor.id:
        return call
    policies.check_holds(actor, call.taken_by, "Ask a supervisor if it has to be you.")
    call.taken_by = actor.id
    call.save(update_fields=["taken_by"])
    _record(actor, Act.ALTERATION, "take", call)
    _tell(call)
    return call


@service
def attach_draft(*, actor: Actor, call_id: UUID, draft_id: UUID) -> Call:
    """The report that is being taken by this call. One at a time: the earlier draft is left."""
    call = _lock(actor, call_id)
    if call.report_id is not None:
        raise Conflict("A report was already taken by this call. Begin another call for another report.")
    call.draft_id = draft_id
    call.save(update_fields=["draft_id"])
    _record(actor, Act.ALTERATION, "attach_draft", call)
    return call


@service
def attach_report(*, actor: Actor, call_id: UUID, report_id: UUID) -> Call:
    """The report that was taken by this call."""
    call = _lock(actor, call_id)
    _join(call, _report(report_id))
    call.save(update_fields=["report", "matter_id"])
    _record(actor, Act.ALTERATION, "attach_report", call)
    return call


@service
def end_call(
    *,
    actor: Actor,
    call_id: UUID,
    outcome: str,
    minutes: int | None = None,
    about: str = "",
    call_back_by: datetime | None = None,
) -> Call:
    """The line is dead. ``minutes``: only where the clock is wrong. ``about``: the reference of a known report.

    A silent line, one that was cut off and a promise to call back wait in the queue. ``Invalid`` names the field.
    """
    call = _lock(actor, call_id)
    kind = _outcome(call, outcome)
    if kind is CallOutcome.KNOWN:
        _join(call, _known(about))
    left = policies.LEFT_WAITING.get(kind)
    call.state = policies.CALL.next(call.state, "leave" if left else "settle")
    call.outcome, call.ended_at = kind.value, now()
    call.minutes = _minutes(call) if minutes is None else _given(minutes)
    if left:
        call.risk, call.risk_reasons = left[0].value, [left[1]]
        call.call_back_by = _by_when(call_back_by) if kind is CallOutcome.CALL_BACK else None
    else:
        call.finished_at, call.finished_by = call.ended_at, actor.id
    call.taken_by = None if left else call.taken_by
    call.save()
    _record(actor, Act.ALTERATION, "end", call)
    _tell(call)
    return call


@service
def call_back_later(*, actor: Actor, call_id: UUID, by: datetime | None) -> Call:
    """Nobody answered: one try more, and a new time by when. It goes on waiting."""
    call = _lock(actor, call_id)
    policies.check_holds(actor, call.taken_by, "Only they or a supervisor can do it.")
    call.state = policies.CALL.next(call.state, "call_back_later")
    call.tries, call.call_back_by, call.taken_by = call.tries + 1, _by_when(by), None
    call.save(update_fields=["state", "tries", "call_back_by", "taken_by"])
    _record(actor, Act.ALTERATION, "call_back_later", call)
    _tell(call)
    return call


@service
def finish_call(*, actor: Actor, call_id: UUID, words: str, minutes: int | None = None) -> Call:
    """Somebody has dealt with what waited, and says how. ``minutes`` are added to those on the line."""
    call = _lock(actor, call_id)
    policies.check_holds(actor, call.taken_by, "Only they or a supervisor can do it.")
    call.finished_words = plain_text(words, "words", "Say what you did: whom you reached, and what came of it.")
    call.state = policies.CALL.next(call.state, "finish")
    call.finished_at, call.finished_by = now(), actor.id
    call.minutes = (call.minutes or 0) + _given(minutes or 0)
    call.save(update_fields=["state", "finished_words", "finished_at", "finished_by", "minutes"])
    _record(actor, Act.ALTERATION, "finish", call)
    _tell(call)
    return call


def _lock(actor: Actor, call_id: UUID) -> Call:
    """The call, for whoever may work on it in its state; raises ``NotFound``."""
    call = Call.objects.select_for_update().filter(pk=call_id).first()
    if call is None:
        raise NotFound("There is no call with this number.", field="call")
    check(actor=actor, action=_WORK, state=call.state)
    return call


def _outcome(call: Call, outcome: str) -> CallOutcome:
    if outcome not in CallOutcome.values:
        raise Invalid("Choose what became of the call.", field="outcome")
    kind = CallOutcome(outcome)
    if kind is CallOutcome.REPORT and call.report_id is None:
        raise Invalid("No report was sent in this call. Send it, or choose what else became of it.", field="outcome")
    if kind is not CallOutcome.REPORT and call.report_id is not None:
        raise Invalid("A report was taken in this call. Choose “A report was taken”.", field="outcome")
    return kind


def _known(about: str) -> Report:
    try:
        reference = check_reference(about)
    except Invalid as wrong:
        raise Invalid("Enter the reference of their report, like CR-26-7KQ4M2XPW.", field="about") from wrong
    found = Report.objects.filter(reference=reference).first()
    if found is None:
        raise Invalid("There is no report with this reference. Check it with the caller.", field="about")
    return found


def _report(report_id: UUID) -> Report:
    found = Report.objects.filter(pk=report_id).first()
    if found is None:
        raise NotFound("There is no report with this number.", field="report")
    return found


def _join(call: Call, report: Report) -> None:
    call.report, call.matter_id = report, report.matter_id


def _minutes(call: Call) -> int:
    """As the clock says, a minute begun being a minute; never more than a day, which a forgotten call would be."""
    seconds = (now() - call.started_at).total_seconds()
    return min(_LONGEST, max(1, -int(-seconds // 60)))


def _given(minutes: int) -> int:
    if not 0 <= minutes <= _LONGEST:
        raise Invalid(f"Give the minutes as a number from 0 to {_LONGEST}.", field="minutes")
    return minutes


def _by_when(moment: datetime | None) -> datetime:
    if moment is None or moment <= now():
        raise Invalid("Enter by when to call back: a time that is still to come.", field="call_back_by")
    return moment


def _short(text: str, field: str, longest: int) -> str:
    tidy = " ".join(unturned(text).replace("\x00", "").split())
    if len(tidy) > longest:
        raise Invalid(f"Shorten this to {longest} characters or fewer.", field=field)
    return tidy


def _record(actor: Actor, act: Act, what: str, call: Call) -> None:
    record(actor=actor, act=act, action=f"contact.call.{what}", subjects=[call], matter=call.matter_id)


def _tell(call: Call) -> None:
    publish(audience=_DESK, kind="call", data={"call": str(call.id), "state": call.state})
