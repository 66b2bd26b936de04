"""What victims have written to us, each with the day by which it is answered; and what they think of us, as counts."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.services import allowed
from bluelamp.access.submitting import submit
from bluelamp.core.clock import today
from bluelamp.desk.victims.forms import SettleForm
from bluelamp.journeys.selectors import read_answers
from bluelamp.ledger.enums import Purpose
from bluelamp.victims import policies, selectors, services
from bluelamp.victims.enums import Confidence, Rating, RequestKind, Shortfall

_READ = route(action="victims.request.settle", purpose=Purpose.VICTIM_CARE)


@require_GET
@route(action="victims.request.oversee", purpose=Purpose.VICTIM_CARE)
def listed(request: Request) -> HttpResponse:
    """All that waits for an answer."""
    return render(request, "desk/victims/requests.html", {"rows": selectors.requests(actor=request.actor)})


@require_http_methods(["GET", "POST"])
@_READ
def request_page(request: Request, request_id: UUID) -> HttpResponse:
    """What they wrote, and the answer."""
    found = selectors.request(actor=request.actor, request_id=request_id)
    form = SettleForm(request.POST or None, results=policies.RESULTS[found.kind])
    if request.method == "POST" and submit(
        form, lambda: services.settle_request(actor=request.actor, request_id=request_id, **form.cleaned_data)
    ):
        return redirect("desk_victims:request", request_id)
    action = "victims.review.decide" if found.kind == RequestKind.REVIEW else "victims.request.settle"
    context = {
        "one": found,
        "form": form,
        "said": read_answers(version=found.journey_version, answers=found.answers),
        "may": found.open and allowed(actor=request.actor, action=action, matter=found.matter_id),
        "mine": found.owner_id == request.actor.id,
    }
    return render(request, "desk/victims/request.html", context, status=422 if form.errors else 200)


@require_POST
@_READ
def take(request: Request, request_id: UUID) -> HttpResponse:
    """“I deal with this.”"""
    services.take_request(actor=request.actor, request_id=request_id)
    return redirect("desk_victims:request", request_id)


@require_GET
@route(action="victims.satisfaction.read", purpose=Purpose.SUPERVISION)
def satisfaction(request: Request) -> HttpResponse:
    """Of the last twelve months, this one left out while it runs: nobody can be known by a difference of a day."""
    until = today().replace(day=1)
    since = date(until.year - 1, until.month, 1)
    context = {
        "counts": selectors.satisfaction(actor=request.actor, since=since, until=until),
        "since": since,
        "until": until,
        "labels": {"rating": Rating, "shortfalls": Shortfall, "confidence": Confidence},
    }
    return render(request, "desk/victims/satisfaction.html", context)
