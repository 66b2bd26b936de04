"""Cases: report, exhibits, incident log, intelligence and notes in one place; outcomes; the victim's clocks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.core.clock import now, today
from bluelamp.core.errors import BluelampError, NotFound
from bluelamp.core.ids import new_id
from bluelamp.desk.cases.page import case_page
from bluelamp.evidence import selectors as evidence
from bluelamp.files.responses import attachment, preview
from bluelamp.flows.end_crime import end_crime
from bluelamp.investigations import selectors, services
from bluelamp.investigations.forms import (
    ActionDoneForm,
    ActionForm,
    CancelForm,
    CaseNoteForm,
    EnhancedForm,
    HearingForm,
    OutcomeForm,
    SuspectStepForm,
    ToldForm,
)
from bluelamp.investigations.suspect_steps import step_kind
from bluelamp.investigations.types import CaseFile
from bluelamp.ledger.enums import Act, Purpose

_READ = route(action="investigations.case.read", purpose=Purpose.INVESTIGATION)
_WORK = route(action="investigations.case.work", purpose=Purpose.INVESTIGATION)


@require_GET
@_READ
def cases(request: Request) -> HttpResponse:
    """The cases I work on or oversee, the victim who is owed news first."""
    state = "filed" if request.GET.get("state") == "filed" else "open"
    return render(
        request, "desk/cases/list.html", {"rows": selectors.cases(actor=request.actor, state=state), "state": state}
    )


@require_GET
@_READ
def case(request: Request, case_id: UUID) -> HttpResponse:
    """Everything about one case."""
    return _page(request, case_id)


@require_POST
@route(action="investigations.case.assign", purpose=Purpose.INVESTIGATION)
def take(request: Request, case_id: UUID) -> HttpResponse:
    """“This one is mine.”"""
    try:
        services.assign_case(actor=request.actor, case_id=case_id, owner_id=request.actor.id)
    except BluelampError as error:
        return _page(request, case_id, problem=error)
    return redirect("desk_cases:case", case_id)


@require_POST
@_WORK
def note(request: Request, case_id: UUID) -> HttpResponse:
    """A fact or an opinion, told apart."""
    form = CaseNoteForm(request.POST)
    return _after(
        request,
        case_id,
        note_form=form,
        done=submit(form, lambda: services.add_note(actor=request.actor, case_id=case_id, **form.cleaned_data)),
    )


@require_POST
@_WORK
def action(request: Request, case_id: UUID) -> HttpResponse:
    """Something to be done."""
    form = ActionForm(request.POST)
    return _after(
        request,
        case_id,
        action_form=form,
        done=submit(form, lambda: services.add_action(actor=request.actor, case_id=case_id, **form.cleaned_data)),
    )


@require_http_methods(["GET", "POST"])
@_WORK
def action_done(request: Request, case_id: UUID, action_id: UUID) -> HttpResponse:
    """What came of it."""
    return _form_page(
        request,
        case_id,
        ActionDoneForm(request.POST or None),
        lambda data: services.complete_action(actor=request.actor, action_id=action_id, **data),
        title=_("What came of it?"),
        holds=lambda file: action_id in {action.id for action in file.actions},
    )


@require_http_methods(["GET", "POST"])
@_WORK
def outcome(request: Request, case_id: UUID, crime_id: UUID) -> HttpResponse:
    """How a crime ended. The person who reported is told in plain words, and in the officer's own."""
    return _form_page(
        request,
        case_id,
        OutcomeForm(request.POST or None),
        lambda data: end_crime(actor=request.actor, crime_id=crime_id, **data),
        title=_("Record an outcome"),
        holds=lambda file: crime_id in {crime.id for crime in file.crimes},
        button=_("Save the outcome"),
    )


@require_POST
@_WORK
def suspect(request: Request, case_id: UUID) -> HttpResponse:
    """What happened to a suspect, or at court: the victim is told, but never who. What a court did is looked at once
    more before it is: a result of the wrong case cannot be taken back from somebody who has read it."""
    form, looked = SuspectStepForm(request.POST), request.POST.get("checked", "")
    kind = step_kind(form.cleaned_data["kind"], today()) if form.is_valid() else None
    hearing = HearingForm(request.POST if looked else None) if kind and kind.sets_day else None
    right = hearing is None or hearing.is_valid()
    when = hearing.hearing() if hearing and right else None
    if kind and kind.after_filing and not (right and looked == ("read" if when else "yes")):
        file = selectors.case_file(actor=request.actor, case_id=case_id)
        told = when.words(now()) if when else kind.plain
        context = {"file": file, "form": form, "kind": kind, "hearing": hearing, "when": when, "told": told}
        return render(request, "desk/cases/check_step.html", context, status=422 if looked and not right else 200)

    def record() -> None:
        services.record_suspect_step(actor=request.actor, case_id=case_id, hearing=when, **form.cleaned_data)

    return _after(request, case_id, step_form=form, done=submit(form, record))


