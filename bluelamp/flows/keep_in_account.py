"""A report that somebody holds the receipt of joins their account, so that they need the receipt no more.

Only if they ask for it: whoever reported without a name stays unnamed, also beside an account of theirs.
"""

from uuid import UUID

from bluelamp.access.enums import Relation
from bluelamp.access.services import check, involve
from bluelamp.contact.selectors import report
from bluelamp.core.actor import Actor
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def keep_in_account(*, actor: Actor, held: Actor) -> UUID:
    """``held``: the holder of a receipt who was recognised by it, in the same browser. Twice changes nothing."""
    check(actor=actor, action="accounts.report.keep")
    found = report(actor=held, report_id=held.id)
    ground = f"accounts.account:{actor.id}"
    involve(actor=actor, matter=found.matter_id, who=actor.id, relation=Relation.OWN, ground=ground)
    record(
        actor=actor,
        act=Act.COMBINATION,
        action="accounts.report.keep",
        subjects=[found, ground],
        matter=found.matter_id,
    )
    return found.id
