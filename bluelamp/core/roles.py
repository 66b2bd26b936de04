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
    CITIZEN = "citizen"
    PUBLIC = "public"
    JOB = "job"


STAFF_ROLES: frozenset[Role] = frozenset(Role) - {Role.CITIZEN, Role.PUBLIC, Role.JOB}
