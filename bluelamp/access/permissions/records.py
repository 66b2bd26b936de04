"""Who may open matters, and see and link the people, objects and places in them."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import PARTNER_ROLES, STAFF_ROLES, Role

_CONTROL_ROOM = (Role.CALL_TAKER, Role.DISPATCHER, Role.RTIC_ANALYST)
_OVERSIGHT = (Role.SUPERVISOR, Role.CRIME_REGISTRAR, Role.JOB)
_HANDS = (Role.RESPONDER, Role.DETECTIVE, Role.EXHIBITS_OFFICER, Role.ANALYST, *_CONTROL_ROOM)
_STAFF = STAFF_ROLES - {Role.AUDITOR, Role.ADMINISTRATOR} - PARTNER_ROLES

ROWS = (
    permission(
        "records.matter.open",
        *_STAFF,
        Role.CITIZEN,
        Role.PUBLIC,
        Role.JOB,
        why="The first contact opens the matter, whoever makes it.",
    ),
    permission(
        "records.matter.read",
        *_OVERSIGHT,
        Role.AUDITOR,
        why="Oversight reaches every matter; a matter itself names nobody.",
    ),
    permission("records.matter.read", *_CONTROL_ROOM, states=["open"], why="The control room serves what is live."),
    permission(
        "records.matter.read", *_HANDS, relations=[Relation.INVOLVED], why="Who works on a matter needs to know it."
    ),
    permission("records.matter.change", *_OVERSIGHT, why="Oversight may put a matter right."),
    permission("records.matter.change", *_HANDS, relations=[Relation.INVOLVED], why="Who works on a matter keeps it."),
    permission("records.matter.merge", *_OVERSIGHT, why="Merging widens who sees what, so a supervisor decides."),
    permission("records.record.read", *_OVERSIGHT, why="Oversight reaches every matter."),
    permission("records.record.read", *_CONTROL_ROOM, states=["open"], why="Safety on the way needs the live picture."),
    permission(
        "records.record.read", *_HANDS, relations=[Relation.INVOLVED], why="Need to know follows from the matter."
    ),
    permission("records.record.add", *_OVERSIGHT, why="Oversight may complete a matter."),
    permission("records.record.add", *_CONTROL_ROOM, states=["open"], why="Calls about live matters bring news."),
    permission("records.record.add", *_HANDS, relations=[Relation.INVOLVED], why="Who works on a matter records it."),
    permission("records.record.add", Role.CITIZEN, relations=[Relation.OWN], why="People tell about their own report."),
    permission(
        "records.thing.follow",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Whoever reported what was taken, lost or found sees what became of it.",
    ),
    permission("records.record.correct", *_OVERSIGHT, why="Oversight may put a record right."),
    permission(
        "records.record.correct", *_HANDS, relations=[Relation.INVOLVED], why="Who works on a matter corrects it."
    ),
    permission("records.record.load", Role.JOB, Role.ADMINISTRATOR, why="Bulk loads come from other systems."),
    permission(
        "records.record.search",
        *_CONTROL_ROOM,
        Role.DETECTIVE,
        Role.SUPERVISOR,
        Role.CRIME_REGISTRAR,
        why="Who takes the call, investigates or oversees finds what is already known, among what they may see.",
    ),
    permission(
        "records.person.search_all",
        *_OVERSIGHT,
        Role.CALL_TAKER,
        Role.DETECTIVE,
        Role.RTIC_ANALYST,
        why="Who is this caller, have we met this suspect: with a purpose stated, beyond one's own matters.",
    ),
)
