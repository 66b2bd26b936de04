"""Who may decide who may."""

from bluelamp.access.table import permission
from bluelamp.core.roles import STAFF_ROLES, Role

ROWS = (
    permission("access.home.read", *STAFF_ROLES, why="Everybody who works here has a first page."),
    permission(
        "access.involvement.change",
        *STAFF_ROLES,
        Role.JOB,
        Role.CITIZEN,
        Role.PUBLIC,
        why="Only services change who needs to know, as part of what they do.",
    ),
    permission("access.password.change", *STAFF_ROLES, why="Everybody chooses a password that they alone know."),
    permission("access.user.change", Role.ADMINISTRATOR, Role.JOB, why="Administrators keep accounts."),
)
