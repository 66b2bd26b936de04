"""Sending crews, how far they get, and taking them off. Every step is logged, published and announced."""

from uuid import UUID

from bluelamp.access.enums import Relation
from bluelamp.access.services import check, involve, release
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, NotFound
from bluelamp.core.text import plain_text
from bluelamp.incidents import policies
from bluelamp.incidents.enums import AssignmentState, LogKind
from bluelamp.incidents.events import OfficerSent
from bluelamp.incidents.models import Assignment, Incident, Resource
from bluelamp.incidents.services.board import advance, lock_incident, tell_board, write_line
from bluelamp.incidents.travel import minutes_to
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.live.services import publish


@service
def dispatch(*, actor: Actor, incident_id: UUID, resource_id: UUID) -> Assignment:
    """Send a resource; sending it twice changes nothing. ``Conflict`` when somebody else was quicker."""
    incident = lock_incident(incident_id)
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
    advance(incident, "dispatch")
    write_line(actor, incident, LogKind.DISPATCH, f"{resource.callsign} sent.")
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
    assignment = _lock(assignment_id)
    incident = assignment.incident
    check(actor=actor, action="incidents.incident.dispatch", state=incident.state, matter=incident.matter_id)
    if assignment.state == AssignmentState.RELEASED:  # the same button again, or a reply that was lost
        return assignment
    _release(assignment)
    for officer in assignment.resource.crew:
        release(
            actor=actor,
            matter=assignment.matter_id,
            who=officer,
            relation=Relation.ASSIGNED,
            ground=_ground(assignment),
        )
    why = plain_text(reason, "reason", "Say why the crew is stood down.")
    write_line(actor, incident, LogKind.DISPATCH, f"{assignment.resource.callsign} stood down: {why}")
    if not incident.assignments.exclude(state=AssignmentState.RELEASED).exists():
        advance(incident, "abandon")
    _record(actor, "incidents.assignment.stand_down", assignment)
    _tell_crew(assignment)
    return assignment


def crew_of(incident: Incident) -> list[UUID]:
    """Everybody whose crew is on an incident now."""
    crews = incident.assignments.exclude(state=AssignmentState.RELEASED).values_list("resource__crew", flat=True)
    return [officer for crew in crews for officer in crew]


def free_crews(incident: Incident) -> None:
    """The crews of an incident that has ended are free; who was there writes it up, so they keep their reason."""
    for assignment in incident.assignments.select_related("resource").exclude(state=AssignmentState.RELEASED):
        _release(assignment)
        _tell_crew(assignment)


def _progress(actor: Actor, assignment_id: UUID, step: str) -> Assignment:
    assignment = _lock(assignment_id)
    incident = assignment.incident
    check(actor=actor, action="incidents.assignment.change", state=assignment.state, matter=incident.matter_id)
    policies.check_is_crew(actor, assignment.resource.crew)
    if policies.already(assignment.state, step):
        return assignment
    assignment.state = policies.ASSIGNMENT.next(assignment.state, step)
    stamp = f"{assignment.state}_at"
    setattr(assignment, stamp, now())
    assignment.save(update_fields=["state", stamp])
    advance(incident, step)
    if step == "arrive":
        _arrived(incident, assignment.resource)
    words = AssignmentState(assignment.state).label.lower()
    write_line(actor, incident, LogKind.STATUS, f"{assignment.resource.callsign}: {words}.")
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


def _release(assignment: Assignment) -> None:
    assignment.state = policies.ASSIGNMENT.next(assignment.state, "release")
    assignment.released_at = now()
    assignment.save(update_fields=["state", "released_at"])
    _change(assignment.resource, "free")


def _ground(assignment: Assignment) -> str:
    """Why a crew needs to know: this assignment alone, so that an officer's other parts in the matter outlast it."""
    return f"incidents.assignment:{assignment.id}"


def _lock(assignment_id: UUID) -> Assignment:
    """Lock the incident first, as every service does, so that two never wait for each other."""
    incident_id = Assignment.objects.filter(pk=assignment_id).values_list("incident_id", flat=True).first()
    if incident_id is None:
        raise NotFound("There is no assignment with this number.", field="assignment")
    incident = lock_incident(incident_id)
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("resource").get(pk=assignment_id)
    assignment.incident = incident
    return assignment


def _change(resource: Resource, action: str) -> None:
    resource.state = policies.RESOURCE.next(resource.state, action)
    resource.save(update_fields=["state"])


def _record(actor: Actor, action: str, assignment: Assignment) -> None:
    record(
        actor=actor,
        act=Act.ALTERATION,
        action=action,
        subjects=[assignment, f"incidents.incident:{assignment.incident_id}"],
        matter=assignment.matter_id,
    )


def _tell_crew(assignment: Assignment) -> None:
    data = {"assignment": str(assignment.id), "incident": str(assignment.incident_id), "state": assignment.state}
    publish(audience=[f"actor:{officer}" for officer in assignment.resource.crew], kind="assignment", data=data)
    tell_board(assignment.incident)
