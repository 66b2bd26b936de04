"""A witness signs: the form is printed, its bytes are kept, it becomes an exhibit and a version, all or nothing.

A process that is killed anywhere in between leaves an unsigned statement and, at most, bytes that nobody knows of.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.evidence.services import exhibit_file, prepare, sign_statement
from bluelamp.evidence.types import Signing
from bluelamp.files.services import stage
from bluelamp.files.types import DOCUMENTS
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from bluelamp.evidence.models import StatementVersion

_LARGEST = 20_000_000  # bytes; 25 pages are under 200,000


@service
def seal_statement(*, actor: Actor, statement_id: UUID, signing: Signing) -> "StatementVersion":
    """Sign a statement; pressed twice, it is signed once. Raises ``Invalid`` naming the field, ``ReadOtherWords`` when
    its words have changed since they were read, ``PageCountDiffers``."""
    prepared = prepare(actor=actor, statement_id=statement_id, signing=signing)
    if prepared.before is not None:
        return prepared.before
    printed, statement = prepared.printed, prepared.statement
    assert printed is not None
    # As what people send with a report: by the public, who hold it by the matter it is part of.
    hands_in = actor if actor.kind is ActorKind.STAFF else Actor.public()
    stored = stage(
        actor=hands_in,
        chunks=[printed.content],
        name=f"{statement.reference}.pdf",
        max_bytes=_LARGEST,
        allowed=DOCUMENTS,
    )
    exhibit = exhibit_file(
        actor=actor,
        matter_id=statement.matter_id,
        stored_file_id=stored.id,
        title=f"Witness statement {statement.reference}",
        needs="evidence.statement.read",
    )
    return sign_statement(actor=actor, prepared=prepared, signing=signing, printed=printed, exhibit=exhibit)
