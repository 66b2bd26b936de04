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
class CrimeCancelled(Event):
    """``because`` is a reason of ``cancellations``."""

    crime_id: UUID
    matter_id: UUID
    because: str


@dataclass(frozen=True, kw_only=True)
class SuspectStepTaken(Event):
    """``kind`` is one of ``suspect_steps``. Never who."""

    step_id: UUID
    case_id: UUID
    matter_id: UUID
    kind: str


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


@dataclass(frozen=True, kw_only=True)
class ThingTraced(Event):
    """Something that was taken, lost or found has been found or given back. ``state`` is a ``ThingState``."""

    recovery_id: UUID
    matter_id: UUID
    state: str
