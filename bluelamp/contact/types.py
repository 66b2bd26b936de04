"""What the desk and the person who reported are shown."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.contact.enums import Risk
from bluelamp.journeys.enums import Means

if TYPE_CHECKING:
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
    language: str = "en-gb"
    receipt: str = field(default="", repr=False)  # that its sender is told with the answer; its hash alone is kept
    connection: str = field(default="", repr=False)  # where it was sent from: counted by, and not kept


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done where nobody of ours goes. ``agency`` is whom it was handed to, or empty."""

    words: str
    told_how: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class CallSaid:
    """Who calls, as far as they say, and what about. All may be empty."""

    name: str = ""
    number: str = ""
    words: str = ""


class Sign(NamedTuple):
    """A warning sign of a report in the words of the queue, and how grave it is: a ``Risk``, and a tone of the kit."""

    words: str
    risk: str

    @property
    def tone(self) -> str:
        return {Risk.HIGH.value: "high", Risk.MEDIUM.value: "medium"}.get(self.risk, "none")


class Received(NamedTuple):
    """That a report was received, when and how; nothing of what it says."""

    id: UUID
    received_at: datetime
    channel: str
    journey_slug: str


class Waiting(NamedTuple):
    """A place in the queue, without a word of what is behind it: so many may be read at once.

    ``ahead`` puts it before others of the same risk, whatever their age: whoever is there now leaves if nobody comes.
    ``due`` is when we promised to call or to meet.
    """

    risk: str
    since: datetime
    id: UUID
    taken_by: UUID | None
    ahead: int = 0
    due: datetime | None = None


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


@dataclass(frozen=True, slots=True)
class Sender:
    """What a report says about whoever sent it, for deciding what they should not have to do alone.

    ``statement_alone`` of its report type; ``said`` is what it says yes to; ``age`` in years, where they said it.
    """

    report: "Report"
    statement_alone: bool
    said: frozenset[Means]
    age: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may be about the same thing, and why: so many metres away, so long before or after, and whether
    of the same kind."""

    report: "Report"
    metres: int
    between: timedelta
    same_kind: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        days = self.between.days
        return (
            _("The same kind of report") if self.same_kind else _("Another kind of report"),
            _("%(metres)s metres away") % {"metres": self.metres} if self.metres else _("The same address or postcode"),
            ngettext("%(days)s day between them", "%(days)s days between them", days) % {"days": days}
            if days
            else _("Less than a day between them"),
        )
