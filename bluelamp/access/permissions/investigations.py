"""Who may record, investigate and end."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

_NEED = (Relation.ASSIGNED, Relation.TEAM)

ROWS = (
    permission(
        "investigations.crime.record",
        Role.CALL_TAKER,
        Role.DETECTIVE,
        Role.SUPERVISOR,
        Role.CRIME_REGISTRAR,
        Role.JOB,
        why="A crime is recorded by whoever hears of it, within 24 hours.",
    ),
    permission(
        "investigations.crime.read",
        Role.CALL_TAKER,
        Role.SUPERVISOR,
        Role.JOB,
        Role.CRIME_REGISTRAR,
        why="Recording is overseen across the force.",
    ),
    permission(
        "investigations.crime.read",
        Role.RESPONDER,
        Role.DETECTIVE,
        Role.EXHIBITS_OFFICER,
        Role.CITIZEN,
        relations=[Relation.INVOLVED],
        why="Whoever works on the matter, and the person whose report it is.",
    ),
    permission(
        "investigations.crime.cancel",
        Role.CRIME_REGISTRAR,
        states=["recorded"],
        why="Only the crime registrar cancels, on additional verifiable information.",
    ),
    permission(
        "investigations.audit.read",
        Role.CRIME_REGISTRAR,
        Role.SUPERVISOR,
        Role.AUDITOR,
        why="Every report is reconciled to a crime or to a reason.",
    ),
    permission("investigations.audit.draw", Role.CRIME_REGISTRAR, why="The registrar draws the samples."),
    permission(
        "investigations.audit.judge",
        Role.CRIME_REGISTRAR,
        Role.SUPERVISOR,
        why="The registrar judges; a supervisor may give a second judgement.",
    ),
    permission(
        "investigations.case.open",
        Role.CALL_TAKER,
        Role.DETECTIVE,
        Role.SUPERVISOR,
        Role.JOB,
        why="A recorded crime opens its case in the same step.",
    ),
    permission(
        "investigations.case.read",
        Role.SUPERVISOR,
        Role.CRIME_REGISTRAR,
        why="Supervisors and the registrar oversee every case.",
    ),
    permission(
        "investigations.case.read",
        Role.DETECTIVE,
        Role.RESPONDER,
        Role.EXHIBITS_OFFICER,
        relations=_NEED,
        why="A case is seen by those who work on it.",
    ),
    permission("investigations.case.assign", Role.SUPERVISOR, why="Supervisors share out the work."),
    permission(
        "investigations.case.assign",
        Role.DETECTIVE,
        states=["open"],
        relations=[Relation.TEAM],
        why="A detective takes a case of their own team.",
    ),
    permission(
        "investigations.case.work",
        Role.DETECTIVE,
        Role.SUPERVISOR,
        states=["open"],
        relations=_NEED,
        why="Notes, actions and outcomes are the investigator's.",
    ),
    permission(
        "investigations.entitlement.read",
        Role.SUPERVISOR,
        Role.CRIME_REGISTRAR,
        Role.AUDITOR,
        why="Supervisors and those who check them see which victims are owed news: ids and days, no names.",
    ),
    permission(
        "investigations.entitlement.read",
        Role.DETECTIVE,
        Role.CITIZEN,
        relations=[Relation.INVOLVED],
        why="The investigator keeps the clock; the victim can see it.",
    ),
    permission(
        "investigations.entitlement.meet",
        Role.DETECTIVE,
        Role.SUPERVISOR,
        relations=_NEED,
        why="The investigator says when the victim was told.",
    ),
    permission("investigations.entitlement.meet", Role.JOB, why="A notice that was sent stops its clock."),
    permission(
        "investigations.entitlement.read_news",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Whoever opens the page of their own report has read what stands on it.",
    ),
    permission(
        "investigations.entitlement.hand_over",
        Role.JOB,
        why="What could not be sent is left to a person: the clock runs on.",
    ),
)
