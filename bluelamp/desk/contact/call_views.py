"""The telephone at the contact desk: answer, note, take a report by the same questions, end, follow up."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.selectors import names_of
from bluelamp.access.services import allowed
from bluelamp.access.submitting import submit
from bluelamp.contact import policies, selectors, services
from bluelamp.contact.enums import CallOutcome, CallState, Channel
from bluelamp.contact.receipts import spaced
from bluelamp.core.errors import BluelampError, Invalid
from bluelamp.core.ids import new_id
from bluelamp.desk.contact.forms import CallBackLaterForm, CallForm, FinishCallForm
from bluelamp.flows import take_call
from bluelamp.journeys import selectors as drafts
from bluelamp.journeys.types import Holder
from bluelamp.ledger.enums import Purpose

if TYPE_CHECKING:
    from bluelamp.contact.models import Call, Report

_WORK = route(action="contact.call.work", purpose=Purpose.CONTACT)


@require_GET
@route(action="contact.call.answer", purpose=Purpose.CONTACT)
def new_call(request: Request) -> HttpResponse:
    """Two buttons: on the telephone, or at the counter. Looking begins no clock."""
    channels = (Channel.PHONE, Channel.COUNTER)
    return render(request, "desk/contact/new_call.html", {"channels": channels, "client_id": new_id()})


@require_POST
@route(action="contact.call.answer", purpose=Purpose.CONTACT)
def answer(request: Request) -> HttpResponse:
    """The clock runs from here."""
    call = services.answer_call(
        actor=request.actor, client_id=_sent_id(request), channel=request.POST.get("channel", "")
    )
    return redirect("desk_contact:call", call.id)


@never_cache
@require_GET
@route(action="contact.call.read", purpose=Purpose.CONTACT)
def call(request: Request, call_id: UUID) -> HttpResponse:
    """One call, as far as it has come."""
    return _page(request, call_id)


@require_POST
@_WORK
def note(request: Request, call_id: UUID) -> HttpResponse:
    """Keep the notes; the call goes on."""
    form = CallForm(request.POST)
    if submit(form, lambda: services.note_call(actor=request.actor, call_id=call_id, said=form.said())):
        return redirect("desk_contact:call", call_id)
    return _page(request, call_id, form=form)


@require_POST
@_WORK
def report(request: Request, call_id: UUID) -> HttpResponse:
    """Keep the notes, and ask the questions of one form."""
    form = CallForm(request.POST)
    began: list[UUID] = []

    def begin() -> None:
        slug = form.cleaned_data["slug"]
        began.append(take_call.begin_report(actor=request.actor, call_id=call_id, said=form.said(), slug=slug))

    if submit(form, begin):
        return redirect("desk-call:tasks", slug=form.cleaned_data["slug"], draft_id=began[0])
    return _page(request, call_id, form=form)


@require_POST
@_WORK
def end(request: Request, call_id: UUID) -> HttpResponse:
    """How it ended."""
    form = CallForm(request.POST)

    def do() -> None:
        said = form.cleaned_data
        take_call.end(
            actor=request.actor,
            call_id=call_id,
            said=form.said(),
            outcome=said["outcome"],
            about=said["about"],
            minutes=said["minutes"],
            call_back_by=said["within"],
        )

    if submit(form, do):
        return redirect("desk_contact:call", call_id)
    return _page(request, call_id, form=form)


@require_POST
@_WORK
def take(request: Request, call_id: UUID) -> HttpResponse:
    """“I follow this one up.”"""
    try:
        services.take_call(actor=request.actor, call_id=call_id)
    except BluelampError as error:
        return _page(request, call_id, problem=error)
    return redirect("desk_contact:call", call_id)


@require_POST
@_WORK
def later(request: Request, call_id: UUID) -> HttpResponse:
    """Nobody answered: again, by a new time."""
    form = CallBackLaterForm(request.POST, auto_id="later_%s")
    if submit(
        form,
        lambda: services.call_back_later(actor=request.actor, call_id=call_id, by=form.cleaned_data["within"]),
    ):
        return redirect("desk_contact:call", call_id)
    return _page(request, call_id, later_form=form)


@require_POST
@_WORK
def finish(request: Request, call_id: UUID) -> HttpResponse:
    """It has been dealt with."""
    form = FinishCallForm(request.POST)
    if submit(form, lambda: services.finish_call(actor=request.actor, call_id=call_id, **form.cleaned_data)):
        return redirect("desk_contact:call", call_id)
    return _page(request, call_id, finish_form=form)


@never_cache
@require_POST
@route(action="contact.receipt.issue", purpose=Purpose.CONTACT)
def receipt(request: Request, call_id: UUID) -> HttpResponse:
    """A receipt to read out, in this one answer and nowhere else. Another one takes its place."""
    found = selectors.call(actor=request.actor, call_id=call_id)
    if found.report_id is None:
        raise Invalid("No report was taken in this call, so there is no receipt.", field="report")
    made = services.issue_receipt(actor=request.actor, report_id=found.report_id)
    return _page(request, call_id, receipt=spaced(made))


@require_GET
@_WORK
def form(request: Request, call_id: UUID) -> HttpResponse:
    """On with the questions, for whoever began to ask them."""
    found = selectors.call(actor=request.actor, call_id=call_id)
    if found.draft_id is None or found.report_id is not None:
        return redirect("desk_contact:call", call_id)
    try:
        draft = drafts.draft(actor=request.actor, holder=Holder(found.draft_id))
    except BluelampError as error:
        return _page(request, call_id, problem=error)
    slug = drafts.journey_of(version=draft.version_id).slug
    return redirect("desk-call:tasks", slug=slug, draft_id=draft.id)


def _page(
    request: Request,
    call_id: UUID,
    *,
    form: CallForm | None = None,
    later_form: CallBackLaterForm | None = None,
    finish_form: FinishCallForm | None = None,
    problem: BluelampError | None = None,
    receipt: str = "",
) -> HttpResponse:
    found = selectors.call(actor=request.actor, call_id=call_id)
    people = {one for one in (found.answered_by, found.taken_by, found.finished_by) if one}
    context = {
        "call": found,
        "form": form or CallForm(initial=_kept(found)),
        "later_form": later_form or CallBackLaterForm(auto_id="later_%s"),
        "finish_form": finish_form or FinishCallForm(),
        "problem": problem,
        "receipt": receipt,
        "names": names_of(users=people),
        "mine": found.taken_by == request.actor.id,
        "live": found.state == CallState.LIVE,
        "may_receipt": _may_receipt(request, found),
        "may_grade": _may_grade(request, found),
    }
    wrong = any(one is not None and one.errors for one in (form, later_form, finish_form))
    status = problem.http_status if problem else 422 if wrong else 200
    return render(request, "desk/contact/call.html", context, status=status)


def _taken(call: "Call") -> "Report | None":
    """The report that was taken in this call, and not one that they asked about."""
    report = call.report
    return report if report is not None and report.draft_id == call.draft_id else None


def _may_receipt(request: Request, call: "Call") -> bool:
    report = _taken(call)
    return report is not None and call.taken_by == request.actor.id and report.receipt_confirmed_at is None


def _may_grade(request: Request, call: "Call") -> bool:
    """Whether its reader may go on and weigh it: who only reads calls, or whom a colleague forestalled, may not."""
    report = _taken(call)
    if report is None or not policies.can_grade(request.actor, report.state, report.taken_by):
        return False
    return allowed(actor=request.actor, action="contact.report.grade", state=report.state, matter=report.matter_id)


def _kept(call: "Call") -> dict[str, object]:
    """What is known so far, and the ending that it points to."""
    return {
        "caller_name": call.caller_name,
        "caller_number": call.caller_number,
        "words": call.words,
        "outcome": CallOutcome.REPORT if call.report_id else call.outcome,
    }


def _sent_id(request: Request) -> UUID:
    try:
        return UUID(request.POST.get("client_id", ""))
    except ValueError:
        raise Invalid("Open “New call” again and press its button.", field="client_id") from None
