"""Somebody who wants to be helped, and an organisation that helps."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from bluelamp.complaints.asked import COMPLAINT
from bluelamp.complaints.models import Complaint, Footage
from bluelamp.complaints.services import look_for_footage, make_complaint
from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.journeys import versions
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from bluelamp.ledger.writing import service
from bluelamp.victims import asked, selectors, services
from bluelamp.victims.enums import Meeting
from bluelamp.victims.models import Appointment, Referral, VictimRequest
from bluelamp.victims.selectors.appointments import free_slots
from bluelamp.victims.types import Answer, Partner, Person, Received, ReferralRow
from tests.factories import rooms
from tests.plugins.cast import Cast

SAFE = {"how": "email", "email": "sam@example.com", "when": ["evening"], "may_say": "nothing", "name": "Sam"}
PERSON = Person(name="Sam Lamplighter", safe_contact=dict(SAFE))
YES = Answer(consent="yes", how="telephone", needs=("talk",), words="Please not before noon.")


_ASKED = {"statement": "personal-statement", "review": "ask-for-review", "withdrawal": "stop", "more": "more-evidence"}
_SAID: dict[str, dict[str, Any]] = {
    "statement": {"words": "I do not sleep.", "read_out": "later"},
    "review": {"why": "I do not agree."},
    "withdrawal": {"pressure": "yes", "because": ["afraid"]},
    "more": {"words": "He limped."},
}


def written(report: Report, kind: str, **more: Any) -> VictimRequest:
    """As the person who reported sends it."""
    version = _kept(kind, actor=Actor.job("test"))
    return services.receive_request(
        actor=Actor.receipt(report.id),
        matter_id=report.matter_id,
        kind=kind,
        draft_id=new_id(),
        journey_version=version,
        answers=_SAID[kind],
        **more,
    )


@service
def _kept(kind: str, *, actor: Actor) -> str:
    return versions.keep(asked.JOURNEYS[_ASKED[kind]]).sha256


def complained(report: Report, **more: Any) -> Complaint:
    """By the person who reported."""
    return make_complaint(
        actor=Actor.receipt(report.id),
        matter_id=report.matter_id,
        draft_id=new_id(),
        journey_version=_version(actor=Actor.job("test")),
        answers={"who": "another", "what": "He laughed at me.", "camera": "yes"},
        **more,
    )


def sought(standards: Actor, complaint_id: UUID, hours: int = 3) -> Footage:
    """The recording of the responder's camera, of an hour some hours ago."""
    starts_at = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours)
    return look_for_footage(
        actor=standards,
        complaint_id=complaint_id,
        username="responder",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
    )


@service
def _version(*, actor: Actor) -> str:
    return versions.keep(COMPLAINT).sha256


class Referrals:
    """Referrals of people who exist nowhere, and the organisation of the cast's support worker."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.later = timedelta()

    def partner(self, *takes: str) -> Partner:
        """Registered when it is first asked for."""
        team = next(iter(self.cast["support"].teams))
        return services.register_partner(
            actor=Actor.job("test"),
            name="Harbourlight",
            team_id=team,
            takes=takes or ("talk", "other"),
            email="inbox@harbourlight.example",
        )

    def waiting(self, matter: UUID | None = None) -> UUID:
        """One that no partner takes yet."""
        opened = services.answer_support(
            actor=self.cast["call_taker"], matter_id=matter or rooms.matter(), answer=YES, person=PERSON
        )
        assert opened is not None
        return opened.id

    def sent(self, matter: UUID | None = None) -> UUID:
        """One in the inbox."""
        self.partner()
        return self.waiting(matter)

    def silent_for_days(self, _referral: UUID) -> int:
        """Five days pass, and the job runs; how many it moved."""
        self.later += timedelta(days=5)
        with clock.shifted(self.later):
            return services.chase_silent(actor=Actor.job("victims.chase_silent"))

    def state(self, referral: UUID) -> str:
        return str(Referral.objects.values_list("state", flat=True).get(pk=referral))


def call_back(*, actor: Actor, matter_id: UUID, **more: Any) -> Appointment:
    """The first call that is free at a time that is safe for them."""
    first = free_slots(kind=Meeting.CALL, safe_contact=more.get("safe_contact", {}))[0]
    return services.book(actor=actor, matter_id=matter_id, kind=Meeting.CALL, starts_at=first.starts_at, **more)


def inbox(actor: Actor) -> list[Received]:
    """What somebody of a partner is shown."""
    with reading(actor=actor, purpose=Purpose.VICTIM_CARE, action="test"):
        return selectors.inbox(actor=actor)


def overseen(cast: Cast) -> list[ReferralRow]:
    """What a supervisor is shown of all of them."""
    with reading(actor=cast["supervisor"], purpose=Purpose.VICTIM_CARE, action="test"):
        return selectors.referrals(actor=cast["supervisor"])
