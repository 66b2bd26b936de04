"""A report goes out: matter, people, place, property and the report itself, in one transaction."""

from datetime import date
from uuid import UUID

from bluelamp.complaints.services import make_complaint
from bluelamp.contact.enums import Channel
from bluelamp.contact.policies import risk_of, said_by_age
from bluelamp.contact.report_types import report_types
from bluelamp.contact.services import receive_report
from bluelamp.contact.types import NewReport
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import today
from bluelamp.core.ids import new_id
from bluelamp.files.services import keep
from bluelamp.flows.telling import Telling
from bluelamp.journeys.types import Means, Submitted
from bluelamp.ledger.writing import service
from bluelamp.records.enums import MatterKind
from bluelamp.records.services import add_records, open_matter
from bluelamp.records.types import Provenance

_KNOWN = frozenset({ActorKind.STAFF, ActorKind.CITIZEN})


@service
def submit_report(
    *,
    actor: Actor,
    submitted: Submitted,
    channel: str = Channel.WEB,
    matter_id: UUID | None = None,
    language: str = "",
    receipt: str = "",
) -> UUID:
    """Receive a draft as a report; the id of the report. ``matter_id`` is that of what came before, such as a chat, and
    ``language`` the one that was spoken there, whatever whoever filled in the form reads.

    Who is signed in owns it as themselves, and its receipt opens it too. Anybody else acts as the receipt's holder; the
    ``receipt`` that they will be given opens it.
    """
    report_id = new_id()
    sender = actor if actor.kind in _KNOWN else Actor.receipt(report_id)
    hands_in = actor if actor.kind is ActorKind.STAFF else Actor.public()  # as journeys staged the files
    facts = submitted.facts
    if matter_id is None:
        matter_id = open_matter(actor=sender, kind=MatterKind.REPORT, title=submitted.title).id
    told = Telling(facts)
    provenance = Provenance(source=f"contact.report:{report_id}")
    add_records(actor=sender, matter=matter_id, told=told.all(), provenance=provenance)
    for file_id in submitted.files:
        keep(actor=hands_in, file_id=file_id, matter_id=matter_id)
    exact, safe = told.exact_place(), facts.value(Means.SAFE_CONTACT)
    risk, reasons = risk_of(_said(submitted))
    receive_report(
        actor=sender,
        report_id=report_id,
        matter_id=matter_id,
        new=NewReport(
            draft_id=submitted.draft_id,
            journey_slug=submitted.slug,
            journey_version=submitted.version,
            answers=dict(submitted.answers),
            safe_contact=dict(safe) if isinstance(safe, dict) else {},
            risk=risk.value,
            risk_reasons=reasons,
            place_id=told.place.id if told.place else None,
            place_label=facts.text(Means.PLACE).replace("\n", ", ")[:300],
            latitude=exact.latitude if exact else None,
            longitude=exact.longitude if exact else None,
            reporter_person_id=told.reporter.id if told.reporter else None,
            from_victim=told.from_victim,
            channel=channel,
            language=language or submitted.language,
            receipt=receipt,
            connection="" if actor.kind is ActorKind.STAFF else submitted.connection,
        ),
    )
    if Means.COMPLAINT in facts.affirmed():
        make_complaint(
            actor=sender,
            matter_id=matter_id,
            draft_id=submitted.draft_id,
            journey_version=submitted.version,
            answers=submitted.answers,
        )
    return report_id


def _said(submitted: Submitted) -> tuple[Means, ...]:
    """What was said yes to, what choosing this kind of report says by itself, and what an age says."""
    facts, kind = submitted.facts, report_types().get(submitted.slug)
    born = facts.value(Means.VICTIM_BORN)
    aged = said_by_age(date.fromisoformat(str(born)), today()) if born else ()
    return (*facts.affirmed(), *(kind.says if kind else ()), *aged)
