"""Who may do what in the control room and on the way to an incident."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

_CONTROL = (Role.DISPATCHER, Role.SUPERVISOR)
_LIVE = ("open", "assigned", "attending", "on_scene")

ROWS = (
    permission(
        "incidents.incident.open",
        Role.CALL_TAKER,
        *_CONTROL,
        Role.JOB,
        why="Whoever grades a contact opens the incident in the same step.",
    ),
    permission(
        "incidents.incident.read",
        *_CONTROL,
        Role.CALL_TAKER,
        Role.RTIC_ANALYST,
        why="The control room sees everything that is going on.",
    ),
    permission(
        "incidents.incident.read",
        Role.RESPONDER,
        Role.DETECTIVE,
        relations=[Relation.INVOLVED],
        why="Officers see the incidents they are sent to or investigate.",
    ),
    permission("incidents.board.read", *_CONTROL, Role.RTIC_ANALYST, why="The live picture of a force."),
    permission("incidents.incident.dispatch", *_CONTROL, states=_LIVE, why="Dispatchers send resources."),
    permission(
        "incidents.assignment.read", Role.RESPONDER, Role.SUPERVISOR, why="Everybody on patrol sees their own work."
    ),
    permission(
        "incidents.assignment.change",
        Role.RESPONDER,
        Role.SUPERVISOR,
        relations=[Relation.ASSIGNED],
        why="Crews report their own progress.",
    ),
    permission("incidents.assignment.change", *_CONTROL, why="A dispatcher books a crew's progress over the radio."),
    permission(
        "incidents.log.add",
        Role.RESPONDER,
        Role.DETECTIVE,
        relations=[Relation.INVOLVED],
        why="Officers write what they find.",
    ),
    permission("incidents.log.add", *_CONTROL, Role.CALL_TAKER, why="The control room keeps the log."),
    permission(
        "incidents.incident.result",
        Role.RESPONDER,
        Role.SUPERVISOR,
        relations=[Relation.ASSIGNED],
        why="The officer who was there says how it ended.",
    ),
    permission("incidents.incident.result", *_CONTROL, why="What needs no visit is resulted from the desk."),
    permission("incidents.incident.close", *_CONTROL, states=["resulted"], why="The control room closes."),
    permission("incidents.incident.reopen", *_CONTROL, why="What was not over after all goes on where it was."),
    permission("incidents.resource.change", *_CONTROL, Role.JOB, why="Crews and callsigns are the control room's."),
    permission("incidents.resource.report", Role.RESPONDER, Role.SUPERVISOR, *_CONTROL, why="A crew says where it is."),
    permission(
        "incidents.progress.read",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="People are told how far the police's coming has got.",
    ),
    permission(
        "incidents.incident.load", Role.JOB, Role.ADMINISTRATOR, why="The past comes from other systems, in bulk."
    ),
)
