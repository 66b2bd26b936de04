"""Who may complain, and who looks into it."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

ROWS = (
    permission(
        "complaints.complaint.make",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Everybody may complain about how we dealt with them.",
    ),
    permission(
        "complaints.complaint.make",
        Role.CALL_TAKER,
        Role.SUPERVISOR,
        relations=[Relation.INVOLVED],
        why="They write down what they are told on the telephone or in a chat.",
    ),
    permission(
        "complaints.complaint.read", Role.CITIZEN, relations=[Relation.OWN], why="They follow it to its result."
    ),
    permission(
        "complaints.complaint.read",
        Role.PROFESSIONAL_STANDARDS,
        why="Professional standards alone, and never whom it is about.",
    ),
    permission("complaints.complaint.handle", Role.PROFESSIONAL_STANDARDS, why="They look into it and decide."),
)
