"""Incidents of the past, from another system, in bulk: set-based, one ledger entry for the batch."""

from collections.abc import Sequence

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_references
from bluelamp.incidents import grades
from bluelamp.incidents.enums import IncidentState
from bluelamp.incidents.models import Incident
from bluelamp.incidents.types import PastIncident
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record_batch
from bluelamp.ledger.writing import service

_BATCH = 2_000


@service
def load_incidents(*, actor: Actor, rows: Sequence[PastIncident]) -> int:
    """Add incidents that are over; how many. The entry's Merkle root is over their ids and times, in their order."""
    check(actor=actor, action="incidents.incident.load")
    references = new_references("IN", len(rows))
    incidents = [_incident(row, reference) for row, reference in zip(rows, references, strict=True)]
    Incident.objects.bulk_create(incidents, batch_size=_BATCH)
    leaves = (f"{incident.id} {incident.opened_at.isoformat()}".encode() for incident in incidents)
    record_batch(actor=actor, act=Act.COLLECTION, action="incidents.incident.load", leaves=leaves)
    return len(incidents)


def _incident(row: PastIncident, reference: str) -> Incident:
    return Incident(
        reference=reference,
        matter_id=row.matter_id,
        grade=row.grade,
        nsir_class=row.nsir_class,
        summary=row.summary,
        place_label=row.place_label,
        latitude=row.latitude,
        longitude=row.longitude,
        state=IncidentState.CLOSED,
        opened_at=row.opened_at,
        target_at=grades.target_at(row.grade, row.opened_at),
        arrived_at=row.arrived_at,
        resulted_at=row.resulted_at,
        result_code=row.result_code,
    )
