"""What an investigator, a supervisor and a victim are shown."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bluelamp.investigations.audit_rates import Findings
from bluelamp.investigations.enums import HandedOver, ThingState
from bluelamp.investigations.models import (
    Action,
    AuditItem,
    AuditJudgement,
    Case,
    CaseNote,
    Crime,
    Entitlement,
    Outcome,
    RecordingAudit,
    RecordingDecision,
    SuspectStep,
)
from bluelamp.investigations.victims_code import CodeRule
from bluelamp.records.enums import LinkKind
from bluelamp.records.types import Ref
from bluelamp.ui.types import Text


@dataclass(frozen=True, slots=True)
class Clock:
    """A Victims' Code clock. ``due`` is None while it depends on rights not yet assessed: show both dates."""

    entitlement: Entitlement
    rule: CodeRule
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """A victim to be told: late, or by other means than a message. ``case`` only for those who may see it."""

    clock: Clock
    case: Case | None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """``cancelled`` says of each cancelled crime why."""

    case: Case
    crimes: tuple[Crime, ...]
    outcomes: tuple[Outcome, ...]
    cancelled: dict[UUID, RecordingDecision]
    suspect_steps: tuple[SuspectStep, ...]
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
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """An outcome in plain words, for the victim. ``stops`` when nobody was charged or dealt with."""

    crime_id: UUID
    at: datetime
    plain: Text
    stops: bool


@dataclass(frozen=True, slots=True)
class Cancelled:
    """That a crime is none after all, in plain words, for the victim."""

    crime_id: UUID
    at: datetime
    plain: Text


@dataclass(frozen=True, slots=True)
class SuspectNews:
    """What happened with a suspect, or at court, in plain words, for the victim. ``at`` is when it was recorded."""

    at: datetime
    happened_on: date
    plain: Text
    at_court: bool
    decided: bool
    corrects: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What became of the crimes of a matter, in a victim's words. ``officer``: the investigator's name and number."""

    crimes: tuple[Crime, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()
    endings: tuple[Ending, ...] = ()
    suspects: tuple[SuspectNews, ...] = ()
    officer: str = ""

    def happened_to(self, person_id: UUID | None, *, says_so: bool) -> bool:
        """Whether it happened to whoever reported it, as far as is known.

        Somebody unnamed is the unnamed victim of a crime when they said so, never because neither has a name.
        """
        known = person_id is not None or says_so
        return known and any(crime.victim_person_id == person_id for crime in self.crimes)

    @property
    def stopped_at(self) -> datetime | None:
        """When it was last decided to stop, which can be reviewed."""
        return max([one.at for one in self.endings if one.stops] + [one.at for one in self.cancelled], default=None)


@dataclass(frozen=True, slots=True)
class Traced:
    """A thing that was taken, lost or found, and what became of it. ``how`` is how it came into the matter."""

    link_id: UUID
    ref: Ref
    title: str
    number: str
    how: LinkKind
    state: ThingState = ThingState.REPORTED
    found_on: date | None = None
    found_at: datetime | None = None
    where_kept: str = ""
    returned_on: date | None = None
    returned_at: datetime | None = None
    handed_over: str = ""

    @property
    def handed_over_words(self) -> str:
        return str(HandedOver(self.handed_over).label) if self.handed_over else ""


@dataclass(frozen=True, slots=True)
class SampledItem:
    """A report of a sample, and how many people have judged it."""

    id: UUID
    number: int
    times: int


@dataclass(frozen=True, slots=True)
class AuditFile:
    """An audit with its sample and what was found so far."""

    audit: RecordingAudit
    items: tuple[SampledItem, ...]
    findings: tuple[Findings, ...]


@dataclass(frozen=True, slots=True)
class ItemFile:
    """A report of a sample with what was decided and judged about it, the earliest first."""

    item: AuditItem
    crimes: tuple[Crime, ...]
    decisions: tuple[RecordingDecision, ...]
    judgements: tuple[AuditJudgement, ...]
