"""The control room: what is going on, who can be sent, what happened."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.services import may_ever
from bluelamp.access.submitting import submit
from bluelamp.core.errors import BluelampError
from bluelamp.core.ids import new_id
from bluelamp.core.places.ground import districts
from bluelamp.desk.dispatch.beside import beside
from bluelamp.desk.records.pages import matter_card
from bluelamp.incidents import policies, selectors, services
from bluelamp.incidents.enums import AssignmentState
from bluelamp.incidents.forms import NoteForm, ReopenForm, ResultForm
from bluelamp.incidents.pictures import TONES, board_features, incident_features
from bluelamp.ledger.enums import Purpose

_SEE = route(action="incidents.incident.read", purpose=Purpose.RESPONSE)
_BOARD = route(action="incidents.board.read", purpose=Purpose.RESPONSE)
_SEND = route(action="incidents.incident.dispatch", purpose=Purpose.RESPONSE)


@require_GET
@_BOARD
def board(request: Request) -> HttpResponse:
    """Everything live on one screen; kept current by the feed."""
    context = _board(request)
    context |= {"features": board_features(context["board"], _href), "areas": districts()}
    return render(request, "desk/dispatch/board.html", context)


@require_GET
@_BOARD
def where(request: Request) -> HttpResponse:
    """The map and its list alone: positions come all the time."""
    context = {"features": board_features(selectors.board(actor=request.actor), _href)}
    return render(request, "desk/dispatch/_where.html", context)


@require_GET
@_BOARD
def board_rows(request: Request) -> HttpResponse:
    """The rows alone, for the live refresh."""
    return render(request, "desk/dispatch/_rows.html", _board(request))


@require_GET
@_BOARD
def ended(request: Request) -> HttpResponse:
    """What is over: to be closed, or to be opened again when it was not over after all."""
    context = {"rows": selectors.ended(actor=request.actor), "tones": TONES}
    return render(request, "desk/dispatch/ended.html", context)


@require_GET
@_SEE
def incident(request: Request, incident_id: UUID) -> HttpResponse:
    """One incident: place, log, who is on it and who could be."""
    return _page(request, incident_id)


@require_POST
@_SEND
def send(request: Request, incident_id: UUID, resource_id: UUID) -> HttpResponse:
    """Send a resource. When somebody was quicker, the page says so and shows who is free now."""
    try:
        services.dispatch(actor=request.actor, incident_id=incident_id, resource_id=resource_id)
    except BluelampError as error:
        return _page(request, incident_id, problem=error)
    return redirect("desk_dispatch:incident", incident_id)


@require_POST
@_SEND
def stand_down(request: Request, incident_id: UUID, assignment_id: UUID) -> HttpResponse:
    """Take a crew off."""
    try:
        services.stand_down(actor=request.actor, assignment_id=assignment_id, reason=request.POST.get("reason", ""))
    except BluelampError as error:
        return _page(request, incident_id, problem=error)
    return redirect("desk_dispatch:incident", incident_id)


@require_POST
@route(action="incidents.log.add", purpose=Purpose.RESPONSE)
def note(request: Request, incident_id: UUID) -> HttpResponse:
    """Write in the log."""
    form = NoteForm(request.POST)
    done = submit(form, lambda: services.add_note(actor=request.actor, incident_id=incident_id, **form.cleaned_data))
    return redirect("desk_dispatch:incident", incident_id) if done else _page(request, incident_id, note_form=form)


@require_http_methods(["GET", "POST"])
@route(action="incidents.incident.result", purpose=Purpose.RESPONSE)
def result(request: Request, incident_id: UUID) -> HttpResponse:
    """Say how it ended."""
    form = ResultForm(request.POST or None)
    if request.method == "POST" and submit(
        form, lambda: services.result(actor=request.actor, incident_id=incident_id, **form.cleaned_data)
    ):
        return redirect("desk_dispatch:incident", incident_id)
    found = selectors.incident(actor=request.actor, incident_id=incident_id)
    status = 422 if form.errors else 200
    return render(request, "desk/dispatch/result.html", {"incident": found, "form": form}, status=status)


@require_POST
@route(action="incidents.incident.close", purpose=Purpose.RESPONSE)
def close(request: Request, incident_id: UUID) -> HttpResponse:
    """Put it away."""
    try:
        services.close(actor=request.actor, incident_id=incident_id)
    except BluelampError as error:
        return _page(request, incident_id, problem=error)
    return redirect("desk_dispatch:incident", incident_id)


@require_http_methods(["GET", "POST"])
@route(action="incidents.incident.reopen", purpose=Purpose.RESPONSE)
def reopen(request: Request, incident_id: UUID) -> HttpResponse:
    """It was not over after all."""
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and submit(
        form, lambda: services.reopen(actor=request.actor, incident_id=incident_id, **form.cleaned_data)
    ):
        return redirect("desk_dispatch:incident", incident_id)
    found = selectors.incident(actor=request.actor, incident_id=incident_id)
    status = 422 if form.errors else 200
    return render(request, "desk/dispatch/reopen.html", {"incident": found, "form": form}, status=status)


def _board(request: Request) -> dict[str, Any]:
    found = selectors.board(actor=request.actor)
    known = beside(actor=request.actor, incidents=[row.incident for row in found.rows])
    return {"board": found, "beside": known, "tones": TONES}


def _page(
    request: Request,
    incident_id: UUID,
    *,
    problem: BluelampError | None = None,
    note_form: forms.Form | None = None,
) -> HttpResponse:
    actor = request.actor
    found = selectors.incident(actor=actor, incident_id=incident_id)
    assignments = selectors.assignments_for(actor=actor, incident_id=incident_id)
    on_it = [a for a in assignments if a.state != AssignmentState.RELEASED]
    can_send = policies.can_send(actor, found.state)
    actions = policies.INCIDENT.actions(found.state)
    context = {
        "incident": found,
        "known": beside(actor=actor, incidents=[found])[found.id],
        "log": selectors.log(actor=actor, incident_id=incident_id),
        "assignments": assignments,
        "can_send": can_send,
        "candidates": selectors.candidates(actor=actor, incident_id=incident_id) if can_send else [],
        "can_result": policies.can_result(found.state, grade=found.grade, visited=found.arrived_at is not None),
        "can_close": "close" in actions and may_ever(actor=actor, action="incidents.incident.close"),
        "can_reopen": "reopen" in actions and may_ever(actor=actor, action="incidents.incident.reopen"),
        "card": matter_card(actor=actor, matter_id=found.matter_id),
        "features": incident_features(found, [a.resource for a in on_it], _href),
        "areas": districts(),
        "tones": TONES,
        "note_form": note_form or NoteForm(initial={"client_id": new_id()}),
        "problem": problem,
    }
    failed = note_form is not None and bool(note_form.errors)
    status = problem.http_status if problem else 422 if failed else 200
    return render(request, "desk/dispatch/incident.html", context, status=status)


def _href(incident_id: UUID) -> str:
    return reverse("desk_dispatch:incident", args=[incident_id])
