"""Recording crimes, running cases, giving outcomes, keeping the Victims' Code's clocks."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Model

from bluelamp.access.enums import Relation
from bluelamp.access.services import check, involve, release
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.ids import new_id, new_reference
from bluelamp.core.text import plain_text
from bluelamp.investigations import victims_code
from bluelamp.investigations.enums import CaseState, CrimeState, Decision, Enhanced, NoteKind
from bluelamp.investigations.events import CrimeRecorded, OfficerAssigned, OutcomeRecorded
from bluelamp.investigations.models import Action, Case, CaseNote, Crime, Entitlement, Outcome, RecordingDecision
from bluelamp.investigations.offences import offence as offence_of
from bluelamp.investigations.outcomes import outcome_type
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.live.services import publish


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
    """Record a crime; the same offence from the same report is recorded once."""
    check(actor=actor, action="investigations.crime.record")
    kind = offence_of(offence)
    known = Crime.objects.filter(report_id=report_id, offence=offence).first() if report_id else None
    if known is not None:
        return known
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
    _start_clocks("crime_recorded", matter_id, crime.id)
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
def cancel_crime(*, actor: Actor, crime_id: UUID, information: str) -> Crime:
    """Cancel a crime on additional verifiable information. The crime registrar's alone."""
    crime = _lock_crime(crime_id)
    check(actor=actor, action="investigations.crime.cancel", state=crime.state, matter=crime.matter_id)
    words = plain_text(information, "information", "Say what shows, verifiably, that no crime happened.")
    crime.state = CrimeState.CANCELLED
    crime.save(update_fields=["state"])
    _decide(actor, crime.report_id or crime.id, crime.matter_id, Decision.NOT_RECORDED, reason=words, crime_id=crime.id)
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="investigations.crime.cancel",
        subjects=[crime],
        matter=crime.matter_id,
        reason=words,
    )
    return crime


@service
def open_case(*, actor: Actor, matter_id: UUID, owner_id: UUID | None = None, team_id: UUID | None = None) -> Case:
    """Open the investigation of a matter; a matter has one."""
    check(actor=actor, action="investigations.case.open")
    known = Case.objects.filter(matter_id=matter_id).first()
    if known is not None:
        return known
    case = Case.objects.create(
        reference=new_reference("CA"), matter_id=matter_id, owner_id=owner_id, team_id=team_id, opened_at=now()
    )
    if team_id is not None:
        involve(actor=actor, matter=matter_id, who=team_id, relation=Relation.TEAM)
    if owner_id is not None:
        involve(actor=actor, matter=matter_id, who=owner_id, relation=Relation.ASSIGNED)
    record(actor=actor, act=Act.COLLECTION, action="investigations.case.open", subjects=[case], matter=matter_id)
    _tell(case)
    return case


@service
def assign_case(*, actor: Actor, case_id: UUID, owner_id: UUID) -> Case:
    """Give a case to an investigator; the one before keeps no reason to look."""
    case = _lock_case(case_id)
    check(actor=actor, action="investigations.case.assign", state=case.state, matter=case.matter_id)
    if case.owner_id == owner_id:
        return case
    if case.owner_id is not None:
        release(actor=actor, matter=case.matter_id, who=case.owner_id, relation=Relation.ASSIGNED)
    case.owner_id = owner_id
    case.save(update_fields=["owner_id"])
    involve(actor=actor, matter=case.matter_id, who=owner_id, relation=Relation.ASSIGNED)
    _record(actor, "investigations.case.assign", case, f"access.user:{owner_id}")
    announce(OfficerAssigned(case_id=case.id, matter_id=case.matter_id, owner_id=owner_id))
    _tell(case)
    return case


@service
def add_note(*, actor: Actor, case_id: UUID, kind: str, text: str, client_id: UUID | None = None) -> CaseNote:
    """Write down a fact or an opinion, told apart. The same ``client_id`` again adds nothing."""
    case = _lock_case(case_id)
    check(actor=actor, action="investigations.case.work", state=case.state, matter=case.matter_id)
    if kind not in NoteKind.values:
        raise Invalid("Say whether this is a fact or an opinion.", field="kind")
    if client_id is not None:
        known = CaseNote.objects.filter(client_id=client_id, case=case).first()
        if known is not None:
            return known
    note = CaseNote.objects.create(
        case=case,
        matter_id=case.matter_id,
        kind=kind,
        text=plain_text(text, "text", "Write the note."),
        by=actor.id,
        at=now(),
        client_id=client_id or new_id(),
    )
    record(actor=actor, act=Act.COLLECTION, action="investigations.note.add", subjects=[note], matter=case.matter_id)
    return note


