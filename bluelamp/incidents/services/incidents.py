"""Opening incidents, writing in their log, and how they end. Every step is logged, published and announced."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_reference
from bluelamp.core.text import plain_text
from bluelamp.incidents import grades, policies
from bluelamp.incidents.enums import IncidentState, LogKind, NsirClass, ResultCode
from bluelamp.incidents.events import IncidentOpened, IncidentReopened, IncidentResulted
from bluelamp.incidents.models import Incident, LogEntry
from bluelamp.incidents.services.assignments import crew_of, free_crews
from bluelamp.incidents.services.board import advance, lock_incident, tell_board, write_line
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import sent_before, service
from bluelamp.live.news import announce


@service
def open_incident(
    *,
    actor: Actor,
    matter_id: UUID,
    grade: str,
    summary: str,
    nsir_class: str,
    place_label: str,
    latitude: float | None = None,
    longitude: float | None = None,
    report_id: UUID | None = None,
) -> Incident:
    """Open an incident on a matter; a report opens one at most. Raises ``Invalid`` naming the field."""
    check(actor=actor, action="incidents.incident.open")
    if grade not in grades.CODES:
        raise Invalid(f"Choose one of the grades {', '.join(grades.CODES)}.", field="grade")
    if nsir_class not in NsirClass.values:
        raise Invalid("Choose the class of incident.", field="nsir_class")
    known = Incident.objects.filter(report_id=report_id).first() if report_id else None
    if known is not None:
        return known
    opened_at = now()
    incident = Incident.objects.create(
        reference=new_reference("IN"),
        matter_id=matter_id,
        report_id=report_id,
        grade=grade,
        nsir_class=nsir_class,
        summary=plain_text(summary, "summary", "Write what happened."),
        place_label=place_label,
        latitude=latitude,
        longitude=longitude,
        opened_at=opened_at,
        target_at=grades.target_at(grade, opened_at),
    )
    write_line(actor, incident, LogKind.STATUS, f"Opened as {grade}.")
    record(
        actor=actor,
        act=Act.COLLECTION,
        action="incidents.incident.open",
        subjects=[incident],
        matter=matter_id,
    )
    tell_board(incident)
    announce(IncidentOpened(incident_id=incident.id, matter_id=matter_id))
    return incident


@service
def add_note(*, actor: Actor, incident_id: UUID, text: str, client_id: UUID | None = None) -> LogEntry:
    """Write a line in the log. The same ``client_id`` again returns the first line and adds nothing."""
    incident = lock_incident(incident_id)
    check(actor=actor, action="incidents.log.add", state=incident.state, matter=incident.matter_id)
    known = sent_before(LogEntry.objects.all(), client_id=client_id, incident=incident, by=actor.id)
    if known is not None:
        return known
    line = write_line(actor, incident, LogKind.NOTE, plain_text(text, "text", "Write what happened."), client_id)
    record(actor=actor, act=Act.COLLECTION, action="incidents.log.add", subjects=[line], matter=incident.matter_id)
    tell_board(incident)
    return line


@service
def result(*, actor: Actor, incident_id: UUID, code: str, text: str) -> Incident:
    """Say how it ended and free the crews. Without a visit only from the desk, or when somebody has been there."""
    incident = lock_incident(incident_id)
    check(actor=actor, action="incidents.incident.result", state=incident.state, matter=incident.matter_id)
    if code not in ResultCode.values:
        raise Invalid("Choose how the incident ended.", field="code")
    if incident.result_code == code and incident.state == IncidentState.RESULTED:
        return incident
    policies.check_is_there(actor, crew_of(incident))
    visited = incident.arrived_at is not None
    advance(incident, policies.ending(incident.state, grade=incident.grade, visited=visited))
    incident.result_code, incident.resulted_at = code, now()
    incident.save(update_fields=["result_code", "resulted_at"])
    words = plain_text(text, "text", "Say what happened.")
    write_line(actor, incident, LogKind.RESULT, f"{ResultCode(code).label}. {words}")
    free_crews(incident)
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="incidents.incident.result",
        subjects=[incident],
        matter=incident.matter_id,
    )
    tell_board(incident)
    announce(IncidentResulted(incident_id=incident.id, matter_id=incident.matter_id, code=code))
    return incident


@service
def close(*, actor: Actor, incident_id: UUID) -> Incident:
    """Put a resulted incident away."""
    incident = lock_incident(incident_id)
    policies.INCIDENT.next(incident.state, "close")
    check(actor=actor, action="incidents.incident.close", state=incident.state, matter=incident.matter_id)
    advance(incident, "close")
    write_line(actor, incident, LogKind.STATUS, "Closed.")
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="incidents.incident.close",
        subjects=[incident],
        matter=incident.matter_id,
    )
    tell_board(incident)
    return incident


@service
def reopen(*, actor: Actor, incident_id: UUID, reason: str) -> Incident:
    """It was not over after all: the incident waits again, and its log says why. Twice changes nothing.

    What was reported of the first visit stays; the result is taken back and stays in the log.
    """
    incident = lock_incident(incident_id)
    check(actor=actor, action="incidents.incident.reopen", state=incident.state, matter=incident.matter_id)
    if incident.state not in (IncidentState.RESULTED, IncidentState.CLOSED) and _was_resulted(incident):
        return incident  # the same button again, or a reply that was lost
    why = plain_text(reason, "reason", "Say why the incident is opened again.")
    advance(incident, "reopen")
    incident.result_code, incident.resulted_at = "", None
    incident.save(update_fields=["result_code", "resulted_at"])
    write_line(actor, incident, LogKind.STATUS, f"Opened again: {why}")
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="incidents.incident.reopen",
        subjects=[incident],
        matter=incident.matter_id,
        reason=why,
    )
    tell_board(incident)
    announce(IncidentReopened(incident_id=incident.id, matter_id=incident.matter_id))
    return incident


def _was_resulted(incident: Incident) -> bool:
    return incident.log.filter(kind=LogKind.RESULT).exists()
