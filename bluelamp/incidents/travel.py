"""How long a resource would take to an incident."""

from bluelamp.incidents.enums import ResourceKind
from bluelamp.incidents.models import Incident, Resource
from bluelamp.quant.travel import BICYCLE, ON_FOOT, WEST_MIDLANDS, crow_km

_CURVES = {ResourceKind.BICYCLE: BICYCLE, ResourceKind.FOOT: ON_FOOT}


def minutes_to(incident: Incident, resource: Resource) -> float | None:
    """Predicted minutes, as it goes: on foot, on a bicycle or on wheels. None while either place is unknown."""
    if resource.latitude is None or resource.longitude is None:
        return None
    if incident.latitude is None or incident.longitude is None:
        return None
    here, there = (resource.latitude, resource.longitude), (incident.latitude, incident.longitude)
    return _CURVES.get(ResourceKind(resource.kind), WEST_MIDLANDS).minutes(crow_km(here, there))
