"""Who may report, and who may read and grade reports."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

_DESK = (Role.CALL_TAKER, Role.SUPERVISOR)

ROWS = (
    permission(
        "contact.report.receive",
        Role.PUBLIC,
        Role.CITIZEN,
        *_DESK,
        Role.JOB,
        why="Everybody may report.",
    ),
    permission("contact.receipt.issue", *_DESK, why="Who reports by telephone or at the counter gets a receipt too."),
    permission("contact.receipt.issue", Role.CITIZEN, relations=[Relation.OWN], why="Who reports gets a receipt."),
    permission("contact.receipt.present", Role.PUBLIC, Role.CITIZEN, why="A receipt lets its holder come back."),
    permission(
        "contact.receipt.confirm", Role.CITIZEN, relations=[Relation.OWN], why="Only who holds it can say it is saved."
    ),
    permission(
        "contact.queue.read", *_DESK, Role.JOB, why="The desk works through the queue; supervisors and jobs watch it."
    ),
    permission(
        "contact.recording.read",
        Role.CRIME_REGISTRAR,
        Role.SUPERVISOR,
        Role.AUDITOR,
        why="When reports were received, without what they say: to see that each is decided about.",
    ),
    permission(
        "contact.shift.read", Role.SUPERVISOR, Role.ANALYST, why="How people come to us, and how long it takes: counts."
    ),
    permission("contact.escalation.raise", Role.JOB, why="Whoever has waited too long is put before a supervisor."),
    permission("contact.escalation.acknowledge", Role.SUPERVISOR, why="A supervisor says that they see to it."),
    permission("contact.call.answer", *_DESK, why="Whoever sits at the desk answers."),
    permission("contact.call.work", *_DESK, states=["live", "waiting"], why="A call is open until it is dealt with."),
    permission("contact.call.read", *_DESK, Role.CRIME_REGISTRAR, why="What was called about is audited too."),
    permission(
        "contact.call.read",
        Role.RESPONDER,
        Role.DETECTIVE,
        relations=[Relation.ASSIGNED, Relation.TEAM],
        why="Who works on a matter sees who called about it.",
    ),
    permission("contact.report.read", *_DESK, Role.CRIME_REGISTRAR, why="The desk reads what was reported."),
    permission(
        "contact.report.read", Role.CITIZEN, relations=[Relation.OWN], why="People see the report that they made."
    ),
    permission(
        "contact.report.read",
        Role.RESPONDER,
        Role.DETECTIVE,
        Role.EXHIBITS_OFFICER,
        relations=[Relation.ASSIGNED, Relation.TEAM],
        why="Officers read the report behind the matter they work on.",
    ),
    permission(
        "contact.warning.read",
        *_DESK,
        Role.DISPATCHER,
        Role.RTIC_ANALYST,
        why="Whoever sends a crew sees what the report warns of, without the report.",
    ),
    permission(
        "contact.warning.read",
        Role.RESPONDER,
        Role.DETECTIVE,
        relations=[Relation.INVOLVED],
        why="So does whoever goes there.",
    ),
    permission("contact.report.take", *_DESK, states=["received", "in_review"], why="One person deals with a report."),
    permission(
        "contact.report.put_back",
        *_DESK,
        states=["received", "in_review"],
        why="Whoever cannot go on leaves it to the next.",
    ),
    permission("contact.report.grade", *_DESK, states=["received", "in_review"], why="The desk grades, once."),
    permission(
        "contact.assessment.read",
        *_DESK,
        Role.DETECTIVE,
        Role.CRIME_REGISTRAR,
        Role.DISPATCHER,
        why="Why a report was graded as it was.",
    ),
    permission("contact.safe_contact.read", *_DESK, Role.DETECTIVE, Role.JOB, why="Before any message: is it safe?"),
)
