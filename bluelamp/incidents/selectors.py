"""The control room's pictures, each for the actor who looks."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.incidents import policies
from bluelamp.incidents.enums import AssignmentState, IncidentState, ResourceState
from bluelamp.incidents.models import Assignment, Incident, LogEntry, Resource
from bluelamp.incidents.travel import minutes_to
from bluelamp.incidents.types import Board, BoardRow, Candidate, LogLine, NearbyCrew, Progress, Work
from bluelamp.quant.travel import crow_km

_DONE = (IncidentState.RESULTED, IncidentState.CLOSED)
_BOARD_LIMIT = 200
_RECENT = timedelta(days=1)


def board(*, actor: Actor) -> Board:
    """Every live incident by its grade, of one grade first those that nobody goes to and of those the oldest, and every
    resource on duty.

    Three queries.
    """
    check(actor=actor, action="incidents.board.read")
    active = Assignment.objects.exclude(state=AssignmentState.RELEASED).select_related("resource")
    incidents = (
        _readable(actor)
        .exclude(state__in=_DONE)
        .order_by("grade", "opened_at")
        .prefetch_related(Prefetch("assignments", queryset=active, to_attr="active"))
    )
    at = now()
    rows = [
        BoardRow(
            incident=incident,
            callsigns=tuple(assignment.resource.callsign for assignment in incident.__dict__["active"]),
            late=bool(incident.target_at and not incident.arrived_at and incident.target_at < at),
        )
        for incident in incidents[:_BOARD_LIMIT]
    ]
    rows.sort(key=lambda row: (row.incident.grade, bool(row.callsigns)))
    resources = Resource.objects.exclude(state=ResourceState.OFF_DUTY).order_by("callsign")
    return Board(rows=tuple(rows), resources=tuple(resources), at=at)


def ended(*, actor: Actor) -> list[Incident]:
    """What was resulted in the last day, and whatever waits to be closed; the latest first."""
    check(actor=actor, action="incidents.board.read")
    recent = Q(resulted_at__gte=now() - _RECENT) | Q(state=IncidentState.RESULTED)
    found = _readable(actor).filter(recent, state__in=_DONE)
    return list(found.order_by("-resulted_at")[:_BOARD_LIMIT])


def incident(*, actor: Actor, incident_id: UUID) -> Incident:
    """One incident; ``NotFound`` also when the actor has no reason to know of it."""
    found = _readable(actor).filter(pk=incident_id).first()
    if found is None:
        raise NotFound("There is no incident with this number that you can see.", field="incident")
    return found


def incidents_for_matter(*, actor: Actor, matter_id: UUID) -> list[Incident]:
    """The incidents of a matter, oldest first."""
    return list(_readable(actor).filter(matter_id=matter_id).order_by("opened_at"))


def incidents_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Incident]:
    """The incidents of several matters, oldest first."""
    return list(_readable(actor).filter(matter_id__in=matters).order_by("opened_at"))


def incident_by_reference(*, actor: Actor, reference: str) -> Incident | None:
    """The incident with this reference, if there is one that the actor may see."""
    return _readable(actor).filter(reference=reference).first()


def matter_of_reference(*, reference: str) -> UUID | None:
    """The id of the matter that a reference belongs to. Who may see that matter is for records to say."""
    return Incident.objects.filter(reference=reference).values_list("matter_id", flat=True).first()


def log(*, actor: Actor, incident_id: UUID) -> list[LogLine]:
    """The log of an incident that the actor may see, in its order."""
    found = incident(actor=actor, incident_id=incident_id)
    return _logs([found.id]).get(found.id, [])


def logs_of(*, actor: Actor, incidents: Collection[UUID]) -> dict[UUID, list[LogLine]]:
    """The logs of some incidents, as far as the actor may see them, each in its order; nothing for an empty one.

    Two queries, however many.
    """
    return _logs(_readable(actor).filter(pk__in=incidents).values_list("pk", flat=True))


def candidates(*, actor: Actor, incident_id: UUID) -> list[Candidate]:
    """Who could be sent, the soonest there first; of equals as the page shows them, cars before those who are slower
    than a car. Those whose position is unknown last."""
    target = incident(actor=actor, incident_id=incident_id)
    check(actor=actor, action="incidents.incident.dispatch", state=target.state, matter=target.matter_id)
    free = Resource.objects.filter(state=ResourceState.AVAILABLE)
    at = now()
    found = [_candidate(target, resource, at) for resource in free]
    return sorted(found, key=lambda c: (*_soonness(c.minutes, c.resource.kind), c.resource.callsign))


def my_work(*, actor: Actor) -> list[Work]:
    """What the actor's crew has been sent to and not left: what waits for a yes, then the most urgent, the newest."""
    check(actor=actor, action="incidents.assignment.read")
    mine = (
        Assignment.objects.filter(resource__crew__contains=[actor.id])
        .exclude(state=AssignmentState.RELEASED)
        .select_related("incident", "resource")
        .order_by("-offered_at")
    )
    return [
        Work(a, a.incident, tuple(step for step in policies.ASSIGNMENT.actions(a.state) if step != "release"))
        for a in sorted(mine, key=lambda a: (a.state != AssignmentState.OFFERED, a.incident.grade))
    ]


