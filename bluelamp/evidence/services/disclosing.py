"""Handing a statement on. What leaves is the form that was signed, byte for byte: the witness's address, telephone and
email were never part of it, so there is no copy to black out and the hash stays what it is."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.text import plain_text
from bluelamp.evidence.enums import Recipient
from bluelamp.evidence.models import StatementVersion
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def disclose_version(*, actor: Actor, statement_id: UUID, number: int, recipient: str, reason: str) -> StatementVersion:
    """Put on the ledger to whom a version is handed, and why (Data Protection Act 2018, s.62)."""
    version = StatementVersion.objects.filter(statement_id=statement_id, number=number).first()
    if version is None:
        raise NotFound("There is no such version of this statement. Choose one from the list.", field="version")
    check(actor=actor, action="evidence.statement.disclose", matter=version.matter_id)
    if recipient not in Recipient.values:
        raise Invalid("Choose to whom it is handed.", field="recipient")
    record(
        actor=actor,
        act=Act.DISCLOSURE,
        action="evidence.statement.disclose",
        subjects=[version],
        matter=version.matter_id,
        reason=plain_text(reason, "reason", "Say why it is handed on."),
        recipients=[recipient],
    )
    return version