@service
def add_action(
    *, actor: Actor, case_id: UUID, text: str, due_on: date | None = None, client_id: UUID | None = None
) -> Action:
    """Note something to be done. The same ``client_id`` again adds nothing."""
    case = _lock_case(case_id)
    check(actor=actor, action="investigations.case.work", state=case.state, matter=case.matter_id)
    known = case.actions.filter(client_id=client_id, by=actor.id).first() if client_id else None
    if known is not None:
        return known
    action = Action.objects.create(
        case=case,
        matter_id=case.matter_id,
        text=plain_text(text, "text", "Say what is to be done."),
        due_on=due_on,
        by=actor.id,
        client_id=client_id or new_id(),
    )
    _record(actor, "investigations.action.add", action)
    return action


@service
def complete_action(*, actor: Actor, action_id: UUID, result: str) -> Action:
    """Say what came of it. Done once is done."""
    action = Action.objects.select_for_update(of=("self",)).select_related("case").filter(pk=action_id).first()
    if action is None:
        raise NotFound("There is no action with this number.", field="action")
    check(actor=actor, action="investigations.case.work", state=action.case.state, matter=action.matter_id)
    if action.done_at is None:
        action.done_at, action.result = now(), plain_text(result, "result", "Say what came of it.")
        action.save(update_fields=["done_at", "result"])
        _record(actor, "investigations.action.complete", action)
    return action


@service
def record_outcome(*, actor: Actor, crime_id: UUID, code: int, reason: str) -> Outcome:
    """Give a crime its outcome and start the clock for telling the victim. A closing one files the case."""
    crime = _lock_crime(crime_id)
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
    _start_clocks("outcome", crime.matter_id, outcome.id)
    if kind.closes and _all_ended(crime):
        case.state, case.filed_at = CaseState.FILED, now()
        case.save(update_fields=["state", "filed_at"])
    _record(actor, "investigations.outcome.record", outcome, case)
    announce(OutcomeRecorded(crime_id=crime.id, outcome_id=outcome.id, matter_id=crime.matter_id, code=code))
    _tell(case)
    return outcome


@service
def assess_enhanced(*, actor: Actor, case_id: UUID, enhanced: str) -> Case:
    """Say whether the victim has enhanced rights (most serious crime, targeted, vulnerable or intimidated)."""
    case = _lock_case(case_id)
    check(actor=actor, action="investigations.case.work", state=case.state, matter=case.matter_id)
    if enhanced not in Enhanced.values:
        raise Invalid("Say whether the victim has enhanced rights.", field="enhanced")
    case.enhanced = enhanced
    case.save(update_fields=["enhanced"])
    _record(actor, "investigations.case.assess", case)
    return case


@service
def mark_informed(*, actor: Actor, about_id: UUID, rule: str, how: str) -> None:
    """The victim was told: stop the clock of ``rule`` that ``about_id`` started. Twice changes nothing."""
    clock = Entitlement.objects.select_for_update().filter(about_id=about_id, rule=rule).first()
    if clock is None or clock.met_at is not None:
        return
    check(actor=actor, action="investigations.entitlement.meet", matter=clock.matter_id)
    clock.met_at, clock.met_by, clock.how = now(), actor.id, how
    clock.save(update_fields=["met_at", "met_by", "how"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="investigations.entitlement.meet",
        subjects=[clock],
        matter=clock.matter_id,
    )


def _decide(
    actor: Actor,
    report_id: UUID,
    matter_id: UUID,
    decision: Decision,
    *,
    reason: str,
    crime_id: UUID | None,
) -> RecordingDecision:
    return RecordingDecision.objects.create(
        report_id=report_id,
        matter_id=matter_id,
        crime_id=crime_id,
        decision=decision,
        reason=reason,
        by=actor.id,
        at=now(),
    )


def _start_clocks(event: str, matter_id: UUID, about_id: UUID) -> None:
    start = today()
    clocks = []
    for rule in victims_code.rules_for(event, start):
        standard, enhanced = rule.due(start)
        clocks.append(
            Entitlement(
                matter_id=matter_id,
                rule=rule.id,
                about_id=about_id,
                started_on=start,
                due_standard=standard,
                due_enhanced=enhanced,
            )
        )
    Entitlement.objects.bulk_create(clocks, ignore_conflicts=True)


def _all_ended(crime: Crime) -> bool:
    """Whether every recorded crime of the matter has an outcome."""
    waiting = Crime.objects.filter(matter_id=crime.matter_id, state=CrimeState.RECORDED, outcomes=None)
    return not waiting.exists()


def _lock_case(case_id: UUID) -> Case:
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise NotFound("There is no case with this number.", field="case")
    return case


def _lock_crime(crime_id: UUID) -> Crime:
    crime = Crime.objects.select_for_update().filter(pk=crime_id).first()
    if crime is None:
        raise NotFound("There is no crime with this number.", field="crime")
    return crime


def _record(actor: Actor, action: str, row: Case | Action | Outcome, *others: Case | str) -> None:
    subjects: list[Model | str] = [row, *others]
    record(actor=actor, act=Act.ALTERATION, action=action, subjects=subjects, matter=row.matter_id)


def _tell(case: Case) -> None:
    publish(audience=f"matter:{case.matter_id}", kind="case", data={"case": str(case.id), "state": case.state})
