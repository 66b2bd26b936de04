"""Calls and meetings that were promised, in the order in which they are due."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.contact.selectors import report as report_of
from bluelamp.contact.selectors import reports_for_matters, sender
from bluelamp.core.ids import new_id
from bluelamp.desk.victims.forms import BookForm, FinishForm
from bluelamp.ledger.enums import Purpose
from bluelamp.victims import selectors, services
from bluelamp.victims.enums import Meeting
from bluelamp.victims.wishes import meet_at, wish_of

if TYPE_CHECKING:
    from bluelamp.contact.models import Report
    from bluelamp.victims.hours import Slot

_KEEP = route(action="victims.appointment.keep", purpose=Purpose.VICTIM_CARE)


@require_GET
@route(action="victims.appointment.oversee", purpose=Purpose.VICTIM_CARE)
def listed(request: Request) -> HttpResponse:
    """All that is booked: what is late first."""
    rows = selectors.appointments(actor=request.actor)
    context = {"rows": rows, "reports": _reports(request, [one.matter_id for one in rows])}
    return render(request, "desk/victims/appointments.html", context)


@require_http_methods(["GET", "POST"])
@_KEEP
def appointment(request: Request, appointment_id: UUID) -> HttpResponse:
    """How it is safe to reach them, and what came of it."""
    found = selectors.appointment(actor=request.actor, appointment_id=appointment_id)
    form = FinishForm(request.POST or None)

    def finish() -> None:
        said = form.cleaned_data
        services.finish_appointment(
            actor=request.actor,
            appointment_id=appointment_id,
            took_place=said["took_place"] == "yes",
            result=said["result"],
        )

    if request.method == "POST" and submit(form, finish):
        return redirect("desk_victims:appointment", appointment_id)
    context = {"one": found, "form": form, "report": _reports(request, [found.matter_id]).get(found.matter_id)}
    return render(request, "desk/victims/appointment.html", context, status=422 if form.errors else 200)


@require_POST
@_KEEP
def take(request: Request, appointment_id: UUID) -> HttpResponse:
    """“I do this one.”"""
    services.take_appointment(actor=request.actor, appointment_id=appointment_id)
    return redirect("desk_victims:appointment", appointment_id)


@require_POST
@route(action="victims.appointment.change", purpose=Purpose.VICTIM_CARE)
def cancel(request: Request, appointment_id: UUID) -> HttpResponse:
    """The person is told, and can book another."""
    services.cancel_appointment(actor=request.actor, appointment_id=appointment_id)
    return redirect("desk_victims:appointment", appointment_id)


@require_http_methods(["GET", "POST"])
@route(action="victims.appointment.book", purpose=Purpose.VICTIM_CARE)
def book(request: Request, report_id: UUID) -> HttpResponse:
    """For somebody who calls, or whose report is settled by appointment."""
    report = report_of(actor=request.actor, report_id=report_id)
    wanted = request.GET.get("kind", "")
    kinds = sorted(Meeting.values, key=lambda kind: kind != wanted)
    times = {kind: _times(request, report.matter_id, kind, report.safe_contact) for kind in kinds}
    said = sender(actor=request.actor, report_id=report_id).said
    wishes = {
        "whom": wish_of(said),
        "meet_at": meet_at(report.place_label, said=said, safe_contact=report.safe_contact),
    }
    form = BookForm(request.POST or None, times=times, initial={"client_id": new_id(), **wishes})

    booked: list[UUID] = []

    def do() -> None:
        said = form.cleaned_data
        made = services.book(
            actor=request.actor,
            matter_id=report.matter_id,
            kind=form.kind,
            starts_at=form.chosen,
            about=said["about"],
            words=said["words"],
            whom=said["whom"],
            meet_at=said["meet_at"],
            safe_contact=report.safe_contact,
            client_id=said["client_id"],
        )
        booked.append(made.id)

    if request.method == "POST" and submit(form, do):
        return redirect("desk_victims:appointment", booked[0])
    context = {
        "form": form,
        "title": _("Book a visit") if wanted == Meeting.VISIT else _("Book a call or an appointment"),
        "about": ", ".join(filter(None, (report.reference, report.place_label))),
        "button": _("Book it"),
        "back": reverse("desk_contact:report", args=[report_id]),
    }
    return render(request, "desk/form.html", context, status=422 if form.errors else 200)


def _reports(request: Request, matters: "list[UUID]") -> "dict[UUID, Report]":
    """What each is about, for those who may see it: the first report of the matter."""
    found = reports_for_matters(actor=request.actor, matters=matters)
    return {one.matter_id: one for one in sorted(found, key=lambda one: one.received_at, reverse=True)}


def _times(request: Request, matter_id: UUID, kind: str, safe: dict[str, object]) -> "list[Slot]":
    found = selectors.slots_for(actor=request.actor, matter_id=matter_id, kind=kind, safe_contact=safe)
    return found[:60]
