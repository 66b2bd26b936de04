"""Grade intelligence and push it to the officers concerned, in one step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.intelligence.services import send_alert, write_report
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from bluelamp.intelligence.models import Alert


@service
def push_intelligence(
    *,
    actor: Actor,
    report: Mapping[str, Any],
    alert: Mapping[str, Any],
    recipients: frozenset[UUID],
    matter_id: UUID | None,
) -> "Alert":
    """Keep the report and send its alert: both or neither. Raises ``Invalid`` naming the field."""
    kept = write_report(actor=actor, matter_id=matter_id, **report)
    return send_alert(actor=actor, report_id=kept.id, recipients=recipients, **alert)
