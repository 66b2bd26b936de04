"""How long a resource would take to an incident."""

from bluelamp.incidents.models import Incident, Resource
from bluelamp.quant.travel import WEST_MIDLANDS, crow_km


def minutes_to(incident: Incident, resource: Resource) -> float | None:
    """Predicted minutes; None while either place is unknown."""
    if resource.latitude is None or resource.longitude is None:
        return None
    if incident.latitude is None or incident.longitude is None:
        return None
    here, there = (resource.latitude, resource.longitude), (incident.latitude, incident.longitude)
    return WEST_MIDLANDS.minutes(crow_km(here, there))
