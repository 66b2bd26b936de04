"""Who may hand in, keep, see and discard files."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import STAFF_ROLES, Role

_EVERYBODY = (*STAFF_ROLES, Role.CITIZEN, Role.PUBLIC, Role.JOB)

ROWS = (
    permission("files.file.stage", *_EVERYBODY, why="Anybody may hand in a file with what they report."),
    permission("files.file.keep", *_EVERYBODY, why="What was handed in becomes part of the matter it was sent with."),
    permission(
        "files.file.discard",
        *_EVERYBODY,
        states=("staged",),
        why="Whoever handed it in may change their mind before sending.",
    ),
    permission(
        "files.file.discard",
        Role.EXHIBITS_OFFICER,
        Role.JOB,
        states=("kept",),
        why="Disposal of what is part of a matter is for the exhibits officer, and for retention rules.",
    ),
    permission(
        "files.file.read",
        Role.CALL_TAKER,
        Role.SUPERVISOR,
        Role.EXHIBITS_OFFICER,
        Role.CRIME_REGISTRAR,
        Role.JOB,
        why="They handle every new report and recording decision. A statement's file needs its own permission too.",
    ),
    permission(
        "files.file.read",
        Role.DISPATCHER,
        Role.RESPONDER,
        Role.DETECTIVE,
        Role.RTIC_ANALYST,
        relations=(Relation.INVOLVED,),
        why="They see the files of the matters they work on.",
    ),
    permission(
        "files.file.read",
        Role.CITIZEN,
        relations=(Relation.OWN,),
        why="People see what they sent with their own report.",
    ),
    permission("files.file.erase", Role.JOB, why="What nobody needs any more is erased when its time is over."),
)
