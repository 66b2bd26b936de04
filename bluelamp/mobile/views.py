"""The officer's phone: what I am sent to, what I need to know there, and telling how it went."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.headers import may_locate
from bluelamp.access.routes import Request, route
from bluelamp.access.services import allowed
from bluelamp.access.submitting import submit
from bluelamp.contact import selectors as contact
from bluelamp.core.errors import BluelampError, Invalid, NotFound
from bluelamp.core.ids import new_id
from bluelamp.incidents import policies, selectors, services
from bluelamp.incidents.forms import NoteForm, PositionForm, ResultForm
from bluelamp.incidents.types import Work
from bluelamp.intelligence import selectors as intelligence
from bluelamp.intelligence import services as alerts
from bluelamp.journeys.selectors import read_answers
from bluelamp.ledger.enums import Purpose

_WORK = route(action="incidents.assignment.read", purpose=Purpose.RESPONSE)
_STEPS = {"accept": services.accept, "travel": services.travel, "arrive": services.arrive}
_WORDS = {"accept": _("Accept"), "travel": _("I am on my way"), "arrive": _("I have arrived")}


@require_GET
@_WORK
def work(request: Request) -> HttpResponse:
    """What I am sent to now, and the alerts that wait for me. Kept current by the feed."""
    return _work(request)


@require_POST
@route(action="incidents.assignment.change", purpose=Purpose.RESPONSE)
def step(request: Request, assignment_id: UUID, name: str) -> HttpResponse:
    """Accept, set out, arrive. A second tap changes nothing; what is out of order is refused with the reason."""
    if name not in _STEPS:
        raise NotFound("There is no such step. Go back to your work.")
    try:
        _STEPS[name](actor=request.actor, assignment_id=assignment_id)
    except BluelampError as error:
        return _work(request, problem=error)
    return redirect("mobile:work")


@require_GET
@route(action="incidents.incident.read", purpose=Purpose.RESPONSE)
def incident(request: Request, incident_id: UUID) -> HttpResponse:
    """Everything about an incident that I may see: report, log, what is known of the place."""
    return _incident(request, incident_id)


@require_POST
@route(action="incidents.log.add", purpose=Purpose.RESPONSE)
def note(request: Request, incident_id: UUID) -> HttpResponse:
    """Write down what I found."""
    form = NoteForm(request.POST)
    done = submit(form, lambda: services.add_note(actor=request.actor, incident_id=incident_id, **form.cleaned_data))
    return redirect("mobile:incident", incident_id) if done else _incident(request, incident_id, form)


@require_http_methods(["GET", "POST"])
@route(action="incidents.incident.result", purpose=Purpose.RESPONSE)
def result(request: Request, incident_id: UUID) -> HttpResponse:
    """Say how it ended; my crew is free again."""
    form = ResultForm(request.POST or None)
    if request.method == "POST" and submit(
        form, lambda: services.result(actor=request.actor, incident_id=incident_id, **form.cleaned_data)
    ):
        return redirect("mobile:work")
    found = selectors.incident(actor=request.actor, incident_id=incident_id)
    context = {"incident": found, "form": form}
    return render(request, "mobile/result.html", context, status=422 if form.errors else 200)


@require_POST
@route(action="intelligence.alert.acknowledge", purpose=Purpose.RESPONSE)
def acknowledge(request: Request, alert_id: UUID) -> HttpResponse:
    """“I have read this alert.”"""
    try:
        alerts.acknowledge(actor=request.actor, alert_id=alert_id)
    except BluelampError as error:
        return _work(request, problem=error)
    return redirect("mobile:work")


@require_POST
@route(action="incidents.resource.report", purpose=Purpose.RESPONSE)
def position(request: Request) -> HttpResponse:
    """Where this phone is, told by the script of “my work” while its officer lets it."""
    form = PositionForm(request.POST)
    if not form.is_valid():
        raise Invalid("Send latitude, longitude, accuracy in metres and age in seconds.", field="position")
    services.report_position(actor=request.actor, **form.cleaned_data)
    return HttpResponse(status=204)


def _work(request: Request, problem: BluelampError | None = None) -> HttpResponse:
    mine = selectors.my_work(actor=request.actor)
    sent = intelligence.my_alerts(actor=request.actor)
    context = {
        "work": mine,
        "signs": contact.signs_of(actor=request.actor, matters={item.incident.matter_id for item in mine}),
        "alerts": sent,
        "resource": selectors.my_resource(actor=request.actor),
        "bounds": policies,
        "next": [_next(item) for item in mine],
        "words": _WORDS,
        "problem": problem,
    }
    response = render(request, "mobile/work.html", context, status=problem.http_status if problem else 200)
    new = [item.alert.id for item in sent if item.new]
    if new:  # the centre sees that they reached a screen, before anybody says that they were read
        alerts.mark_seen(actor=request.actor, alert_ids=new)
    return may_locate(response)


def _next(item: Work) -> str:
    """The one step that comes next; empty when only the result is missing."""
    return item.actions[0] if item.actions else ""


def _incident(request: Request, incident_id: UUID, form: forms.Form | None = None) -> HttpResponse:
    actor = request.actor
    found = selectors.incident(actor=actor, incident_id=incident_id)
    context = {
        "incident": found,
        "log": selectors.log(actor=actor, incident_id=incident_id),
        "signs": contact.signs_of(actor=actor, matters={found.matter_id}).get(found.matter_id, ()),
        "reports": [
            (report, read_answers(version=report.journey_version, answers=report.answers))
            for report in contact.reports_for_matter(actor=actor, matter_id=found.matter_id)
        ],
        "words": _WORDS,
        "may_take": allowed(actor=actor, action="evidence.statement.take", matter=found.matter_id),
        "intelligence": intelligence.reports_for_matter(actor=actor, matter_id=found.matter_id),
        "work": [item for item in selectors.my_work(actor=actor) if item.incident.id == found.id],
        "note_form": form or NoteForm(initial={"client_id": new_id()}),
    }
    return render(request, "mobile/incident.html", context, status=422 if form is not None else 200)
