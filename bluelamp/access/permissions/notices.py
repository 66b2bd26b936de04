"""Who may write to people outside, and who sees what could not be sent."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import STAFF_ROLES, Role

ROWS = (
    permission(
        "notices.notice.send",
        *STAFF_ROLES,
        Role.CITIZEN,
        Role.PUBLIC,
        Role.JOB,
        why="Only services send, as part of what they do, and only as is safe for the person.",
    ),
    permission(
        "notices.notice.stop",
        Role.CALL_TAKER,
        Role.DETECTIVE,
        Role.SUPERVISOR,
        Role.JOB,
        why="Whoever learns that contact is no longer safe can stop it at once.",
    ),
    permission(
        "notices.notice.stop",
        Role.CITIZEN,
        relations=(Relation.OWN,),
        why="People can stop messages about their own report.",
    ),
    permission(
        "notices.notice.read",
        Role.SUPERVISOR,
        Role.JOB,
        why="They see that people are told what they were promised.",
    ),
    permission(
        "notices.notice.read",
        Role.CALL_TAKER,
        Role.RESPONDER,
        Role.DETECTIVE,
        relations=(Relation.INVOLVED,),
        why="They see what was sent about the matters they work on.",
    ),
    permission("notices.notice.read", Role.CITIZEN, relations=(Relation.OWN,), why="People see what was sent to them."),
    permission(
        "notices.notice.review",
        Role.SUPERVISOR,
        why="Somebody must reach the people whose notices could not be sent.",
    ),
    permission(
        "notices.notice.try_again",
        Role.SUPERVISOR,
        Role.JOB,
        why="After the fault is mended, what was given up can be sent.",
    ),
    permission("notices.notice.deliver", Role.JOB, why="Only the job that sends takes a notice on its way."),
    permission("notices.notice.sweep", Role.JOB, why="Every minute, what was lost on its way is queued again."),
    permission(
        "notices.mailbox.read",
        *STAFF_ROLES,
        Role.CITIZEN,
        Role.PUBLIC,
        Role.JOB,
        why="In the demo, and only there, everybody may look into the invented people's mail boxes.",
    ),
)
