"""Matters of the past, from another system, in bulk."""

from collections.abc import Sequence
from uuid import UUID

from bluelamp.access import services as access
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_references
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record_batch
from bluelamp.ledger.writing import service
from bluelamp.records.enums import MatterKind, MatterStatus
from bluelamp.records.models import Matter
from bluelamp.records.types import PastMatter

_BATCH = 2_000


@service
def load_matters(*, actor: Actor, rows: Sequence[PastMatter]) -> list[UUID]:
    """Add matters that are over; their ids, in the order given. One ledger entry with the root over them."""
    access.check(actor=actor, action="records.record.load")
    matters = [
        Matter(
            id=row.id,
            reference=reference,
            kind=MatterKind.INCIDENT,
            title=row.title,
            status=MatterStatus.CLOSED,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
        )
        for row, reference in zip(rows, new_references("MA", len(rows)), strict=True)
    ]
    Matter.objects.bulk_create(matters, batch_size=_BATCH)
    leaves = (f"{matter.id} {matter.opened_at.isoformat()}".encode() for matter in matters)
    record_batch(actor=actor, act=Act.COLLECTION, action="records.matter.load", leaves=leaves)
    return [matter.id for matter in matters]
