"""A time to talk: chosen, moved and cancelled by the person whose report it is."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request
from bluelamp.access.submitting import submit
from bluelamp.contact.selectors import report as report_of
from bluelamp.contact.selectors import sender
from bluelamp.core.clock import LONDON
from bluelamp.core.ids import new_id
from bluelamp.portal.forms import BookForm, MoveForm
from bluelamp.portal.owning import own_report
from bluelamp.victims import selectors, services
from bluelamp.victims.enums import About, Meeting, Whom
from bluelamp.victims.types import Booked
from bluelamp.victims.wishes import meet_at, wish_of

if TYPE_CHECKING:
    from bluelamp.contact.models import Report


@never_cache
@require_GET
@own_report
def appointments(request: Request, report_id: UUID) -> HttpResponse:
    """What is booked, and the ways to talk to somebody."""
    report = report_of(actor=request.actor, report_id=report_id)
    found = selectors.appointments_for_matter(actor=request.actor, matter_id=report.matter_id)
    booked = [_as_they_may(one, report) for one in found]
    return render(request, "portal/appointments.html", {"report": report, "booked": booked, "kinds": Meeting})


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def book(request: Request, report_id: UUID, kind: str) -> HttpResponse:
    """Choose a time. For a call only those at which it is safe, as they said."""
    report = report_of(actor=request.actor, report_id=report_id)
    if kind not in Meeting.values:
        return redirect("portal:appointments", report_id)
    known = _number(report)
    safe = report.safe_contact if known else {}
    times = _times(request, report, kind, safe)
    form = BookForm(
        request.POST or None,
        times=times,
        kind=kind,
        wants_number=kind == Meeting.CALL and not known,
        initial=_blank(request, report),
    )

    def do() -> None:
        said = form.cleaned_data
        services.book(
            actor=request.actor,
            matter_id=report.matter_id,
            kind=kind,
            starts_at=form.chosen,
            about=said["about"],
            words=said["words"],
            whom=said["whom"],
            meet_at=said["meet_at"],
            safe_contact=form.contact(safe),
            client_id=said["client_id"],
        )

    if request.method == "POST" and submit(form, do):
        return redirect("portal:appointments", report_id)
    context = {
        "report": report,
        "form": form,
        "days": _by_day(times),
        "kind": Meeting(kind),
        "where": selectors.where_now(kind=kind),
        "abouts": About,
        "whoms": Whom,
    }
    return render(request, "portal/book.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def move(request: Request, report_id: UUID, appointment_id: UUID) -> HttpResponse:
    """Another time for the same."""
    report = report_of(actor=request.actor, report_id=report_id)
    found = selectors.appointment(actor=request.actor, appointment_id=appointment_id)
    slots = selectors.slots_to_move(actor=request.actor, appointment_id=appointment_id)
    times = [slot.starts_at for slot in slots]
    form = MoveForm(request.POST or None, times=times)
    if request.method == "POST" and submit(
        form,
        lambda: services.move_appointment(actor=request.actor, appointment_id=appointment_id, starts_at=form.chosen),
    ):
        return redirect("portal:appointments", report_id)
    context = {"report": report, "form": form, "days": _by_day(times), "kind": Meeting(found.kind), "moved": found}
    return render(request, "portal/book.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def cancel(request: Request, report_id: UUID, appointment_id: UUID) -> HttpResponse:
    """“I do not need it any more.”"""
    report = report_of(actor=request.actor, report_id=report_id)
    found = selectors.appointment(actor=request.actor, appointment_id=appointment_id)
    if request.method == "POST":
        services.cancel_appointment(actor=request.actor, appointment_id=appointment_id)
        return redirect("portal:appointments", report_id)
    return render(request, "portal/cancel_appointment.html", {"report": report, "appointment": found})


def _number(report: "Report") -> bool:
    """Whether they gave a number on which it is safe to call."""
    return report.safe_contact.get("how") in ("call", "text") and bool(report.safe_contact.get("phone"))


def _times(request: Request, report: "Report", kind: str, safe: dict[str, Any]) -> list[datetime]:
    found = selectors.slots_for(actor=request.actor, matter_id=report.matter_id, kind=kind, safe_contact=safe)
    return [slot.starts_at for slot in found]


def _by_day(times: list[datetime]) -> dict[str, list[datetime]]:
    days: dict[str, list[datetime]] = {}
    for time in times:
        days.setdefault(time.astimezone(LONDON).date().isoformat(), []).append(time)
    return days


def _blank(request: Request, report: "Report") -> dict[str, object]:
    """With what they wished for when they reported, and never with a place that may not be safe."""
    if request.method == "POST":
        return {}
    said = sender(actor=request.actor, report_id=report.id).said
    place = meet_at(report.place_label, said=said, safe_contact=report.safe_contact)
    return {"client_id": new_id(), "about": request.GET.get("about", ""), "whom": wish_of(said), "meet_at": place}


def _as_they_may(one: Booked, report: "Report") -> Booked:
    """Whoever reported for somebody else does not read where we meet them, nor whom they wished for."""
    if report.from_victim or one.mine:
        return one
    return replace(one, where="" if one.kind == Meeting.VISIT else one.where, whom="")
