"""Who may write a draft. Whose it is, its key says."""

from bluelamp.access.table import permission
from bluelamp.core.roles import STAFF_ROLES, Role

ROWS = (
    permission(
        "journeys.draft.write",
        *STAFF_ROLES,
        Role.CITIZEN,
        Role.PUBLIC,
        Role.JOB,
        why="Anybody may begin a form; only who holds its key, or the member of staff who began it, opens it again.",
    ),
    permission("journeys.draft.erase", Role.JOB, why="Drafts that nobody came back to are erased after 28 days."),
)
