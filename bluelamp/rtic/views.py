"""The real-time intelligence centre: the live picture, and pushing what matters to whoever needs it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.selectors import names_of
from bluelamp.access.services import may_ever
from bluelamp.access.submitting import submit
from bluelamp.core.ids import new_id
from bluelamp.core.places.ground import districts
from bluelamp.flows.push_intelligence import push_intelligence
from bluelamp.incidents import selectors as incidents
from bluelamp.incidents.pictures import Features, board_features
from bluelamp.intelligence import selectors, services
from bluelamp.intelligence.forms import AlertForm, CancelForm, IntelligenceForm
from bluelamp.ledger.enums import Purpose
from bluelamp.rtic.suggestions import concerned

_WRITE = route(action="intelligence.report.write", purpose=Purpose.INTELLIGENCE)
_FOLLOW = route(action="intelligence.alert.follow", purpose=Purpose.INTELLIGENCE)
_SEND = route(action="intelligence.alert.send", purpose=Purpose.INTELLIGENCE)


@require_GET
@_WRITE
def picture(request: Request) -> HttpResponse:
    """Everything live: incidents, resources, running alerts and who still has to acknowledge."""
    context = {
        "features": _features(request),
        "areas": districts(),
        **_alerts(request, running=True),
    }
    return render(request, "rtic/picture.html", context)


@require_GET
@_WRITE
def live_now(request: Request) -> HttpResponse:
    """Incidents and resources alone, for the live refresh."""
    return render(request, "rtic/_live_now.html", {"features": _features(request)})


@require_GET
@_FOLLOW
def alerts(request: Request) -> HttpResponse:
    """The running alerts alone, for the live refresh."""
    return render(request, "rtic/_alerts.html", _alerts(request, running=True))


@require_GET
@_FOLLOW
def past(request: Request) -> HttpResponse:
    """Alerts that have ended."""
    return render(request, "rtic/past.html", _alerts(request, running=False))


@require_http_methods(["GET", "POST"])
@_SEND
def compose(request: Request, incident_id: UUID | None = None) -> HttpResponse:
    """Grade and send in one form; officers on or near the incident are ticked already."""
    officers = concerned(actor=request.actor, incident_id=incident_id)
    names = names_of(users={officer.user_id for officer in officers})
    choices = [(str(o.user_id), f"{names.get(o.user_id, '')} ({o.name}, {o.why})") for o in officers]
    ticked = [str(o.user_id) for o in officers if incident_id and o.why != "on duty"]
    form = IntelligenceForm(request.POST or None, initial={"recipients": ticked, "client_id": new_id()})
    form.fields["recipients"].choices = choices  # type: ignore[attr-defined] # a MultipleChoiceField
    about = incidents.incident(actor=request.actor, incident_id=incident_id) if incident_id else None
    if request.method == "POST" and submit(
        form,
        lambda: push_intelligence(
            actor=request.actor,
            report=form.report(),
            alert=form.words(),
            recipients=frozenset(UUID(user) for user in form.cleaned_data["recipients"]),
            matter_id=about.matter_id if about else None,
        ),
    ):
        return redirect("rtic:picture")
    return render(request, "rtic/compose.html", {"form": form, "about": about}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@_SEND
def supersede(request: Request, alert_id: UUID) -> HttpResponse:
    """Replace an alert; the same officers acknowledge anew. Sent again after its reply was lost, it changes nothing."""
    if request.method == "POST" and not selectors.is_running(actor=request.actor, alert_id=alert_id):
        return redirect("rtic:picture")
    old = selectors.running_alert(actor=request.actor, alert_id=alert_id)
    initial = {"headline": old.headline, "instruction": old.instruction, "severity": old.severity}
    form = AlertForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(
        form, lambda: services.supersede_alert(actor=request.actor, alert_id=alert_id, **form.words())
    ):
        return redirect("rtic:picture")
    return render(request, "rtic/supersede.html", {"form": form, "old": old}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@_SEND
def cancel(request: Request, alert_id: UUID) -> HttpResponse:
    """Take an alert back, saying why. Sent again after its reply was lost, it changes nothing."""
    if request.method == "POST" and not selectors.is_running(actor=request.actor, alert_id=alert_id):
        return redirect("rtic:picture")
    old = selectors.running_alert(actor=request.actor, alert_id=alert_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and submit(
        form, lambda: services.cancel_alert(actor=request.actor, alert_id=alert_id, **form.cleaned_data)
    ):
        return redirect("rtic:picture")
    return render(request, "rtic/cancel.html", {"form": form, "old": old}, status=422 if form.errors else 200)


def _alerts(request: Request, *, running: bool) -> dict[str, object]:
    return {
        "alerts": selectors.sent_alerts(actor=request.actor, running=running),
        "running": running,
        "may_send": may_ever(actor=request.actor, action="intelligence.alert.send"),
    }


def _features(request: Request) -> Features:
    return board_features(incidents.board(actor=request.actor), _href)


def _href(incident_id: UUID) -> str:
    return reverse("rtic:compose-about", args=[incident_id])
