"""Who may offer, ask for and give support to victims."""

from bluelamp.access.enums import Relation
from bluelamp.access.table import permission
from bluelamp.core.roles import Role

_NEED = (Relation.ASSIGNED, Relation.TEAM)
_DESK = (Role.CALL_TAKER, Role.SUPERVISOR)
_OFFICERS = (Role.DETECTIVE, Role.RESPONDER)

ROWS = (
    permission(
        "victims.consent.record",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Whoever it happened to says whether they want to be put in touch with support.",
    ),
    permission("victims.consent.record", *_DESK, why="Whoever speaks with a victim writes down what they answer."),
    permission(
        "victims.consent.record",
        *_OFFICERS,
        relations=_NEED,
        why="So do the officers who work on the matter.",
    ),
    permission(
        "victims.referral.open",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="A yes is sent on at once, without waiting for anybody.",
    ),
    permission("victims.referral.open", *_DESK, why="The same when it was said to the desk."),
    permission("victims.referral.open", *_OFFICERS, relations=_NEED, why="Or to an officer."),
    permission(
        "victims.referral.send",
        Role.SUPERVISOR,
        states=["waiting", "escalated", "declined"],
        why="A supervisor finds a partner where none fits, or the one before cannot help or is silent.",
    ),
    permission("victims.referral.read", *_DESK, Role.JOB, why="They see that nobody is forgotten."),
    permission(
        "victims.referral.read",
        *_OFFICERS,
        relations=_NEED,
        why="Whoever works on the matter sees whether its victim has help.",
    ),
    permission("victims.referral.read", Role.CITIZEN, relations=[Relation.OWN], why="They see what was sent for them."),
    permission(
        "victims.referral.withdraw",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Whoever agreed can change their mind.",
    ),
    permission("victims.referral.withdraw", *_DESK, why="Also by telephone."),
    permission("victims.referral.withdraw", *_OFFICERS, relations=_NEED, why="Or to an officer."),
    permission("victims.referral.oversee", Role.SUPERVISOR, why="Every referral, in any state, stands on one page."),
    permission("victims.referral.chase", Role.JOB, why="A partner that is silent is chased, then a supervisor acts."),
    permission("victims.referral.answer", Role.SUPPORT_WORKER, why="The partner says whether it can help."),
    permission("victims.inbox.read", Role.SUPPORT_WORKER, why="A partner sees what was sent to it, and nothing else."),
    permission(
        "victims.appointment.book",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="People choose a time at which it is safe for them.",
    ),
    permission("victims.appointment.book", *_DESK, Role.JOB, why="The desk books for whoever calls."),
    permission("victims.appointment.book", *_OFFICERS, relations=_NEED, why="Officers book for their own matters."),
    permission("victims.appointment.change", Role.CITIZEN, relations=[Relation.OWN], why="They can change their mind."),
    permission("victims.appointment.change", *_DESK, why="The desk moves and cancels when somebody is ill."),
    permission("victims.appointment.change", *_OFFICERS, relations=_NEED, why="So do officers in their own matters."),
    permission("victims.appointment.read", Role.CITIZEN, relations=[Relation.OWN], why="Their own appointments."),
    permission("victims.appointment.read", *_DESK, Role.JOB, why="The desk sees who is to be called and when."),
    permission("victims.appointment.read", *_OFFICERS, relations=_NEED, why="Officers see those of their matters."),
    permission(
        "victims.visit.read",
        *_DESK,
        Role.DISPATCHER,
        Role.RTIC_ANALYST,
        why="Whoever sends a crew sees which time was agreed, without who is visited and why.",
    ),
    permission(
        "victims.visit.read", *_OFFICERS, relations=[Relation.INVOLVED], why="So does whoever works on the matter."
    ),
    permission(
        "victims.appointment.oversee",
        *_DESK,
        Role.JOB,
        why="All that is booked, in the order in which it is due; what is late is put before a supervisor.",
    ),
    permission("victims.appointment.keep", *_DESK, why="Whoever calls says what came of it."),
    permission("victims.appointment.keep", *_OFFICERS, relations=_NEED, why="So does the officer who met them."),
    permission(
        "victims.request.make",
        Role.CITIZEN,
        relations=[Relation.OWN],
        why="Statements, wishes for a review and wishes to stop come from the person alone.",
    ),
    permission("victims.request.read", Role.CITIZEN, relations=[Relation.OWN], why="They read what they wrote."),
    permission("victims.request.read", *_DESK, Role.JOB, why="The desk sees what waits for an answer."),
    permission("victims.request.read", *_OFFICERS, relations=_NEED, why="Officers see those of their matters."),
    permission(
        "victims.request.oversee", *_DESK, Role.JOB, why="All that waits for an answer, by the day on which it is due."
    ),
    permission("victims.request.settle", *_DESK, why="Whoever speaks with them says what came of it."),
    permission("victims.request.settle", *_OFFICERS, relations=_NEED, why="So does the officer in the case."),
    permission(
        "victims.review.decide",
        Role.SUPERVISOR,
        why="A supervisor who did not make the decision looks at it again.",
    ),
    permission(
        "victims.satisfaction.read",
        Role.SUPERVISOR,
        Role.ANALYST,
        Role.AUDITOR,
        why="Counts alone, and none of too few people.",
    ),
    permission("victims.partner.read", *_DESK, *_OFFICERS, Role.JOB, why="Who there is to help."),
    permission(
        "victims.partner.change",
        Role.ADMINISTRATOR,
        Role.JOB,
        why="Administrators keep the list of partners, like the accounts of their workers.",
    ),
)
