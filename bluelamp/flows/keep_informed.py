"""News that a person who reported is owed, in plain words, sent only as they said is safe."""

from uuid import UUID

from django.conf import settings

from bluelamp.contact.events import ReportGraded, ReportReceived
from bluelamp.contact.selectors import correspondent
from bluelamp.core.actor import Actor
from bluelamp.investigations.events import CrimeRecorded, OfficerAssigned, OutcomeRecorded
from bluelamp.investigations.outcomes import plain_words
from bluelamp.investigations.selectors import crime_reference, crimes_for_matter
from bluelamp.ledger.writing import service
from bluelamp.notices.services import send
from bluelamp.notices.types import SafeContact


def on_report_received(event: ReportReceived, /, *, actor: Actor) -> None:
    tell(actor=actor, matter_id=event.matter_id, template="report_received", key=f"received:{event.report_id}")


@service
def on_report_graded(event: ReportGraded, /, *, actor: Actor) -> None:
    if crimes_for_matter(actor=actor, matter_id=event.matter_id):
        return  # the news of the crime says it all
    tell(actor=actor, matter_id=event.matter_id, template="report_update", key=f"graded:{event.report_id}")


@service
def on_crime_recorded(event: CrimeRecorded, /, *, actor: Actor) -> None:
    reference = crime_reference(actor=actor, crime_id=event.crime_id)
    tell(
        actor=actor,
        matter_id=event.matter_id,
        template="crime_recorded",
        key=f"crime:{event.crime_id}",
        crime_reference=reference,
    )


def on_officer_assigned(event: OfficerAssigned, /, *, actor: Actor) -> None:
    tell(
        actor=actor,
        matter_id=event.matter_id,
        template="report_update",
        key=f"officer:{event.case_id}:{event.owner_id}",
    )


def on_outcome_recorded(event: OutcomeRecorded, /, *, actor: Actor) -> None:
    tell(
        actor=actor,
        matter_id=event.matter_id,
        template="outcome_recorded",
        key=f"outcome:{event.outcome_id}",
        outcome=plain_words(event.code),
    )


@service
def tell(*, actor: Actor, matter_id: UUID, template: str, key: str, **words: str) -> None:
    """Queue a notice to whoever reported; a matter without a report has nobody to tell. Once for each ``key``."""
    person = correspondent(actor=actor, matter_id=matter_id)
    if person is None:
        return
    contact = SafeContact.from_answer(person.safe_contact, ref=f"contact.report:{person.report_id}")
    context = {"reference": person.reference, "track_url": f"{settings.BLUELAMP_PUBLIC_URL}/track", **words}
    send(actor=actor, matter_id=matter_id, to=contact, template=template, context=context, key=key)
