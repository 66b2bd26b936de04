"""What an investigator, a supervisor and a victim are shown."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bluelamp.investigations.models import Action, Case, CaseNote, Crime, Entitlement, Outcome
from bluelamp.investigations.victims_code import CodeRule


@dataclass(frozen=True, slots=True)
class Clock:
    """A Victims' Code clock. ``due`` is None while enhanced rights are undecided: then show both dates."""

    entitlement: Entitlement
    rule: CodeRule
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class CaseFile:
    case: Case
    crimes: tuple[Crime, ...]
    outcomes: tuple[Outcome, ...]
    notes: tuple[CaseNote, ...]
    actions: tuple[Action, ...]
    clocks: tuple[Clock, ...]
    owner: str
    names: dict[UUID, str]


@dataclass(frozen=True, slots=True)
class CaseRow:
    case: Case
    crime_titles: tuple[str, ...]
    owner: str
    next_due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """An outcome in plain words, for the victim."""

    at: datetime
    code: int
    plain: str
