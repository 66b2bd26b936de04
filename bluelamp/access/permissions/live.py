"""Who looks after news between rooms that did not arrive."""

from bluelamp.access.table import permission
from bluelamp.core.roles import Role

ROWS = (
    permission("live.news.read", Role.JOB, why="Whoever runs Bluelamp sees, on its machine, what did not arrive."),
    permission("live.news.send_again", Role.JOB, why="After the fault is mended, what was given up is sent again."),
)
