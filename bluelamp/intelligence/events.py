"""What intelligence announces."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class AlertSent(Event):
    alert_id: UUID
    severity: str
