"""Statements that are not for somebody alone: asking for a trained officer, and seeing to it."""

from collections.abc import Collection
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.text import plain_text, unturned
from bluelamp.evidence.enums import RequestState, WhyOfficer
from bluelamp.evidence.models import OfficerRequest
from bluelamp.evidence.policies import OFFICER_REQUEST, known_reasons
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.services import publish

_DESK = ("role:call_taker", "role:supervisor")
_LONGEST = 2000
HANDLE = "evidence.officer.handle"


@service
def ask_for_officer(
    *, actor: Actor, matter_id: UUID, report_id: UUID, why: Collection[str], words: str = ""
) -> OfficerRequest:
    """Ask for a trained officer to take a statement. While one is asked for, asking again adds to it."""
    check(actor=actor, action="evidence.officer.ask", matter=matter_id)
    said = unturned(words).replace("\0", "").strip()
    if len(said) > _LONGEST:
        raise Invalid(f"Write at most {_LONGEST:,} characters. You wrote {len(said):,}.", field="words")
    waiting = OfficerRequest.objects.select_for_update().filter(report_id=report_id)
    found = waiting.exclude(state=RequestState.DONE).first()
    if found is None:
        found = OfficerRequest(matter_id=matter_id, report_id=report_id)
    reasons = known_reasons([*found.why, *why])
    found.why = [reason.value for reason in WhyOfficer if reason in reasons]
    found.words = "\n".join(dict.fromkeys(filter(None, [*found.words.split("\n"), *said.split("\n")])))
    found.save()
    record(actor=actor, act=Act.COLLECTION, action="evidence.officer.ask", subjects=[found], matter=matter_id)
    publish(audience=_DESK, kind="statement_request", data={"request": str(found.id)})
    return found


@service
def take_request(*, actor: Actor, request_id: UUID) -> OfficerRequest:
    """“I see to it.” Twice changes nothing; others see who has it."""
    found = _locked(actor, request_id)
    if found.state == RequestState.TAKEN and found.taken_by == actor.id:
        return found
    if found.state == RequestState.TAKEN:
        raise Conflict("Somebody else is dealing with this. Ask them, or choose another.")
    found.state = OFFICER_REQUEST.next(found.state, "take")
    found.taken_by = actor.id
    return _saved(actor, found, "take", "state", "taken_by")


@service
def put_back_request(*, actor: Actor, request_id: UUID) -> OfficerRequest:
    """It waits again for whoever is free. Twice changes nothing."""
    found = _locked(actor, request_id)
    if found.state == RequestState.WAITING:
        return found
    found.state = OFFICER_REQUEST.next(found.state, "put_back")
    found.taken_by = None
    return _saved(actor, found, "put_back", "state", "taken_by")


@service
def finish_request(*, actor: Actor, request_id: UUID, result: str) -> OfficerRequest:
    """What came of it: who takes the statement and when, or that the witness would rather not."""
    found = _locked(actor, request_id)
    found.result = plain_text(result, "result", "Say what was arranged, or what the witness wants instead.")
    if found.state == RequestState.DONE:
        raise Conflict("This was dealt with before. Open the list again to see what waits.")
    found.state = OFFICER_REQUEST.next(found.state, "finish")
    found.done_at = now()
    return _saved(actor, found, "finish", "state", "result", "done_at")


def _locked(actor: Actor, request_id: UUID) -> OfficerRequest:
    found = OfficerRequest.objects.select_for_update().filter(pk=request_id).first()
    if found is None:
        raise NotFound("There is no such request. Go back to the list.")
    check(actor=actor, action=HANDLE, matter=found.matter_id)
    return found


def _saved(actor: Actor, found: OfficerRequest, verb: str, *changed: str) -> OfficerRequest:
    found.save(update_fields=list(changed))
    action = f"evidence.officer.{verb}"
    record(actor=actor, act=Act.ALTERATION, action=action, subjects=[found], matter=found.matter_id)
    return found
