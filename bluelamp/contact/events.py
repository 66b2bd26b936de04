"""What the contact desk announces."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class ReportReceived(Event):
    report_id: UUID
    matter_id: UUID
    risk: str


@dataclass(frozen=True, kw_only=True)
class ReportGraded(Event):
    report_id: UUID
    matter_id: UUID
    grade: str
