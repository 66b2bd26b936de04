"""The contact desk: what waits, the riskiest and oldest first; reading, weighing and grading one report."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.selectors import names_of
from bluelamp.access.services import allowed, may_ever
from bluelamp.access.submitting import submit
from bluelamp.contact import policies, report_types, selectors, services
from bluelamp.core.clock import now, today
from bluelamp.core.errors import BluelampError
from bluelamp.desk.cases.things import things_of
from bluelamp.desk.contact.backlog import picture
from bluelamp.desk.contact.forms import NOT_A_CRIME, FilterForm, GradeForm
from bluelamp.desk.contact.queue import first, page_of, places
from bluelamp.desk.contact.queue import rows as queue_rows
from bluelamp.desk.contact.shifting import shift_page
from bluelamp.desk.contact.sources import sources
from bluelamp.desk.records.pages import matter_card
from bluelamp.files import selectors as files
from bluelamp.files.responses import attachment, preview
from bluelamp.flows.grade_report import grade_report
from bluelamp.incidents import grades
from bluelamp.incidents.enums import NsirClass
from bluelamp.investigations.offences import for_home_office
from bluelamp.journeys.selectors import read_answers
from bluelamp.journeys.types import Means
from bluelamp.languages.tongues import interpreter_for
from bluelamp.ledger.enums import Purpose
from bluelamp.victims import selectors as victims
from bluelamp.victims.enums import Meeting

if TYPE_CHECKING:
    from bluelamp.contact.models import Report

_QUEUE = route(action="contact.queue.read", purpose=Purpose.CONTACT)


@require_GET
@_QUEUE
def queue(request: Request) -> HttpResponse:
    """Everything that waits, with the backlog's size and age in one picture."""
    form = FilterForm(request.GET)
    may = may_ever(actor=request.actor, action="contact.shift.read")
    return render(request, "desk/contact/queue.html", {"form": form, "may_see_shift": may, **_waiting(request, form)})


@require_GET
@_QUEUE
def rows(request: Request) -> HttpResponse:
    """The rows alone, for the live refresh."""
    return render(request, "desk/contact/_rows.html", _waiting(request, FilterForm(request.GET)))


def _waiting(request: Request, form: FilterForm) -> dict[str, object]:
    """One reading of the queue for the page and its picture."""
    actor, found = request.actor, places(actor=request.actor)
    page = page_of(found, actor=actor, wanted=form.wanted(), number=request.GET.get("page", 1))
    return {
        "rows": queue_rows(page, actor=actor),
        "page": page,
        "picture": picture(found, actor=actor, at=now()),
        "may_see_to": may_ever(actor=actor, action="contact.escalation.acknowledge"),
        "news": " ".join(sorted({source.news for source in sources()} | {"escalation"})),
        "query": request.GET.urlencode(),
        "everything": len(found),
        "total": page.paginator.count,
    }


@require_GET
@route(action="contact.shift.read", purpose=Purpose.SUPERVISION)
def shift(request: Request) -> HttpResponse:
    """How people come to us, and what coming online saves."""
    return render(request, "desk/contact/shift.html", shift_page(actor=request.actor))


@require_POST
@route(action="contact.escalation.acknowledge", purpose=Purpose.SUPERVISION)
def seen(request: Request, escalation_id: UUID) -> HttpResponse:
    """“I have seen it, and see to it.”"""
    services.acknowledge_escalation(actor=request.actor, escalation_id=escalation_id)
    return redirect("desk_contact:queue")


@require_http_methods(["GET", "POST"])
@route(action="contact.report.grade", purpose=Purpose.CONTACT)
def report(request: Request, report_id: UUID) -> HttpResponse:
    """One report beside the form that grades it."""
    found = selectors.report(actor=request.actor, report_id=report_id)
    if request.method == "POST" and found.graded_at is not None:  # the same button again, or a reply that was lost
        return redirect("desk_contact:graded", report_id)
    form = GradeForm(request.POST or None, initial=_suggested(found))
    if request.method == "POST" and submit(
        form, lambda: grade_report(actor=request.actor, report_id=report_id, grading=form.grading())
    ):
        return redirect("desk_contact:graded", report_id)
    return _page(request, found, form)


@require_POST
@route(action="contact.report.take", purpose=Purpose.CONTACT)
def take(request: Request, report_id: UUID) -> HttpResponse:
    """“I am dealing with this one.”"""
    try:
        services.take_report(actor=request.actor, report_id=report_id)
    except BluelampError as error:
        found = selectors.report(actor=request.actor, report_id=report_id)
        return _page(request, found, GradeForm(initial=_suggested(found)), problem=error)
    return redirect("desk_contact:report", report_id)


