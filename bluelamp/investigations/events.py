"""What investigations announce."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class CrimeRecorded(Event):
    crime_id: UUID
    matter_id: UUID
    offence: str


@dataclass(frozen=True, kw_only=True)
class OfficerAssigned(Event):
    case_id: UUID
    matter_id: UUID
    owner_id: UUID


@dataclass(frozen=True, kw_only=True)
class OutcomeRecorded(Event):
    crime_id: UUID
    outcome_id: UUID
    matter_id: UUID
    code: int
