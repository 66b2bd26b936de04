"""What victims write after their report: each to where somebody answers it, with the day by which they do."""

from uuid import UUID

from bluelamp.contact import selectors as contact
from bluelamp.contact.enums import Risk
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON, today
from bluelamp.core.errors import Conflict
from bluelamp.evidence.services import exhibit_file
from bluelamp.files.services import keep
from bluelamp.investigations import selectors as investigations
from bluelamp.journeys.types import Submitted
from bluelamp.ledger.writing import service
from bluelamp.victims.enums import RequestKind
from bluelamp.victims.rules import review_days
from bluelamp.victims.services import rate_service, receive_request

_KINDS = {
    "personal-statement": RequestKind.STATEMENT,
    "ask-for-review": RequestKind.REVIEW,
    "stop": RequestKind.WITHDRAWAL,
}


@service
def make_request(*, actor: Actor, report_id: UUID, submitted: Submitted) -> None:
    """A statement, a wish for a review or a wish to stop. Nothing is closed or opened by it: a person decides."""
    report = contact.report(actor=actor, report_id=report_id)
    kind = _KINDS[submitted.slug]
    matter_id = report.matter_id
    if kind is RequestKind.REVIEW:
        _check_in_time(actor, matter_id)
    receive_request(
        actor=actor,
        matter_id=matter_id,
        kind=kind,
        draft_id=submitted.draft_id,
        journey_version=submitted.version,
        answers=submitted.answers,
        flagged=kind is RequestKind.WITHDRAWAL
        and (report.risk == Risk.HIGH or submitted.answers.get("pressure") != "no"),
        not_by=investigations.owner_for_matter(actor=actor, matter_id=matter_id)
        if kind is RequestKind.REVIEW
        else None,
    )


@service
def send_more(*, actor: Actor, report_id: UUID, submitted: Submitted) -> None:
    """More evidence: kept with the matter, an exhibit at once where the desk has decided already.

    It waits for the investigator where there is one, at the desk where there is none. What came before the report is
    graded becomes an exhibit together with the rest.
    """
    report = contact.report(actor=actor, report_id=report_id)
    matter_id = report.matter_id
    receive_request(
        actor=actor,
        matter_id=matter_id,
        kind=RequestKind.MORE,
        draft_id=submitted.draft_id,
        journey_version=submitted.version,
        answers=submitted.answers,
        flagged=report.risk == Risk.HIGH,
        owner_id=investigations.owner_for_matter(actor=actor, matter_id=matter_id),
    )
    for file_id in submitted.files:
        stored = keep(actor=Actor.public(), file_id=file_id, matter_id=matter_id)  # as journeys staged it
        if report.graded_at is not None:
            exhibit_file(actor=actor, matter_id=matter_id, stored_file_id=file_id, title=stored.name)


@service
def rate(*, actor: Actor, report_id: UUID, submitted: Submitted) -> None:
    """What somebody thought of us, apart from all that says who they are."""
    report = contact.report(actor=actor, report_id=report_id)
    given = submitted.answers
    shortfalls = given.get("shortfalls")
    rate_service(
        actor=actor,
        report_id=report_id,
        matter_id=report.matter_id,
        rating=str(given.get("rating", "")),
        shortfalls=[str(code) for code in shortfalls] if isinstance(shortfalls, list) else [],
        confidence=str(given.get("confidence") or ""),
    )


def _check_in_time(actor: Actor, matter_id: UUID) -> None:
    stopped_at = investigations.course_of_matter(actor=actor, matter_id=matter_id).stopped_at
    if stopped_at is None:
        raise Conflict("There is no decision yet that could be reviewed. Write to us if something is wrong.")
    if review_days(stopped_at.astimezone(LONDON).date())[1] < today():
        raise Conflict("The time to ask for a review is over. Write to us, and say why you ask only now.")
