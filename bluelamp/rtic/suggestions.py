"""Whom an alert may concern: a suggestion, the analyst decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from bluelamp.access.selectors import able_to
from bluelamp.core.actor import Actor
from bluelamp.incidents import selectors as incidents

_NEAR_KM = 5.0  # about a quarter of an hour's drive in a city


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An officer whom an alert may concern, and why."""

    user_id: UUID
    name: str
    why: str


def concerned(*, actor: Actor, incident_id: UUID | None) -> list[Suggestion]:
    """Officers on duty: those on the incident first, then those near it, then the rest."""
    board = incidents.board(actor=actor)
    on_it: set[UUID] = set()
    near: dict[UUID, float] = {}
    if incident_id is not None:
        found = incidents.incident(actor=actor, incident_id=incident_id)
        sent = incidents.assignments_for(actor=actor, incident_id=incident_id)
        on_it = {user for a in sent if a.released_at is None for user in a.resource.crew}
        if found.latitude is not None and found.longitude is not None:
            crews = incidents.crews_near(actor=actor, latitude=found.latitude, longitude=found.longitude, km=_NEAR_KM)
            near = {crew.user_id: crew.km for crew in crews}
    on_duty = {user: resource.callsign for resource in board.resources for user in resource.crew}
    able = able_to(action="intelligence.alert.acknowledge", among=frozenset(on_duty))
    suggestions = [Suggestion(user, on_duty[user], _why(user, on_it, near)) for user in on_duty if user in able]
    return sorted(suggestions, key=lambda s: (s.user_id not in on_it, near.get(s.user_id, 999), s.name))


def _why(user: UUID, on_it: set[UUID], near: Mapping[UUID, float]) -> str:
    if user in on_it:
        return "on this incident"
    return f"{near[user]:.1f} km away" if user in near else "on duty"
