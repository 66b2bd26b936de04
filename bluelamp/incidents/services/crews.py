"""Crews on duty."""

from collections.abc import Iterable
from uuid import UUID

from bluelamp.access.selectors import able_to, names_of
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Invalid
from bluelamp.incidents.enums import ResourceKind
from bluelamp.incidents.models import Resource
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def add_resource(
    *,
    actor: Actor,
    callsign: str,
    kind: str,
    crew: Iterable[UUID] = (),
    skills: Iterable[str] = (),
    latitude: float | None = None,
    longitude: float | None = None,
) -> Resource:
    """Put a crew on duty under a callsign that nobody else has. Raises ``Invalid`` naming the field."""
    check(actor=actor, action="incidents.resource.change")
    if kind not in ResourceKind.values:
        raise Invalid("Choose the kind of resource.", field="kind")
    if Resource.objects.filter(callsign=callsign).exists():
        raise Invalid(f"{callsign} is already on duty. Choose another callsign.", field="callsign")
    members = _checked_crew(crew)
    resource = Resource.objects.create(
        callsign=callsign,
        kind=kind,
        crew=members,
        skills=list(skills),
        latitude=latitude,
        longitude=longitude,
        position_at=now() if latitude is not None else None,
    )
    record(actor=actor, act=Act.COLLECTION, action="incidents.resource.add", subjects=[resource])
    return resource


def _checked_crew(crew: Iterable[UUID]) -> list[UUID]:
    """Each once. Work sent to somebody who cannot see it would wait for ever."""
    members = list(dict.fromkeys(crew))
    unable = set(members) - able_to(action="incidents.assignment.read", among=frozenset(members))
    if unable:
        names = ", ".join(sorted(names_of(users=unable).values())) or "somebody without an account"
        raise Invalid(f"These cannot be on a crew: {names}. Choose others.", field="crew")
    return members
