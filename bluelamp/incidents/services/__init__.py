"""Everything that changes incidents and crews."""

from bluelamp.incidents.services.assignments import accept, arrive, dispatch, stand_down, travel
from bluelamp.incidents.services.crews import add_resource
from bluelamp.incidents.services.history import load_incidents
from bluelamp.incidents.services.incidents import add_note, close, open_incident, reopen, result
from bluelamp.incidents.services.positions import report_position

__all__ = [
    "accept",
    "add_note",
    "add_resource",
    "arrive",
    "close",
    "dispatch",
    "load_incidents",
    "open_incident",
    "reopen",
    "report_position",
    "result",
    "stand_down",
    "travel",
]
