"""Opening incidents, sending people, and what they do there. Every step is logged, published and announced."""

from uuid import UUID

from bluelamp.access.enums import Relation
from bluelamp.access.services import check, involve, release
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.ids import new_id, new_reference
from bluelamp.core.text import plain_text
from bluelamp.incidents import grades, policies
from bluelamp.incidents.enums import (
    AssignmentState,
    IncidentState,
    LogKind,
    NsirClass,
    ResultCode,
)
from bluelamp.incidents.events import IncidentOpened, IncidentReopened, IncidentResulted, OfficerSent
from bluelamp.incidents.models import Assignment, Incident, LogEntry, Resource
from bluelamp.incidents.travel import minutes_to
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.live.services import publish

BOARD = ("role:dispatcher", "role:supervisor", "role:rtic_analyst")


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
    _log(actor, incident, LogKind.STATUS, f"Opened as {grade}.")
    record(
        actor=actor,
        act=Act.COLLECTION,
        action="incidents.incident.open",
        subjects=[incident],
        matter=matter_id,
    )
    _tell_board(incident)
    announce(IncidentOpened(incident_id=incident.id, matter_id=matter_id))
    return incident


@service
def dispatch(*, actor: Actor, incident_id: UUID, resource_id: UUID) -> Assignment:
    """Send a resource; sending it twice changes nothing. ``Conflict`` when somebody else was quicker."""
    incident = _lock(incident_id)
    check(actor=actor, action="incidents.incident.dispatch", state=incident.state, matter=incident.matter_id)
    resource = Resource.objects.select_for_update().filter(pk=resource_id).first()
    if resource is None:
        raise NotFound("There is no such resource. Choose one from the list.", field="resource")
    sent = incident.assignments.filter(resource=resource).exclude(state=AssignmentState.RELEASED).first()
    if sent is not None:  # the same button again, or a reply that was lost
        return sent
    if "commit" not in policies.RESOURCE.actions(resource.state):
        raise Conflict(f"{resource.callsign} has already been sent or is off duty. Choose another resource.")
    assignment = Assignment.objects.create(
        incident=incident,
        resource=resource,
        matter_id=incident.matter_id,
        predicted_minutes=minutes_to(incident, resource),
        offered_at=now(),
    )
    _change(resource, "commit")
    _advance(incident, "dispatch")
    _log(actor, incident, LogKind.DISPATCH, f"{resource.callsign} sent.")
    for officer in resource.crew:
        involve(
            actor=actor, matter=incident.matter_id, who=officer, relation=Relation.ASSIGNED, ground=_ground(assignment)
        )
    _record(actor, "incidents.incident.dispatch", assignment)
    _tell_crew(assignment)
    announce(OfficerSent(incident_id=incident.id, matter_id=incident.matter_id, resource_id=resource.id))
    return assignment


@service
def accept(*, actor: Actor, assignment_id: UUID) -> Assignment:
    """The crew has seen it and will go."""
    return _progress(actor, assignment_id, "accept")


@service
def travel(*, actor: Actor, assignment_id: UUID) -> Assignment:
    """The crew has set out."""
    return _progress(actor, assignment_id, "travel")


@service
def arrive(*, actor: Actor, assignment_id: UUID) -> Assignment:
    """The crew is there: the end of the response time, which only the officer reports."""
    return _progress(actor, assignment_id, "arrive")


@service
def stand_down(*, actor: Actor, assignment_id: UUID, reason: str) -> Assignment:
    """Take a crew off an incident; the last one leaves it waiting again."""
    assignment = _lock_assignment(assignment_id)
    incident = assignment.incident
    check(actor=actor, action="incidents.incident.dispatch", state=incident.state, matter=incident.matter_id)
    if assignment.state == AssignmentState.RELEASED:  # the same button again, or a reply that was lost
        return assignment
    _release(actor, assignment)
    why = plain_text(reason, "reason", "Say why the crew is stood down.")
    _log(actor, incident, LogKind.DISPATCH, f"{assignment.resource.callsign} stood down: {why}")
    if not incident.assignments.exclude(state=AssignmentState.RELEASED).exists():
        _advance(incident, "abandon")
    _record(actor, "incidents.assignment.stand_down", assignment)
    _tell_crew(assignment)
    return assignment


