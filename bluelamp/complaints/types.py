"""A complaint as it is shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Sought:
    """A recording that was looked for, as it is shown."""

    id: UUID
    officer: str
    starts_at: datetime
    ends_at: datetime
    state: str
    state_words: str
    why_none: str


@dataclass(frozen=True, slots=True)
class Shown:
    id: UUID
    reference: str
    matter_id: UUID
    state: str
    state_words: str
    at: datetime
    due_on: date
    overdue: bool
    decided_at: datetime | None
    finding_words: str
    result: str
    owner: str
    about: tuple[str, ...]
    evidence: tuple[tuple[str, UUID], ...]
    journey_version: str
    answers: dict[str, Any]
    footage: tuple[Sought, ...] = ()
    unsought: bool = False  # an officer wore a camera, they say, and nobody has looked for its recording