@require_POST
@route(action="contact.report.put_back", purpose=Purpose.CONTACT)
def put_back(request: Request, report_id: UUID) -> HttpResponse:
    """“Not me after all.”"""
    try:
        services.put_back_report(actor=request.actor, report_id=report_id)
    except BluelampError as error:
        found = selectors.report(actor=request.actor, report_id=report_id)
        return _page(request, found, GradeForm(initial=_suggested(found)), problem=error)
    return redirect("desk_contact:queue")


@require_GET
@route(action="contact.report.grade", purpose=Purpose.CONTACT)
def graded(request: Request, report_id: UUID) -> HttpResponse:
    """What the grading has set in motion."""
    found = selectors.report(actor=request.actor, report_id=report_id)
    if found.graded_at is None:  # nothing yet
        return redirect("desk_contact:report", report_id)
    settled = selectors.settlement(actor=request.actor, report_id=report_id) is not None
    agree = "" if settled or found.grade not in grades.CODES else _to_agree(grades.grade(found.grade))
    context = {"report": found, "settled": settled, "next": first(actor=request.actor), "agree": agree}
    return render(request, "desk/contact/graded.html", context)


def _to_agree(grade: grades.Grade) -> str:
    """What is best agreed with whoever reported it now, while they may be on the line; empty for nothing."""
    return Meeting.VISIT if grade.agreed else "" if grade.attended else Meeting.CALL


@require_GET
@route(action="files.file.read", purpose=Purpose.CONTACT)
def file(request: Request, file_id: UUID) -> HttpResponseBase:
    """A file that came with a report, for whoever may see it."""
    return attachment(request, files.stored_file(actor=request.actor, file_id=file_id), inline=True)


@require_GET
@route(action="files.file.read", purpose=Purpose.CONTACT)
def file_preview(request: Request, file_id: UUID) -> HttpResponse:
    """A small picture of it, without place and camera."""
    return preview(request, files.stored_file(actor=request.actor, file_id=file_id))


def _page(request: Request, found: "Report", form: GradeForm, *, problem: BluelampError | None = None) -> HttpResponse:
    actor = request.actor
    kind = report_types.report_types().get(found.journey_slug)
    weighed = selectors.assessments(actor=actor, report_id=found.id)
    settled = selectors.settlement(actor=actor, report_id=found.id) if found.graded_at else None
    names = names_of(
        users={one for one in (found.taken_by, settled.by if settled else None, *(w.by for w in weighed)) if one}
    )
    may_grade = policies.can_grade(actor, found.state, found.taken_by)
    context = {
        "report": found,
        "kind": kind.journey.title if kind else "",
        # Others' reports are read when it is decided whether this one is new, and not each time it is looked at.
        "alike": selectors.likely_same(actor=actor, report_id=found.id) if may_grade else [],
        "interpreter": interpreter_for(found.language),
        "said": read_answers(version=found.journey_version, answers=found.answers),
        "prompts": dict(kind.thrive) if kind else {},
        "files": files.for_matter(actor=actor, matter_id=found.matter_id),
        "appointments": victims.appointments_for_matter(actor=actor, matter_id=found.matter_id),
        "victim_requests": victims.requests_for_matter(actor=actor, matter_id=found.matter_id),
        "support": victims.support_of_matter(actor=actor, matter_id=found.matter_id),
        "support_report": found.id,
        "may_support": allowed(actor=actor, action="victims.consent.record", matter=found.matter_id),
        **things_of(actor=actor, matter_id=found.matter_id),
        "card": matter_card(actor=actor, matter_id=found.matter_id),
        "assessments": weighed,
        "settlement": settled,
        "names": names,
        "form": form,
        "problem": problem,
        "mine": found.taken_by == actor.id,
        "taken_by": names.get(found.taken_by, "") if found.taken_by else "",
        "may_take": policies.can_take(actor, found.state, found.taken_by),
        "may_grade": may_grade,
        "may_put_back": policies.can_put_back(actor, found.state, found.taken_by),
    }
    status = problem.http_status if problem else 422 if form.errors else 200
    return render(request, "desk/contact/report.html", context, status=status)


def _suggested(found: "Report") -> dict[str, object]:
    """What the report's type proposes; the desk decides."""
    kind = report_types.report_types().get(found.journey_slug)
    said = read_answers(version=found.journey_version, answers=found.answers)
    proposed: dict[str, object] = {
        "summary": said.text(Means.ACCOUNT)[:500],
        "nsir_class": NsirClass.CRIME,
        "offence": "",
    }
    if kind is None:
        return proposed
    offence = kind.proposed(found.answers)
    if offence is None:  # in itself no crime
        reason = str(kind.not_a_crime)
        proposed |= {"offence": NOT_A_CRIME, "nsir_class": NsirClass.SAFETY, "not_recorded_because": reason}
    elif offence.code:
        proposed["offence"] = for_home_office(offence.code, today())
    of_its_own = kind.proposed_class(found.answers)
    return proposed | ({"nsir_class": of_its_own} if of_its_own else {})
