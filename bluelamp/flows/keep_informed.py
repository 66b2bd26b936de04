"""News that a person who reported is owed, in plain words, sent only as they said is safe; and what it does for them.

A message that was sent stops the Victims' Code's clock. One that could not be sent, or that said nothing, or that went
to somebody other than the victim, does not: then the case says that a person has to tell them.
"""

import logging
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from bluelamp.complaints.events import ComplaintMoved, FootageSettled
from bluelamp.contact.events import ReportGraded, ReportReceived
from bluelamp.contact.selectors import correspondent
from bluelamp.contact.types import Correspondent
from bluelamp.conversations.events import AnswerWritten
from bluelamp.conversations.selectors import unread_for_matter
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.investigations import cancellations, outcomes, suspect_steps
from bluelamp.investigations.enums import OtherMeans, ThingState
from bluelamp.investigations.events import (
    CrimeCancelled,
    CrimeRecorded,
    OfficerAssigned,
    OutcomeRecorded,
    SuspectStepTaken,
    ThingTraced,
)
from bluelamp.investigations.selectors import course_of_matter, crime_reference, crimes_for_matter
from bluelamp.investigations.services import ask_for_other_means, mark_informed
from bluelamp.ledger.writing import service
from bluelamp.notices.enums import Channel, HoldReason, MaySay
from bluelamp.notices.events import NoticeNotSent, NoticeSent
from bluelamp.notices.selectors import asked_for, key_of
from bluelamp.notices.services import send
from bluelamp.notices.types import SafeContact
from bluelamp.victims.events import AppointmentChanged, ReferralAnswered, RequestSettled

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
PER_ADDRESS = 3  # a day; as many as return codes
TEXTS_ALTOGETHER = 500  # an hour: each costs, and whoever is paid for receiving them could have us send any number
_RECEIVED = "report_received"
# The first word of a notice's key -> the rules of the Victims' Code whose clock it stops. What follows the colon is
# what the clock is about. Other notices owe nothing.
_DUTIES: dict[str, tuple[str, ...]] = {
    "outcome": ("outcome", "not_investigating"),
    "cancelled": ("not_investigating",),
    "step": tuple(dict.fromkeys(kind.event for kind in suspect_steps.STEP_KINDS)),
}
_OTHER_MEANS = {
    HoldReason.NEVER: OtherMeans.NO_CONTACT,
    HoldReason.NOTHING_MAY_BE_SAID: OtherMeans.UNSAFE,
    HoldReason.CALL_THEM: OtherMeans.CALL,
    HoldReason.NO_ADDRESS: OtherMeans.NO_ADDRESS,
    HoldReason.BAD_ADDRESS: OtherMeans.NO_ADDRESS,
    HoldReason.NO_SAFE_TIME: OtherMeans.UNSAFE,
    HoldReason.NOT_BY_TEXT: OtherMeans.FAILED,
    HoldReason.STOPPED: OtherMeans.UNSAFE,
}


@service
def on_report_received(event: ReportReceived, /, *, actor: Actor) -> None:
    """We have it; with the reference and where to follow it.

    Anybody can report and name anybody's address, so one address hears of so many reports a day and no more, and texts
    go to British mobiles alone, so many an hour altogether. Its sender saw the reference on the page; nothing later is
    held back, because people of ours decide about that.
    """
    person = correspondent(actor=actor, matter_id=event.matter_id)
    if person is None:
        return  # nobody to tell, and nothing is owed
    contact = replace(_contact_of(person), on_their_word=True)
    if _heard_enough(actor, contact):
        logger.info("No notice of report %s: its address has had those of today.", event.report_id)
    elif _texted_enough(actor, contact):
        logger.warning("Reports are not confirmed by text for now: %d were within an hour.", TEXTS_ALTOGETHER)
    else:
        _write(actor, event.matter_id, person, contact, template=_RECEIVED, key=f"received:{event.report_id}")


def _heard_enough(actor: Actor, contact: SafeContact) -> bool:
    address = contact.address.strip()
    asked = asked_for(actor=actor, template=_RECEIVED, since=now() - DAY, address=address) if address else 0
    return asked >= PER_ADDRESS


