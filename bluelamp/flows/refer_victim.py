"""Support for victims: what they answer opens, sends or ends a referral, and stops the Victims' Code's clock."""

from uuid import UUID

from django.conf import settings

from bluelamp.contact import selectors as contact
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid
from bluelamp.investigations.enums import Told
from bluelamp.investigations.events import CrimeRecorded
from bluelamp.investigations.services import meet_for_matter
from bluelamp.journeys.types import Means, Submitted
from bluelamp.ledger.writing import service
from bluelamp.notices.enums import Channel
from bluelamp.notices.services import send
from bluelamp.notices.types import SafeContact
from bluelamp.victims import selectors as victims
from bluelamp.victims.enums import Consent, How
from bluelamp.victims.events import ReferralChased, ReferralSent, SupportDeclined
from bluelamp.victims.services import answer_support
from bluelamp.victims.types import Answer, Person

RULE = "referral"


@service
def answer_on_page(*, actor: Actor, report_id: UUID, submitted: Submitted) -> None:
    """What the person who reported answered on the page of their report."""
    report = contact.report(actor=actor, report_id=report_id)
    given = submitted.answers
    needs, words = given.get("needs"), given.get("words")
    answer = Answer(
        consent=str(given.get("consent", "")),
        how=How.ONLINE,
        needs=tuple(str(need) for need in needs) if isinstance(needs, list) else (),
        words=words if isinstance(words, str) else "",
    )
    name, safe = given.get("ask_for"), submitted.facts.value(Means.SAFE_CONTACT)
    person = (
        Person(
            name=" ".join(str(part) for part in name.values()) if isinstance(name, dict) else "",
            safe_contact=dict(safe) if isinstance(safe, dict) else {},
        )
        if answer.consent == Consent.YES
        else None
    )
    answer_support(actor=actor, matter_id=report.matter_id, answer=answer, person=person, client_id=submitted.draft_id)


@service
def answer_to_staff(*, actor: Actor, report_id: UUID, answer: Answer, name: str = "", client_id: UUID) -> None:
    """What somebody said to the desk or to an officer: the partner reaches them as they said when they reported."""
    report = contact.report(actor=actor, report_id=report_id)
    person = None
    if answer.consent == Consent.YES:
        safe = SafeContact.from_answer(report.safe_contact)
        if safe.never or not safe.address:
            raise Invalid(
                "They asked not to be contacted. Ask them to choose on the page of their report how a support service "
                "may reach them, or give them the numbers of services that they can call.",
                field="consent",
            )
        person = Person(name=name.strip() or safe.name, safe_contact=dict(report.safe_contact))
    answer_support(actor=actor, matter_id=report.matter_id, answer=answer, person=person, client_id=client_id)


@service
def on_referral_sent(event: ReferralSent, /, *, actor: Actor) -> None:
    """The duty is done when the details are sent; the partner is told that something waits, never who."""
    meet_for_matter(actor=actor, matter_id=event.matter_id, rule=RULE, how=Told.REFERRED)
    _tell_partner(actor, event.partner_id, f"referral:{event.event_id}")


@service
def on_referral_chased(event: ReferralChased, /, *, actor: Actor) -> None:
    _tell_partner(actor, event.partner_id, f"referral:{event.event_id}")


@service
def on_support_declined(event: SupportDeclined, /, *, actor: Actor) -> None:
    """Who does not want it is owed nothing more; they can still ask at any time."""
    meet_for_matter(actor=actor, matter_id=event.matter_id, rule=RULE, how=Told.DECLINED)


@service
def on_crime_recorded(event: CrimeRecorded, /, *, actor: Actor) -> None:
    """The crime was recorded after they had answered: its clock need not run."""
    known = victims.support_of_matter(actor=actor, matter_id=event.matter_id)
    if known.sent_at is not None:
        meet_for_matter(actor=actor, matter_id=event.matter_id, rule=RULE, how=Told.REFERRED)
    elif known.consent == Consent.NO:
        meet_for_matter(actor=actor, matter_id=event.matter_id, rule=RULE, how=Told.DECLINED)


def _tell_partner(actor: Actor, partner_id: UUID, key: str) -> None:
    email = victims.partner_email(actor=actor, partner_id=partner_id)
    if not email:
        return
    to = SafeContact(preferred=Channel.EMAIL, email=email, ref=f"victims.partnerorganisation:{partner_id}")
    context = {"inbox_url": f"{settings.BLUELAMP_PUBLIC_URL}/partners/"}
    send(actor=actor, matter_id=None, to=to, template="referral_waiting", context=context, key=key)
