"""Complaints, for professional standards alone."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.complaints import policies, selectors, services
from bluelamp.complaints.links import address_of
from bluelamp.core.errors import BluelampError
from bluelamp.desk.complaints.forms import DecideForm, EvidenceForm, LookForm, OfficerForm
from bluelamp.journeys.selectors import read_answers
from bluelamp.ledger.enums import Purpose

HANDLE = route(action="complaints.complaint.handle", purpose=Purpose.SUPERVISION)


@require_GET
@HANDLE
def listed(request: Request) -> HttpResponse:
    """What waits for a first answer first. None that is about the reader."""
    return render(request, "desk/complaints/list.html", {"rows": selectors.complaints(actor=request.actor)})


@require_http_methods(["GET", "POST"])
@HANDLE
def complaint(request: Request, complaint_id: UUID) -> HttpResponse:
    """What was written, what bears on it, and the decision."""
    form = DecideForm(request.POST or None)
    return answer(
        request,
        complaint_id,
        "decide_form",
        form,
        lambda: services.decide(actor=request.actor, complaint_id=complaint_id, **form.cleaned_data),
    )


@require_POST
@HANDLE
def acknowledge(request: Request, complaint_id: UUID) -> HttpResponse:
    """“I look into it.”"""
    return _step(request, complaint_id, services.acknowledge)


@require_POST
@HANDLE
def record(request: Request, complaint_id: UUID) -> HttpResponse:
    """It is recorded."""
    return _step(request, complaint_id, services.record_complaint)


@require_POST
@HANDLE
def officer(request: Request, complaint_id: UUID) -> HttpResponse:
    """Whom it is about."""
    form = OfficerForm(request.POST)
    return answer(
        request,
        complaint_id,
        "officer_form",
        form,
        lambda: services.name_officer(actor=request.actor, complaint_id=complaint_id, **form.cleaned_data),
    )


@require_POST
@HANDLE
def evidence(request: Request, complaint_id: UUID) -> HttpResponse:
    """What bears on it."""
    form = EvidenceForm(request.POST)
    return answer(
        request,
        complaint_id,
        "evidence_form",
        form,
        lambda: services.link_evidence(actor=request.actor, complaint_id=complaint_id, **form.cleaned_data),
    )


def _step(request: Request, complaint_id: UUID, do: Callable[..., object]) -> HttpResponse:
    try:
        do(actor=request.actor, complaint_id=complaint_id)
    except BluelampError as error:
        if error.http_status == 404:
            raise
        return _page(request, complaint_id, problem=error)
    return redirect("desk_complaints:complaint", complaint_id)


def answer(request: Request, complaint_id: UUID, name: str, form: forms.Form, do: Callable[[], object]) -> HttpResponse:
    selectors.complaint(actor=request.actor, complaint_id=complaint_id)  # whom it is about learns nothing from a form
    if request.method == "POST" and submit(form, do):
        return redirect("desk_complaints:complaint", complaint_id)
    response = _page(request, complaint_id, **{name: form})
    response.status_code = 422 if form.errors else 200
    return response


def _page(request: Request, complaint_id: UUID, **changes: object) -> HttpResponse:
    found = selectors.complaint(actor=request.actor, complaint_id=complaint_id)
    problem = changes.get("problem")
    context = {
        "one": found,
        "said": read_answers(version=found.journey_version, answers=found.answers),
        "can": policies.COMPLAINT.actions(found.state),
        "evidence": [(label, which, address_of(label, which)) for label, which in found.evidence],
        "decide_form": DecideForm(),
        "officer_form": OfficerForm(),
        "evidence_form": EvidenceForm(),
        "look_form": LookForm(),
        "problem": None,
        **changes,
    }
    status = problem.http_status if isinstance(problem, BluelampError) else 200
    return render(request, "desk/complaints/complaint.html", context, status=status)
