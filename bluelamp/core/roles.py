"""The roles people hold. A role says what kind of work someone does; need-to-know says on which matter."""

from enum import StrEnum


class Role(StrEnum):
    CALL_TAKER = "call_taker"
    DISPATCHER = "dispatcher"
    RESPONDER = "responder"
    DETECTIVE = "detective"
    EXHIBITS_OFFICER = "exhibits_officer"
    RTIC_ANALYST = "rtic_analyst"
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    CRIME_REGISTRAR = "crime_registrar"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    PROFESSIONAL_STANDARDS = "professional_standards"
    SUPPORT_WORKER = "support_worker"
    TRANSLATION_REVIEWER = "translation_reviewer"
    CITIZEN = "citizen"
    PUBLIC = "public"
    JOB = "job"


# Whoever signs in with an account. A partner's worker does too, and holds no other role: they see their inbox alone.
STAFF_ROLES: frozenset[Role] = frozenset(Role) - {Role.CITIZEN, Role.PUBLIC, Role.JOB}
PARTNER_ROLES: frozenset[Role] = frozenset({Role.SUPPORT_WORKER})

# As people say them inside a sentence: only what is always written so has capitals. Screens: ``access.words``.
WORDS: dict[Role, str] = {
    Role.CALL_TAKER: "call taker",
    Role.DISPATCHER: "dispatcher",
    Role.RESPONDER: "response officer",
    Role.DETECTIVE: "detective",
    Role.EXHIBITS_OFFICER: "exhibits officer",
    Role.RTIC_ANALYST: "RTIC analyst",
    Role.ANALYST: "analyst",
    Role.SUPERVISOR: "supervisor",
    Role.CRIME_REGISTRAR: "crime registrar",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
    Role.PROFESSIONAL_STANDARDS: "professional standards investigator",
    Role.SUPPORT_WORKER: "support worker of a partner organisation",
    Role.TRANSLATION_REVIEWER: "translation reviewer",
    Role.CITIZEN: "person whose own report it is",
    Role.PUBLIC: "member of the public",
    Role.JOB: "Bluelamp itself",
}