def _texted_enough(actor: Actor, contact: SafeContact) -> bool:
    if contact.preferred != Channel.SMS:
        return False
    texted = asked_for(actor=actor, template=_RECEIVED, since=now() - timedelta(hours=1), channel=Channel.SMS)
    return texted >= TEXTS_ALTOGETHER


@service
def on_report_graded(event: ReportGraded, /, *, actor: Actor) -> None:
    """Something was decided, for those who are not told of a crime anyway."""
    if crimes_for_matter(actor=actor, matter_id=event.matter_id):
        return  # the news of the crime says it all
    tell(actor=actor, matter_id=event.matter_id, template="report_update", key=f"graded:{event.report_id}")


@service
def on_crime_recorded(event: CrimeRecorded, /, *, actor: Actor) -> None:
    """A crime was recorded, with its number."""
    reference = crime_reference(actor=actor, crime_id=event.crime_id)
    tell(
        actor=actor,
        matter_id=event.matter_id,
        template="crime_recorded",
        key=f"crime:{event.crime_id}",
        crime_reference=reference,
    )


@service
def on_crime_cancelled(event: CrimeCancelled, /, *, actor: Actor) -> None:
    """A crime is none after all, and why: a duty of its own, so the notice stops that clock."""
    tell(
        actor=actor,
        matter_id=event.matter_id,
        template="crime_cancelled",
        key=f"cancelled:{event.crime_id}",
        crime_reference=crime_reference(actor=actor, crime_id=event.crime_id),
        why=str(cancellations.plain_words(event.because)),
    )


def on_officer_assigned(event: OfficerAssigned, /, *, actor: Actor) -> None:
    """Somebody investigates now: each new officer is news."""
    tell(
        actor=actor,
        matter_id=event.matter_id,
        template="report_update",
        key=f"officer:{event.case_id}:{event.owner_id}",
    )


@service
def on_suspect_step(event: SuspectStepTaken, /, *, actor: Actor) -> None:
    """The victim's alone: whoever else reported has no right to news of a suspect."""
    person, key = correspondent(actor=actor, matter_id=event.matter_id), f"step:{event.step_id}"
    if person is not None and not _happened_to(actor, event.matter_id, person):
        _by_other_means(actor, key, OtherMeans.SOMEBODY_ELSE)
        return
    plain = str(suspect_steps.known(event.kind).plain)
    tell(actor=actor, matter_id=event.matter_id, template="suspect_step", key=key, step=plain)


def on_outcome_recorded(event: OutcomeRecorded, /, *, actor: Actor) -> None:
    """How it ended; where the police stop, with the reason and the way to a review."""
    tell(
        actor=actor,
        matter_id=event.matter_id,
        template="not_investigating" if outcomes.stops(event.code) else "outcome_recorded",
        key=f"outcome:{event.outcome_id}",
        outcome=str(outcomes.plain_words(event.code)),
    )


def on_referral_answered(event: ReferralAnswered, /, *, actor: Actor) -> None:
    """Who will be in touch, or that we ask somebody else: what they asked for is theirs to follow."""
    key = f"support:{event.referral_id}:{event.partner_id}"
    tell(actor=actor, matter_id=event.matter_id, template="report_update", key=key)


def on_appointment_changed(event: AppointmentChanged, /, *, actor: Actor) -> None:
    """What we booked, moved or cancelled for them; what they did themselves they know."""
    if event.by_us:
        key = f"appointment:{event.appointment_id}:{event.event_id}"
        tell(actor=actor, matter_id=event.matter_id, template="report_update", key=key)


def on_request_settled(event: RequestSettled, /, *, actor: Actor) -> None:
    """What they wrote to us has its answer."""
    tell(actor=actor, matter_id=event.matter_id, template="report_update", key=f"request:{event.request_id}")