@require_http_methods(["GET", "POST"])
@route(action="investigations.entitlement.meet", purpose=Purpose.INVESTIGATION)
def told(request: Request, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """A person told the victim: by telephone, in person, by letter."""
    clock = selectors.clock_of_case(actor=request.actor, case_id=case_id, clock_id=clock_id)
    return _form_page(
        request,
        case_id,
        ToldForm(request.POST or None, rule=clock.rule),
        lambda data: services.tell_by_hand(actor=request.actor, clock_id=clock_id, **data),
        title=clock.rule.duty,
        template="desk/cases/told.html",
        clock=clock,
    )


@require_http_methods(["GET", "POST"])
@_WORK
def enhanced(request: Request, case_id: UUID) -> HttpResponse:
    """Assess whether the victim has enhanced rights: the clocks follow."""
    return _form_page(
        request,
        case_id,
        EnhancedForm(request.POST or None),
        lambda data: services.assess_enhanced(actor=request.actor, case_id=case_id, **data),
        title=_("Enhanced rights"),
    )


@require_http_methods(["GET", "POST"])
@route(action="investigations.crime.cancel", purpose=Purpose.SUPERVISION)
def cancel(request: Request, case_id: UUID, crime_id: UUID) -> HttpResponse:
    """The crime registrar alone, on additional verifiable information."""
    return _form_page(
        request,
        case_id,
        CancelForm(request.POST or None),
        lambda data: services.cancel_crime(actor=request.actor, crime_id=crime_id, **data),
        title=_("Cancel a crime"),
        holds=lambda file: crime_id in {crime.id for crime in file.crimes},
        button=_("Cancel the crime"),
        kind="stop",
    )


@require_GET
@route(action="evidence.exhibit.read", purpose=Purpose.EVIDENCE)
def exhibit(request: Request, exhibit_id: UUID) -> HttpResponse:
    """One exhibit: its hash and who has had to do with it."""
    context = {
        "exhibit": evidence.exhibit(actor=request.actor, exhibit_id=exhibit_id),
        "custody": evidence.custody(actor=request.actor, exhibit_id=exhibit_id),
        "acts": dict(Act.choices),
    }
    return render(request, "desk/cases/exhibit.html", context)


@require_GET
@route(action="evidence.exhibit.read", purpose=Purpose.EVIDENCE)
def exhibit_file(request: Request, exhibit_id: UUID) -> HttpResponseBase:
    """The original, byte for byte, checked against its hash as it leaves."""
    stored = evidence.stored_file_of(actor=request.actor, exhibit_id=exhibit_id)
    return attachment(request, stored, inline=True)


@require_GET
@route(action="evidence.exhibit.read", purpose=Purpose.EVIDENCE)
def exhibit_preview(request: Request, exhibit_id: UUID) -> HttpResponse:
    """A small picture of it, for pages."""
    return preview(request, evidence.stored_file_of(actor=request.actor, exhibit_id=exhibit_id))


@require_GET
@route(action="investigations.audit.read", purpose=Purpose.SUPERVISION)
def owed(request: Request) -> HttpResponse:
    """Victims who should have had news by now, and those whom no message can reach."""
    return render(request, "desk/cases/owed.html", {"owed": selectors.owed(actor=request.actor)})


def _page(request: Request, case_id: UUID, **changes: object) -> HttpResponse:
    page = case_page(actor=request.actor, case_id=case_id)
    step = {"client_id": new_id(), "happened_on": today()}
    context: dict[str, Any] = {
        "note_form": CaseNoteForm(initial={"client_id": new_id()}),
        "action_form": ActionForm(initial={"client_id": new_id()}),
        "step_form": SuspectStepForm(initial=step),
        "problem": None,
        **page,
        **changes,
    }
    context["step_form"].offer(only_court=not page["can_work"])
    problem = context["problem"]
    status = problem.http_status if isinstance(problem, BluelampError) else 200
    return render(request, "desk/cases/case.html", context, status=status)


def _after(request: Request, case_id: UUID, *, done: bool, **failed: forms.Form) -> HttpResponse:
    if done:
        return redirect("desk_cases:case", case_id)
    response = _page(request, case_id, **failed)
    response.status_code = 422
    return response


def _form_page(
    request: Request,
    case_id: UUID,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    title: str,
    button: str = "",
    template: str = "desk/form.html",
    holds: Callable[[CaseFile], bool] = lambda _: True,
    **more: object,
) -> HttpResponse:
    """A page with one form about a case, or about what it ``holds``: back to the case when it went through."""
    back = reverse("desk_cases:case", args=[case_id])
    file = selectors.case_file(actor=request.actor, case_id=case_id)
    if not holds(file):
        raise NotFound(_("That is not part of this case."))
    if request.method == "POST" and submit(form, lambda: do(form.cleaned_data)):
        return redirect(back)
    context = {
        "form": form,
        "title": title,
        "about": file.case.reference,
        "button": button or _("Save"),
        "back": back,
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)
