"""Who may bring open data into the warehouse, and stop what is said of it. What is in it is public."""

from bluelamp.access.table import permission
from bluelamp.core.roles import Role

ROWS = (
    permission(
        "analytics.data.load",
        Role.ANALYST,
        Role.ADMINISTRATOR,
        Role.JOB,
        why="Analysts keep the published figures up to date, by hand or by a scheduled job.",
    ),
    permission(
        "analytics.outcomes.stop",
        Role.ANALYST,
        Role.ADMINISTRATOR,
        Role.JOB,
        why="Whoever sees that figures mislead can stop them at once.",
    ),
    permission(
        "analytics.outcomes.resume",
        Role.ANALYST,
        Role.ADMINISTRATOR,
        Role.JOB,
        why="The same people show them again, with a reason.",
    ),
)
