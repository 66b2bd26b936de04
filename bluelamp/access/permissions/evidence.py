"""Who may take in, describe and see exhibits."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

_NEED = (Relation.ASSIGNED, Relation.TEAM)

ROWS = (
    permission(
        "evidence.exhibit.receive",
        Role.CALL_TAKER,
        Role.EXHIBITS_OFFICER,
        Role.SUPERVISOR,
        Role.JOB,
        why="What the public hands in becomes an exhibit when its report is graded.",
    ),
    permission(
        "evidence.exhibit.receive", Role.DETECTIVE, relations=_NEED, why="Investigators add to their own matters."
    ),
    permission("evidence.exhibit.describe", Role.EXHIBITS_OFFICER, why="Exhibits officers keep the store."),
    permission(
        "evidence.exhibit.describe", Role.DETECTIVE, relations=_NEED, why="Investigators say what exhibits show."
    ),
    permission("evidence.exhibit.read", Role.EXHIBITS_OFFICER, Role.SUPERVISOR, why="Custody is overseen as a whole."),
    permission(
        "evidence.exhibit.read",
        Role.DETECTIVE,
        Role.RESPONDER,
        relations=_NEED,
        why="Officers see the exhibits of the matters they work on.",
    ),
)
