"""A report that somebody holds the receipt of joins their account, so that they need it no more, and leaves it again.

Only if they ask for it: whoever reported without a name stays unnamed, also beside an account of theirs. And whoever
holds the receipt sees that it is in an account, and can end that: the account may be somebody else's.
"""

from uuid import UUID

from bluelamp.access.enums import Relation
from bluelamp.access.selectors import owners
from bluelamp.access.services import check, involve, release
from bluelamp.contact.selectors import report
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import NotAllowed
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

_ACCOUNT = "accounts.account:"


@service
def keep_in_account(*, actor: Actor, held: Actor) -> UUID:
    """``held``: the holder of a receipt who was recognised by it, in the same browser. Twice changes nothing."""
    check(actor=actor, action="accounts.report.keep")
    if actor.kind is not ActorKind.CITIZEN:  # the holder of a receipt has their role, and is no account
        raise NotAllowed("Sign in to your account first.")
    found = report(actor=held, report_id=held.id)
    ground = f"{_ACCOUNT}{actor.id}"
    involve(actor=actor, matter=found.matter_id, who=actor.id, relation=Relation.OWN, ground=ground)
    record(
        actor=actor,
        act=Act.COMBINATION,
        action="accounts.report.keep",
        subjects=[found, ground],
        matter=found.matter_id,
    )
    return found.id


@service
def take_out_of_account(*, actor: Actor, report_id: UUID) -> int:
    """The report leaves every account that it was added to; how many there were. Twice changes nothing.

    For the holder of its receipt: who has an account could else put out whoever reported. A report that was made while
    signed in stays in that account: its owner may have given the receipt to somebody they trust.
    """
    found = report(actor=actor, report_id=report_id)
    check(actor=actor, action="accounts.report.take_out", matter=found.matter_id)
    if actor.kind is not ActorKind.RECEIPT:
        raise NotAllowed("Sign out and open the report with its receipt. Then you can take it out of an account.")
    out = owners(matter=found.matter_id, grounds=_ACCOUNT)
    for one in out:
        release(actor=actor, matter=found.matter_id, who=one.who, relation=Relation.OWN, ground=one.ground)
    if out:
        record(
            actor=actor,
            act=Act.ALTERATION,
            action="accounts.report.take_out",
            subjects=[found, *(one.ground for one in out)],
            matter=found.matter_id,
        )
    return len(out)
