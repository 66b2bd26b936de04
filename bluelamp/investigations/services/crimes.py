"""Recording crimes, deciding not to, and cancelling them."""

from datetime import datetime
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.ids import new_reference
from bluelamp.core.text import plain_text
from bluelamp.investigations import policies
from bluelamp.investigations.cancellations import cancel_reason
from bluelamp.investigations.enums import Decision
from bluelamp.investigations.events import CrimeCancelled, CrimeRecorded
from bluelamp.investigations.models import Case, Crime, RecordingDecision
from bluelamp.investigations.offences import offence as offence_of
from bluelamp.investigations.services.cases import file_if_ended, tell
from bluelamp.investigations.services.clocks import start_clocks, withdraw_clocks
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.records.selectors import victims_in


@service
def record_crime(
    *,
    actor: Actor,
    matter_id: UUID,
    report_id: UUID | None,
    offence: str,
    reported_at: datetime,
    reason: str = "The victim's account, with nothing credible against it.",
    victim_person_id: UUID | None = None,
) -> Crime:
    """Record a crime; the same offence from the same report is recorded once.

    Raises ``Invalid``, naming the field, for an offence not on the list and for a victim who is not the matter's.
    """
    check(actor=actor, action="investigations.crime.record")
    kind = offence_of(offence, today())
    known = Crime.objects.filter(report_id=report_id, offence=offence).first() if report_id else None
    if known is not None:
        return known
    if victim_person_id is not None and victim_person_id not in victims_in(actor=actor, matter=matter_id):
        raise Invalid("Choose the victim among the people it happened to in this matter.", field="victim")
    crime = Crime.objects.create(
        reference=new_reference("CN"),
        matter_id=matter_id,
        report_id=report_id,
        offence=kind.code,
        home_office_code=kind.home_office_code,
        crime_type=kind.crime_type,
        victim_person_id=victim_person_id,
        reported_at=reported_at,
        recorded_at=now(),
        recorded_by=actor.id,
    )
    if report_id is not None:
        _decide(actor, report_id, matter_id, Decision.RECORDED, reason=reason, crime_id=crime.id)
    start_clocks("crime_recorded", matter_id, crime.id)
    record(actor=actor, act=Act.COLLECTION, action="investigations.crime.record", subjects=[crime], matter=matter_id)
    announce(CrimeRecorded(crime_id=crime.id, matter_id=matter_id, offence=kind.code))
    return crime


@service
def decide_not_to_record(*, actor: Actor, report_id: UUID, matter_id: UUID, reason: str) -> None:
    """Keep the reason why a report is no crime. ``Invalid`` without one."""
    check(actor=actor, action="investigations.crime.record")
    words = plain_text(reason, "reason", "Say why this is not recorded as a crime.")
    decision = _decide(actor, report_id, matter_id, Decision.NOT_RECORDED, reason=words, crime_id=None)
    record(
        actor=actor,
        act=Act.COLLECTION,
        action="investigations.crime.not_recorded",
        subjects=[decision],
        matter=matter_id,
    )


@service
def cancel_crime(*, actor: Actor, crime_id: UUID, because: str, information: str) -> Crime:
    """Cancel a crime on additional verifiable information. The crime registrar's alone.

    The victim is owed the reason as when the police stop for any other. When it was the last crime that stood without
    an outcome, the case is filed.
    """
    crime = lock_crime(crime_id)
    case = Case.objects.select_for_update().filter(matter_id=crime.matter_id).first()
    policies.CRIME.next(crime.state, "cancel")
    check(actor=actor, action="investigations.crime.cancel", state=crime.state, matter=crime.matter_id)
    reason = cancel_reason(because, today())
    words = plain_text(information, "information", "Say what shows, verifiably, that it is to be cancelled.")
    crime.state = policies.CRIME.next(crime.state, "cancel")
    crime.save(update_fields=["state"])
    _decide(
        actor,
        crime.report_id,
        crime.matter_id,
        Decision.CANCELLED,
        because=reason.code,
        reason=words,
        crime_id=crime.id,
    )
    withdraw_clocks(actor, crime.id)
    start_clocks("not_investigating", crime.matter_id, crime.id)
    if case is not None:
        file_if_ended(case)
        tell(case)
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="investigations.crime.cancel",
        subjects=[crime, *([case] if case else [])],
        matter=crime.matter_id,
        reason=words,
    )
    announce(CrimeCancelled(crime_id=crime.id, matter_id=crime.matter_id, because=reason.code))
    return crime


def _decide(
    actor: Actor,
    report_id: UUID | None,
    matter_id: UUID,
    decision: Decision,
    *,
    reason: str,
    crime_id: UUID | None,
    because: str = "",
) -> RecordingDecision:
    return RecordingDecision.objects.create(
        report_id=report_id,
        matter_id=matter_id,
        crime_id=crime_id,
        decision=decision,
        because=because,
        reason=reason,
        by=actor.id,
        at=now(),
    )


def lock_crime(crime_id: UUID) -> Crime:
    """The crime, for its transaction alone; raises ``NotFound``."""
    crime = Crime.objects.select_for_update().filter(pk=crime_id).first()
    if crime is None:
        raise NotFound("There is no crime with this number.", field="crime")
    return crime
