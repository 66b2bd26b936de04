"""A call becomes a report through the same questions that the public is asked, with the call beside it."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.contact.report_types import report_types
from bluelamp.contact.selectors import call_of_draft
from bluelamp.contact.services import attach_draft, attach_report, end_call, note_call
from bluelamp.contact.types import CallSaid
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid
from bluelamp.flows.submit_report import submit_report
from bluelamp.journeys.services import begin
from bluelamp.journeys.types import Submitted
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from bluelamp.contact.models import Call


@service
def begin_report(*, actor: Actor, call_id: UUID, said: CallSaid, slug: str) -> UUID:
    """Keep the notes and begin to ask; the draft's id. Whoever chose the wrong form begins another."""
    if slug not in report_types():
        raise Invalid("Choose the form to fill in.", field="slug")
    note_call(actor=actor, call_id=call_id, said=said)
    draft_id = begin(actor=actor, slug=slug, about=f"contact.call:{call_id}").draft_id
    attach_draft(actor=actor, call_id=call_id, draft_id=draft_id)
    return draft_id


@service
def end(
    *,
    actor: Actor,
    call_id: UUID,
    said: CallSaid,
    outcome: str,
    about: str = "",
    minutes: int | None = None,
    call_back_by: datetime | None = None,
) -> "Call":
    """Keep the notes, and how the call ended."""
    note_call(actor=actor, call_id=call_id, said=said)
    return end_call(
        actor=actor, call_id=call_id, outcome=outcome, about=about, minutes=minutes, call_back_by=call_back_by
    )


@service
def submit_called_report(*, actor: Actor, submitted: Submitted) -> UUID:
    """Receive a draft that was filled in during a call, by the call's channel; the call's id."""
    taken = call_of_draft(actor=actor, draft_id=submitted.draft_id)
    if taken is None:
        raise Conflict("This form no longer belongs to a call: another was begun. Open the call, and go on from there.")
    report_id = submit_report(actor=actor, submitted=submitted, channel=taken.channel)
    attach_report(actor=actor, call_id=taken.id, report_id=report_id)
    return taken.id