@service
def add_note(*, actor: Actor, incident_id: UUID, text: str, client_id: UUID | None = None) -> LogEntry:
    """Write a line in the log. The same ``client_id`` again returns the first line and adds nothing."""
    incident = _lock(incident_id)
    check(actor=actor, action="incidents.log.add", state=incident.state, matter=incident.matter_id)
    known = LogEntry.objects.filter(client_id=client_id, incident=incident, by=actor.id).first() if client_id else None
    if known is not None:
        return known
    line = _log(actor, incident, LogKind.NOTE, plain_text(text, "text", "Write what happened."), client_id)
    record(actor=actor, act=Act.COLLECTION, action="incidents.log.add", subjects=[line], matter=incident.matter_id)
    _tell_board(incident)
    return line


@service
def result(*, actor: Actor, incident_id: UUID, code: str, text: str) -> Incident:
    """Say how it ended and free the crews. Without a visit only from the desk, or when somebody has been there."""
    incident = _lock(incident_id)
    check(actor=actor, action="incidents.incident.result", state=incident.state, matter=incident.matter_id)
    if code not in ResultCode.values:
        raise Invalid("Choose how the incident ended.", field="code")
    if incident.result_code == code and incident.state == IncidentState.RESULTED:
        return incident
    visited = incident.arrived_at is not None
    _advance(incident, policies.ending(incident.state, grade=incident.grade, visited=visited))
    incident.result_code, incident.resulted_at = code, now()
    incident.save(update_fields=["result_code", "resulted_at"])
    words = plain_text(text, "text", "Say what happened.")
    _log(actor, incident, LogKind.RESULT, f"{ResultCode(code).label}. {words}")
    for assignment in incident.assignments.select_related("resource").exclude(state=AssignmentState.RELEASED):
        _release(actor, assignment, keep_involved=True)
        _tell_crew(assignment)
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="incidents.incident.result",
        subjects=[incident],
        matter=incident.matter_id,
    )
    _tell_board(incident)
    announce(IncidentResulted(incident_id=incident.id, matter_id=incident.matter_id, code=code))
    return incident


@service
def close(*, actor: Actor, incident_id: UUID) -> Incident:
    """Put a resulted incident away."""
    incident = _lock(incident_id)
    policies.INCIDENT.next(incident.state, "close")
    check(actor=actor, action="incidents.incident.close", state=incident.state, matter=incident.matter_id)
    _advance(incident, "close")
    _log(actor, incident, LogKind.STATUS, "Closed.")
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="incidents.incident.close",
        subjects=[incident],
        matter=incident.matter_id,
    )
    _tell_board(incident)
    return incident


@service
def reopen(*, actor: Actor, incident_id: UUID, reason: str) -> Incident:
    """It was not over after all: the incident waits again, and its log says why. Twice changes nothing.

    What was reported of the first visit stays; the result is taken back and stays in the log.
    """
    incident = _lock(incident_id)
    check(actor=actor, action="incidents.incident.reopen", state=incident.state, matter=incident.matter_id)
    if incident.state not in (IncidentState.RESULTED, IncidentState.CLOSED) and _was_resulted(incident):
        return incident  # the same button again, or a reply that was lost
    why = plain_text(reason, "reason", "Say why the incident is opened again.")
    _advance(incident, "reopen")
    incident.result_code, incident.resulted_at = "", None
    incident.save(update_fields=["result_code", "resulted_at"])
    _log(actor, incident, LogKind.STATUS, f"Opened again: {why}")
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="incidents.incident.reopen",
        subjects=[incident],
        matter=incident.matter_id,
        reason=why,
    )
    _tell_board(incident)
    announce(IncidentReopened(incident_id=incident.id, matter_id=incident.matter_id))
    return incident


def _was_resulted(incident: Incident) -> bool:
    return incident.log.filter(kind=LogKind.RESULT).exists()


