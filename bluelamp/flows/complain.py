"""A complaint: to professional standards, with whom it is about, so that they never see it."""

from uuid import UUID

from bluelamp.complaints.services import make_complaint
from bluelamp.contact import selectors as contact
from bluelamp.core.actor import Actor
from bluelamp.investigations import selectors as investigations
from bluelamp.journeys.types import Submitted
from bluelamp.ledger.writing import service


@service
def complain(*, actor: Actor, report_id: UUID, submitted: Submitted) -> None:
    """What somebody sends on the page of their report."""
    report = contact.report(actor=actor, report_id=report_id)
    owner = investigations.owner_for_matter(actor=actor, matter_id=report.matter_id)
    make_complaint(
        actor=actor,
        matter_id=report.matter_id,
        draft_id=submitted.draft_id,
        journey_version=submitted.version,
        answers=submitted.answers,
        about=[owner] if owner and submitted.answers.get("who") == "investigator" else [],
    )
