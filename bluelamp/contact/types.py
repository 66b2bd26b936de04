"""What the desk and the person who reported are shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bluelamp.contact.models import Report


@dataclass(frozen=True, slots=True)
class NewReport:
    """All that a report is made of. ``answers`` are those of the journey's version that were asked."""

    draft_id: UUID
    journey_slug: str
    journey_version: str
    answers: dict[str, object]
    safe_contact: dict[str, object]
    risk: str
    risk_reasons: list[str]
    place_id: UUID | None = None
    place_label: str = ""
    latitude: float | None = None
    longitude: float | None = None
    reporter_person_id: UUID | None = None
    from_victim: bool = False
    channel: str = "web"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A report in the queue. ``waiting`` since it was received; ``taken_by`` is a name or empty."""

    report: Report
    waiting: timedelta
    taken_by: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """The queue in one picture: how many of each risk, and how old the oldest is."""

    risk: str
    count: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Somebody who reported: the report's id and reference, and their answer to the safe-contact question.

    ``person_id`` is their record, if they gave a name. ``says_victim``: they said that it happened to them; whether it
    did is for others to say.
    """

    report_id: UUID
    reference: str
    safe_contact: dict[str, object]
    person_id: UUID | None
    says_victim: bool
