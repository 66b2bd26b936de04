"""The live picture as points on a map. A door says where a click on an incident leads."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.clock import now
from bluelamp.incidents import policies
from bluelamp.incidents.models import Incident, Resource
from bluelamp.incidents.types import Board

TONES = {"P1": "critical", "P2": "high", "P3": "medium", "P4": "low"}
Features = dict[str, Any]
Href = Callable[[UUID], str]


def board_features(board: Board, href: Href) -> Features:
    """Every live incident, and every resource whose place is known, as GeoJSON.

    What has no place is not drawn and stands in the list beside the map all the same (RFC 7946, 3.2: unlocated).
    """
    incidents = [_incident(row.incident, href) for row in board.rows]
    resources = [_resource(resource) for resource in board.resources if resource.latitude is not None]
    return {"type": "FeatureCollection", "features": [*incidents, *resources]}


def incident_features(incident: Incident, resources: list[Resource], href: Href) -> Features:
    """One incident and those on their way to it."""
    features = [_incident(incident, href)] if incident.latitude is not None else []
    features += [_resource(resource) for resource in resources if resource.latitude is not None]
    return {"type": "FeatureCollection", "features": features}


def _incident(incident: Incident, href: Href) -> Features:
    is_placed = incident.latitude is not None
    return _point(
        incident.longitude,
        incident.latitude,
        id=f"incident-{incident.id}",
        name=incident.reference,
        what=f"{incident.grade}, {incident.place_label}" + ("" if is_placed else f" ({_('not on the map')})"),
        tone=TONES.get(incident.grade, "info"),
        href=href(incident.id),
    )


def _resource(resource: Resource) -> Features:
    """``at`` is when it was there: the map and the list beside it say how long ago, and go on saying so."""
    state = resource.get_state_display()
    at = resource.position_at
    is_old = at is None or now() - at > policies.OLD
    return _point(
        resource.longitude,
        resource.latitude,
        id=f"resource-{resource.id}",
        name=resource.callsign,
        what=f"{resource.get_kind_display()}, {state.lower()}",
        label=resource.callsign,
        tone="none" if is_old else "info",
        at=at.isoformat() if at else "",
    )


def _point(longitude: float | None, latitude: float | None, **properties: str) -> Features:
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": None if longitude is None else point, "properties": properties}
