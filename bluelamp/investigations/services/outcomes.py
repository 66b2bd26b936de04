"""How the investigation of a crime ends, and what the victim is owed for it."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Conflict
from bluelamp.core.text import plain_text
from bluelamp.investigations.enums import CrimeState
from bluelamp.investigations.events import OutcomeRecorded
from bluelamp.investigations.models import Case, Outcome
from bluelamp.investigations.outcomes import outcome_type
from bluelamp.investigations.services.cases import file_if_ended, record_change, tell
from bluelamp.investigations.services.clocks import start_clocks
from bluelamp.investigations.services.crimes import lock_crime
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce


@service
def record_outcome(*, actor: Actor, crime_id: UUID, code: int, reason: str) -> Outcome:
    """Give a crime its outcome and start the clock for telling the victim. The last closing one files the case."""
    crime = lock_crime(crime_id)
    case = Case.objects.select_for_update().filter(matter_id=crime.matter_id).first()
    if case is None:
        raise Conflict("Open the case before you give an outcome.")
    kind = outcome_type(code, today())
    words = plain_text(reason, "reason", "Say why this is the outcome.")
    latest = crime.outcomes.order_by("-at").first()
    if latest is not None and (latest.code, latest.reason, latest.by) == (code, words, actor.id):
        return latest  # the same button again, or a reply that was lost
    check(actor=actor, action="investigations.case.work", state=case.state, matter=case.matter_id)
    if crime.state == CrimeState.CANCELLED:
        raise Conflict("This crime was cancelled, so it cannot have an outcome.")
    outcome = Outcome.objects.create(
        crime=crime, matter_id=crime.matter_id, code=code, reason=words, by=actor.id, at=now()
    )
    start_clocks(kind.event, crime.matter_id, outcome.id)
    if kind.closes:
        file_if_ended(case)
    record_change(actor, "investigations.outcome.record", outcome, case)
    announce(OutcomeRecorded(crime_id=crime.id, outcome_id=outcome.id, matter_id=crime.matter_id, code=code))
    tell(case)
    return outcome
