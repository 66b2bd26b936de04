"""The receipt that its sender has not saved yet: sealed in their session, made only when they press a button."""

from uuid import UUID

from bluelamp.access import sealed
from bluelamp.access.routes import Request
from bluelamp.contact.services import issue_receipt
from bluelamp.core.actor import Actor, ActorKind

_RECEIPT = "receipt_to_save"


def to_save(request: Request, report_id: UUID) -> str | None:
    """The receipt that this browser still has to save; none when it was given none, or it cannot be read."""
    return sealed.unseal(request.session.get(_RECEIPT, ""), owner=str(report_id))


def make(request: Request, report_id: UUID) -> None:
    """Make another receipt, in place of one that this browser did not see. Raises ``Conflict``."""
    owner = request.actor if request.actor.kind is ActorKind.CITIZEN else Actor.receipt(report_id)
    keep(request, report_id, issue_receipt(actor=owner, report_id=report_id))


def keep(request: Request, report_id: UUID, receipt: str) -> None:
    """Have this browser show it until its holder says that they saved it."""
    request.session[_RECEIPT] = sealed.seal(receipt, owner=str(report_id))


def put_away(request: Request) -> None:
    """It is saved, or this browser is to forget it."""
    request.session.pop(_RECEIPT, None)
