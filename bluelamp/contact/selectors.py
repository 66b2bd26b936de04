"""The queue, and reports as far as the actor may see them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import check
from bluelamp.contact.enums import ReportState
from bluelamp.contact.models import Report, Thrive
from bluelamp.contact.types import Backlog, Correspondent, QueueRow
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound

_WAITING = (ReportState.RECEIVED, ReportState.IN_REVIEW)
_LIMIT = 200


def queue(*, actor: Actor) -> list[QueueRow]:
    """What waits, the riskiest first and the oldest of equals first. Two queries."""
    check(actor=actor, action="contact.queue.read")
    waiting = list(Report.objects.filter(state__in=_WAITING).order_by("risk", "received_at")[:_LIMIT])
    names = names_of(users={report.taken_by for report in waiting if report.taken_by})
    at = now()
    return [
        QueueRow(report, at - report.received_at, names.get(report.taken_by, "") if report.taken_by else "")
        for report in waiting
    ]


def backlog(*, actor: Actor) -> list[Backlog]:
    """How many wait at each risk and since when, without reading any."""
    check(actor=actor, action="contact.queue.read")
    groups = Report.objects.filter(state__in=_WAITING).values("risk").annotate(n=Count("id"), oldest=Min("received_at"))
    return [Backlog(group["risk"], group["n"], group["oldest"]) for group in groups.order_by("risk")]


def report(*, actor: Actor, report_id: UUID) -> Report:
    """One report; ``NotFound`` also without a need to know."""
    found = _readable(actor).filter(pk=report_id).first()
    if found is None:
        raise NotFound("There is no report with this number that you can see.", field="report")
    return found


def reports_for_matter(*, actor: Actor, matter_id: UUID) -> list[Report]:
    """The reports of a matter that the actor may see, oldest first."""
    return list(_readable(actor).filter(matter_id=matter_id).order_by("received_at"))


def reports_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Report]:
    """The reports of several matters that the actor may see, oldest first."""
    return list(_readable(actor).filter(matter_id__in=matters).order_by("received_at"))


def report_by_reference(*, actor: Actor, reference: str) -> Report | None:
    """The report with this reference, if there is one that the actor may see."""
    return _readable(actor).filter(reference=reference).first()


def matter_of_reference(*, reference: str) -> UUID | None:
    """The id of the matter that a reference belongs to. Who may see that matter is for records to say."""
    return Report.objects.filter(reference=reference).values_list("matter_id", flat=True).first()


def report_of_draft(*, actor: Actor, draft_id: UUID) -> Report | None:
    """The report that a draft became, if it was sent. For the flow that sends it, which knows whose draft it is."""
    check(actor=actor, action="contact.report.receive")
    return Report.objects.filter(draft_id=draft_id).first()


def assessments(*, actor: Actor, report_id: UUID) -> list[Thrive]:
    """How a report was weighed, newest first. Not for the person who reported."""
    check(actor=actor, action="contact.assessment.read")
    found = report(actor=actor, report_id=report_id)
    return list(found.assessments.order_by("-at"))


def correspondent(*, actor: Actor, matter_id: UUID) -> Correspondent | None:
    """Who reported a matter and how it is safe to reach them, as they answered; None without a report."""
    check(actor=actor, action="contact.safe_contact.read")
    found = Report.objects.filter(matter_id=matter_id).order_by("received_at").first()
    if found is None:
        return None
    return Correspondent(
        found.id, found.reference, found.safe_contact, found.reporter_person_id, says_victim=found.from_victim
    )


def _readable(actor: Actor) -> QuerySet[Report]:
    return visible(Report.objects.all(), actor=actor, action="contact.report.read", state_field="state")
