"""What every change of an incident is made of: its lock, its state, a line in its log, news for the board."""

from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.incidents import policies
from bluelamp.incidents.enums import LogKind
from bluelamp.incidents.models import Incident, LogEntry
from bluelamp.live.services import publish

BOARD = ("role:dispatcher", "role:supervisor", "role:rtic_analyst")


def lock_incident(incident_id: UUID) -> Incident:
    """The incident, for its transaction alone; raises ``NotFound``."""
    incident = Incident.objects.select_for_update().filter(pk=incident_id).first()
    if incident is None:
        raise NotFound("There is no incident with this number.", field="incident")
    return incident


def advance(incident: Incident, action: str) -> None:
    """Take a step of its table; raises ``IllegalTransition``."""
    incident.state = policies.INCIDENT.next(incident.state, action)
    incident.save(update_fields=["state"])


def write_line(actor: Actor, incident: Incident, kind: LogKind, text: str, client_id: UUID | None = None) -> LogEntry:
    """Add to the log of an incident."""
    return LogEntry.objects.create(
        incident=incident, at=now(), by=actor.id, kind=kind, text=text, client_id=client_id or new_id()
    )


def tell_board(incident: Incident) -> None:
    """Have the open pages of the control room look again."""
    publish(audience=BOARD, kind="incident", data={"incident": str(incident.id), "state": incident.state})
