"""Why people look, as the ledger names it: what their work is for, and what they may say when they look further."""

from bluelamp.core.actor import Actor
from bluelamp.core.roles import Role
from bluelamp.ledger.enums import Purpose

# The first that fits: somebody with two roles is taken at the one that deals with the public.
_BY_ROLE = {
    Role.CALL_TAKER: Purpose.CONTACT,
    Role.DISPATCHER: Purpose.RESPONSE,
    Role.RESPONDER: Purpose.RESPONSE,
    Role.DETECTIVE: Purpose.INVESTIGATION,
    Role.EXHIBITS_OFFICER: Purpose.EVIDENCE,
    Role.RTIC_ANALYST: Purpose.INTELLIGENCE,
    Role.ANALYST: Purpose.ANALYSIS,
    Role.SUPERVISOR: Purpose.SUPERVISION,
    Role.CRIME_REGISTRAR: Purpose.SUPERVISION,
    Role.AUDITOR: Purpose.AUDIT,
}
FOR_SEARCHING = (
    Purpose.CONTACT,
    Purpose.RESPONSE,
    Purpose.INVESTIGATION,
    Purpose.INTELLIGENCE,
    Purpose.SAFEGUARDING,
    Purpose.VICTIM_CARE,
    Purpose.SUPERVISION,
)


def purpose_of(actor: Actor) -> Purpose:
    """What this actor looks at records for, unless they say otherwise."""
    return next((purpose for role, purpose in _BY_ROLE.items() if role in actor.roles), Purpose.ADMINISTRATION)