def on_thing_traced(event: ThingTraced, /, *, actor: Actor) -> None:
    """That there is news, never of what; a slip of ours that was put right is none."""
    if event.state != ThingState.REPORTED:
        key = f"thing:{event.recovery_id}:{event.state}"
        tell(actor=actor, matter_id=event.matter_id, template="report_update", key=key)


def on_complaint_moved(event: ComplaintMoved, /, *, actor: Actor) -> None:
    """That there is news, never that it is about a complaint."""
    key = f"complaint:{event.complaint_id}:{event.state}"
    tell(actor=actor, matter_id=event.matter_id, template="report_update", key=key)


def on_footage_settled(event: FootageSettled, /, *, actor: Actor) -> None:
    """The same of a recording that was looked for."""
    tell(actor=actor, matter_id=event.matter_id, template="report_update", key=f"footage:{event.footage_id}")


@service
def on_answer_written(event: AnswerWritten, /, *, actor: Actor) -> None:
    """We wrote to whoever reported. One notice for all that they have not read: more would only tell of us."""
    person = correspondent(actor=actor, matter_id=event.matter_id)
    if person is None:
        return  # nobody reported: what was written waits where they look
    unread = unread_for_matter(actor=Actor.receipt(person.report_id), matter_id=event.matter_id)
    if unread == 1:
        tell(actor=actor, matter_id=event.matter_id, template="report_update", key=f"answer:{event.message_id}")


@service
def on_notice_sent(event: NoticeSent, /, *, actor: Actor) -> None:
    """Stop the clock of what a notice told, when it did tell the victim."""
    key = key_of(actor=actor, notice_id=event.notice_id)
    if event.matter_id is None or not _duties(key):
        return
    person = correspondent(actor=actor, matter_id=event.matter_id)
    if person is None or not _happened_to(actor, event.matter_id, person):
        _by_other_means(actor, key, OtherMeans.SOMEBODY_ELSE)
    elif event.wording != MaySay.FULL:
        _by_other_means(actor, key, OtherMeans.HINT)
    else:
        for rule in _duties(key):
            mark_informed(actor=actor, about_id=_about(key), rule=rule)


@service
def on_notice_not_sent(event: NoticeNotSent, /, *, actor: Actor) -> None:
    """The clock runs on, and the case says why a person has to tell the victim."""
    why = _OTHER_MEANS[HoldReason(event.reason)] if event.reason in HoldReason.values else OtherMeans.FAILED
    _by_other_means(actor, key_of(actor=actor, notice_id=event.notice_id), why)


@service
def tell(*, actor: Actor, matter_id: UUID, template: str, key: str, **words: str) -> None:
    """Queue a notice to whoever reported; when nobody did, a person has to find the victim. Once for each ``key``."""
    person = correspondent(actor=actor, matter_id=matter_id)
    if person is None:
        _by_other_means(actor, key, OtherMeans.NO_ADDRESS)
        return
    _write(actor, matter_id, person, _contact_of(person), template=template, key=key, **words)


def _contact_of(person: Correspondent) -> SafeContact:
    return SafeContact.from_answer(person.safe_contact, ref=f"contact.report:{person.report_id}")


def _write(
    actor: Actor, matter_id: UUID, person: Correspondent, contact: SafeContact, *, template: str, key: str, **words: str
) -> None:
    context = {"reference": person.reference, "track_url": f"{settings.BLUELAMP_PUBLIC_URL}/track", **words}
    send(actor=actor, matter_id=matter_id, to=contact, template=template, context=context, key=key)


def _happened_to(actor: Actor, matter_id: UUID, person: Correspondent) -> bool:
    course = course_of_matter(actor=actor, matter_id=matter_id)
    return course.happened_to(person.person_id, says_so=person.says_victim)


def _by_other_means(actor: Actor, key: str, why: OtherMeans) -> None:
    for rule in _duties(key):
        ask_for_other_means(actor=actor, about_id=_about(key), rule=rule, why=why)


def _duties(key: str) -> tuple[str, ...]:
    return _DUTIES.get(key.partition(":")[0], ())


def _about(key: str) -> UUID:
    return UUID(key.partition(":")[2])
