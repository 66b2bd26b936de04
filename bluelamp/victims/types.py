"""What is handed to this room and shown by it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that helps victims. ``takes`` are the needs that it takes people for."""

    id: UUID
    name: str
    team_id: UUID
    takes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All that a partner is told of somebody, besides what they need: by which name and in which way to reach them.

    ``safe_contact`` is their answer to the safe-contact question.
    """

    name: str
    safe_contact: dict[str, object]
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answered when they were offered support, and how. ``words`` are theirs, for the partner to read."""

    consent: str
    how: str
    needs: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral as those see it who oversee them: no names. ``with_supervisor``: it is for them to act now."""

    id: UUID
    reference: str
    matter_id: UUID
    state: str
    state_words: str
    partner: str
    due_on: date
    overdue: bool
    sent_at: datetime | None
    with_supervisor: bool


@dataclass(frozen=True, slots=True)
class Received:
    """A referral as its partner sees it; of one that was withdrawn the reference alone."""

    id: UUID
    reference: str
    state: str
    state_words: str
    sent_at: datetime | None
    name: str = ""
    contact: tuple[str, ...] = ()
    language: str = ""
    needs: tuple[str, ...] = ()
    words: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class SupportStep:
    at: datetime
    what: str
    partner: str
    reason: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Overseen:
    row: ReferralRow
    needs: tuple[str, ...]
    steps: tuple[SupportStep, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """What was asked and what came of it, on one matter. ``consent`` is the latest answer or empty."""

    consent: str = ""
    consent_words: str = ""
    asked_at: datetime | None = None
    referral_id: UUID | None = None
    reference: str = ""
    state: str = ""
    state_words: str = ""
    partner: str = ""
    needs: tuple[str, ...] = ()
    due_on: date | None = None
    sent_at: datetime | None = None
    steps: tuple[SupportStep, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment as it is shown. ``contact`` is empty for the person themselves, who knows."""

    id: UUID
    reference: str
    matter_id: UUID
    kind: str
    kind_words: str
    about: str
    about_words: str
    state: str
    state_words: str
    starts_at: datetime
    ends_at: datetime
    contact: tuple[str, ...] = ()
    words: str = ""
    result: str = ""
    owner: str = ""
    open: bool = False
    where: str = ""
    whom: str = ""  # empty where they do not mind
    mine: bool = False  # booked by whoever reads it


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that was written to us, as it is shown. ``answers`` are to what ``journey_version`` asked."""

    id: UUID
    reference: str
    matter_id: UUID
    kind: str
    kind_words: str
    state: str
    state_words: str
    flagged: bool
    due_on: date
    overdue: bool
    at: datetime
    settled_at: datetime | None
    outcome: str
    outcome_words: str
    result: str
    owner: str
    owner_id: UUID | None
    journey_version: str
    answers: dict[str, Any]
    open: bool


@dataclass(frozen=True, slots=True)
class SatisfactionCounts:
    """How many gave each answer; empty where so few answered that one could be known."""

    answers: int
    rating: dict[str, int]
    shortfalls: dict[str, int]
    confidence: dict[str, int]
    too_few: bool = False
