"""What the control room shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.incidents.models import Assignment, Incident, LogEntry, Resource


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resource that could be sent; ``minutes`` is None while its position is unknown.

    ``late`` when it would be the first there, and only after the target.
    """

    resource: Resource
    minutes: float | None
    late: bool = False


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An incident on the board with who is on it. ``late`` when its target has passed with nobody there."""

    incident: Incident
    callsigns: tuple[str, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Board:
    rows: tuple[BoardRow, ...]
    resources: tuple[Resource, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class LogLine:
    """A log entry with the name of who wrote it."""

    entry: LogEntry
    by: str


@dataclass(frozen=True, slots=True)
class Work:
    """One assignment as the crew sees it, and what they may do next."""

    assignment: Assignment
    incident: Incident
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearbyCrew:
    """Who is at or near something, for those who push news to them."""

    user_id: UUID
    callsign: str
    km: float


@dataclass(frozen=True, slots=True)
class Progress:
    """An incident as told to the person who reported it: moments only, each None until it has come."""

    grade: str
    opened_at: datetime
    sent_at: datetime | None
    arrived_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastIncident:
    """An incident that is over, as another system knew it."""

    matter_id: UUID
    grade: str
    nsir_class: str
    summary: str
    place_label: str
    latitude: float
    longitude: float
    opened_at: datetime
    arrived_at: datetime | None
    resulted_at: datetime
    result_code: str
