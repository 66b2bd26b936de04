"""Who may bring open data into the warehouse. What is in it is public."""

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
)