def _progress(actor: Actor, assignment_id: UUID, step: str) -> Assignment:
    assignment = _lock_assignment(assignment_id)
    incident = assignment.incident
    check(actor=actor, action="incidents.assignment.change", state=assignment.state, matter=incident.matter_id)
    policies.check_is_crew(actor, assignment.resource.crew)
    if policies.already(assignment.state, step):
        return assignment
    assignment.state = policies.ASSIGNMENT.next(assignment.state, step)
    stamp = f"{assignment.state}_at"
    setattr(assignment, stamp, now())
    assignment.save(update_fields=["state", stamp])
    _advance(incident, step)
    if step == "arrive":
        _arrived(incident, assignment.resource)
    words = AssignmentState(assignment.state).label.lower()
    _log(actor, incident, LogKind.STATUS, f"{assignment.resource.callsign}: {words}.")
    _record(actor, f"incidents.assignment.{step}", assignment)
    _tell_crew(assignment)
    return assignment


def _arrived(incident: Incident, resource: Resource) -> None:
    """The first arrival ends the response time; whoever has arrived is where the incident is."""
    if incident.arrived_at is None:
        incident.arrived_at = now()
        incident.save(update_fields=["arrived_at"])
    if incident.latitude is not None:
        where = {"latitude": incident.latitude, "longitude": incident.longitude, "position_at": now()}
        Resource.objects.filter(pk=resource.pk).update(**where)


def _release(actor: Actor, assignment: Assignment, *, keep_involved: bool = False) -> None:
    assignment.state = policies.ASSIGNMENT.next(assignment.state, "release")
    assignment.released_at = now()
    assignment.save(update_fields=["state", "released_at"])
    _change(assignment.resource, "free")
    if keep_involved:  # who was there writes it up
        return
    for officer in assignment.resource.crew:
        release(
            actor=actor,
            matter=assignment.matter_id,
            who=officer,
            relation=Relation.ASSIGNED,
            ground=_ground(assignment),
        )


def _ground(assignment: Assignment) -> str:
    """Why a crew needs to know: this assignment alone, so that an officer's other parts in the matter outlast it."""
    return f"incidents.assignment:{assignment.id}"


def _lock(incident_id: UUID) -> Incident:
    incident = Incident.objects.select_for_update().filter(pk=incident_id).first()
    if incident is None:
        raise NotFound("There is no incident with this number.", field="incident")
    return incident


def _lock_assignment(assignment_id: UUID) -> Assignment:
    """Lock the incident first, as every service does, so that two never wait for each other."""
    incident_id = Assignment.objects.filter(pk=assignment_id).values_list("incident_id", flat=True).first()
    if incident_id is None:
        raise NotFound("There is no assignment with this number.", field="assignment")
    incident = _lock(incident_id)
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("resource").get(pk=assignment_id)
    assignment.incident = incident
    return assignment


def _advance(incident: Incident, action: str) -> None:
    incident.state = policies.INCIDENT.next(incident.state, action)
    incident.save(update_fields=["state"])


def _change(resource: Resource, action: str) -> None:
    resource.state = policies.RESOURCE.next(resource.state, action)
    resource.save(update_fields=["state"])


def _log(actor: Actor, incident: Incident, kind: LogKind, text: str, client_id: UUID | None = None) -> LogEntry:
    return LogEntry.objects.create(
        incident=incident, at=now(), by=actor.id, kind=kind, text=text, client_id=client_id or new_id()
    )


def _record(actor: Actor, action: str, assignment: Assignment) -> None:
    record(
        actor=actor,
        act=Act.ALTERATION,
        action=action,
        subjects=[assignment, f"incidents.incident:{assignment.incident_id}"],
        matter=assignment.matter_id,
    )


def _tell_board(incident: Incident) -> None:
    for audience in BOARD:
        publish(audience=audience, kind="incident", data={"incident": str(incident.id), "state": incident.state})


def _tell_crew(assignment: Assignment) -> None:
    data = {"assignment": str(assignment.id), "incident": str(assignment.incident_id), "state": assignment.state}
    for officer in assignment.resource.crew:
        publish(audience=f"actor:{officer}", kind="assignment", data=data)
    _tell_board(assignment.incident)
