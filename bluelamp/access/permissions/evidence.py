"""Who may take in, describe and see exhibits; who may make, sign and see statements."""

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
    permission(
        "evidence.exhibit.receive",
        Role.RESPONDER,
        Role.CITIZEN,
        relations=[Relation.ASSIGNED, Relation.OWN],
        why="A statement becomes an exhibit in the moment in which it is signed.",
    ),
    permission("evidence.exhibit.describe", Role.EXHIBITS_OFFICER, why="Exhibits officers keep the store."),
    permission(
        "evidence.exhibit.describe", Role.DETECTIVE, relations=_NEED, why="Investigators say what exhibits show."
    ),
    permission(
        "evidence.exhibit.read",
        Role.PROFESSIONAL_STANDARDS,
        relations=[Relation.INVOLVED],
        why="Whoever looks into a complaint sees the exhibits that bear on it.",
    ),
    permission("evidence.exhibit.read", Role.EXHIBITS_OFFICER, Role.SUPERVISOR, why="Custody is overseen as a whole."),
    permission(
        "evidence.exhibit.read",
        Role.DETECTIVE,
        Role.RESPONDER,
        relations=_NEED,
        why="Officers see the exhibits of the matters they work on.",
    ),
    permission(
        "evidence.statement.write",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Whoever reported writes their own statement, and corrects it.",
    ),
    permission(
        "evidence.statement.write",
        Role.RESPONDER,
        Role.DETECTIVE,
        relations=_NEED,
        why="Officers take the statements of witnesses in the matters they work on.",
    ),
    permission(
        "evidence.statement.take",
        Role.RESPONDER,
        Role.DETECTIVE,
        relations=_NEED,
        why="Officers sit down with a witness, on their phone.",
    ),
    permission(
        "evidence.statement.sign",
        Role.CITIZEN,
        Role.RESPONDER,
        Role.DETECTIVE,
        relations=[Relation.OWN, *_NEED],
        why="The witness signs, alone or with an officer present.",
    ),
    permission(
        "evidence.statement.read",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Witnesses have what they signed, and no other witness's.",
    ),
    permission(
        "evidence.statement.read",
        Role.DETECTIVE,
        Role.RESPONDER,
        relations=_NEED,
        why="Officers read the statements of the matters they work on.",
    ),
    permission(
        "evidence.statement.read", Role.EXHIBITS_OFFICER, Role.SUPERVISOR, why="Custody is overseen as a whole."
    ),
    permission(
        "evidence.statement.verify",
        Role.DETECTIVE,
        Role.RESPONDER,
        Role.EXHIBITS_OFFICER,
        Role.SUPERVISOR,
        why="Whoever holds a PDF finds out whether it is the one that was signed.",
    ),
    permission(
        "evidence.statement.disclose",
        Role.SUPERVISOR,
        why="Supervisors answer for what leaves the force.",
    ),
    permission(
        "evidence.statement.disclose",
        Role.DETECTIVE,
        relations=_NEED,
        why="Investigators hand statements to the prosecutor.",
    ),
    permission(
        "evidence.witness_contact.read",
        Role.DETECTIVE,
        Role.RESPONDER,
        relations=_NEED,
        why="Officers reach the witnesses of their own matters; nobody else needs their addresses.",
    ),
    permission(
        "evidence.officer.ask",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Nobody has to write a statement alone.",
    ),
    permission("evidence.officer.read", Role.CITIZEN, relations=[Relation.OWN], why="People see what they asked for."),
    permission(
        "evidence.officer.handle",
        Role.CALL_TAKER,
        Role.SUPERVISOR,
        Role.JOB,
        why="The desk finds a trained officer and a time that suits the witness; a job sees who has waited too long.",
    ),
    permission(
        "evidence.officer.handle",
        Role.DETECTIVE,
        relations=_NEED,
        why="Investigators see which witness of theirs waits for an officer.",
    ),
)
