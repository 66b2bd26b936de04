"""What the control room announces."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class IncidentOpened(Event):
    incident_id: UUID
    matter_id: UUID


@dataclass(frozen=True, kw_only=True)
class OfficerSent(Event):
    incident_id: UUID
    matter_id: UUID
    resource_id: UUID


@dataclass(frozen=True, kw_only=True)
class IncidentResulted(Event):
    incident_id: UUID
    matter_id: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class IncidentReopened(Event):
    incident_id: UUID
    matter_id: UUID
