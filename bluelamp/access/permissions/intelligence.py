"""Who may write, push and see intelligence."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

ROWS = (
    permission("intelligence.report.write", Role.RTIC_ANALYST, why="Analysts grade what comes in."),
    permission("intelligence.report.read", Role.RTIC_ANALYST, Role.SUPERVISOR, why="The centre reads all."),
    permission(
        "intelligence.report.read",
        Role.DETECTIVE,
        Role.RESPONDER,
        relations=[Relation.INVOLVED],
        why="Officers read what concerns the matters they work on.",
    ),
    permission("intelligence.alert.send", Role.RTIC_ANALYST, why="The centre pushes what matters now."),
    permission("intelligence.alert.follow", Role.RTIC_ANALYST, Role.SUPERVISOR, why="Who has seen it, who has not."),
    permission("intelligence.alert.supersede", Role.RTIC_ANALYST, why="News replaces older news."),
    permission("intelligence.alert.cancel", Role.RTIC_ANALYST, why="What is wrong is taken back."),
    permission("intelligence.alert.expire", Role.JOB, why="Everything ends by itself."),
    permission(
        "intelligence.alert.acknowledge",
        Role.RESPONDER,
        Role.DETECTIVE,
        Role.SUPERVISOR,
        Role.DISPATCHER,
        why="Whoever was sent an alert says that they read it.",
    ),
)
