"""Everything that changes incidents and crews."""

from bluelamp.incidents.services.crews import add_resource
from bluelamp.incidents.services.history import load_incidents
from bluelamp.incidents.services.positions import report_position
from bluelamp.incidents.services.response import (
    accept,
    add_note,
    arrive,
    close,
    dispatch,
    open_incident,
    reopen,
    result,
    stand_down,
    travel,
)

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