def assignments_for(*, actor: Actor, incident_id: UUID) -> list[Assignment]:
    """Everybody who was ever sent to an incident that the actor may see."""
    found = incident(actor=actor, incident_id=incident_id)
    return list(found.assignments.select_related("resource").order_by("offered_at"))


def my_resource(*, actor: Actor) -> Resource | None:
    """The crew that the actor is on."""
    check(actor=actor, action="incidents.assignment.read")
    return Resource.objects.filter(crew__contains=[actor.id]).exclude(state=ResourceState.OFF_DUTY).first()


def progress_for_matter(*, actor: Actor, matter_id: UUID) -> list[Progress]:
    """How far the police's coming has got, for the person who asked: no log, no names, no callsigns."""
    check(actor=actor, action="incidents.progress.read", matter=matter_id)
    found = Incident.objects.filter(matter_id=matter_id).order_by("opened_at").prefetch_related("assignments")
    return [_progress(incident) for incident in found]


def crews_near(*, actor: Actor, latitude: float, longitude: float, km: float) -> list[NearbyCrew]:
    """Members of crews within ``km`` kilometres, nearest first."""
    check(actor=actor, action="incidents.board.read")
    on_duty = Resource.objects.exclude(state=ResourceState.OFF_DUTY).exclude(latitude=None)
    near = [
        NearbyCrew(user_id=user, callsign=resource.callsign, km=distance)
        for resource in on_duty
        for distance in [crow_km((resource.latitude or 0, resource.longitude or 0), (latitude, longitude))]
        if distance <= km
        for user in resource.crew
    ]
    return sorted(near, key=lambda crew: crew.km)


def _candidate(target: Incident, resource: Resource, at: datetime) -> Candidate:
    minutes = minutes_to(target, resource)
    if minutes is None:
        return Candidate(resource, None)
    due = None if target.arrived_at else target.target_at
    return Candidate(resource, minutes, late=due is not None and at + timedelta(minutes=minutes) > due)


def _soonness(minutes: float | None, kind: str) -> tuple[bool, int, int, float]:
    """The prediction is no better than a minute: within one, whoever is swifter comes first."""
    return minutes is None, round(minutes or 0), policies.SWIFTEST.index(kind), minutes or 0.0


def _progress(incident: Incident) -> Progress:
    sent = [assignment.offered_at for assignment in incident.assignments.all()]
    return Progress(
        grade=incident.grade,
        opened_at=incident.opened_at,
        sent_at=min(sent, default=None),
        arrived_at=incident.arrived_at,
        ended_at=incident.resulted_at,
    )


def _logs(incidents: Iterable[UUID]) -> dict[UUID, list[LogLine]]:
    entries = list(LogEntry.objects.filter(incident_id__in=incidents).order_by("at", "id"))
    names = names_of(users={entry.by for entry in entries})
    logs: dict[UUID, list[LogLine]] = {}
    for entry in entries:
        logs.setdefault(entry.incident_id, []).append(LogLine(entry=entry, by=names.get(entry.by, "System")))
    return logs


def _readable(actor: Actor) -> QuerySet[Incident]:
    return visible(Incident.objects.all(), actor=actor, action="incidents.incident.read", state_field="state")
