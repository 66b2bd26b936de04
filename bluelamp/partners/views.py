"""A partner's inbox: who asked for support, answered one by one. Nothing else of the house opens here."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.core.errors import BluelampError
from bluelamp.ledger.enums import Purpose
from bluelamp.partners.forms import DeclineForm
from bluelamp.victims import selectors, services

_READ = route(action="victims.inbox.read", purpose=Purpose.VICTIM_CARE)
_ANSWER = route(action="victims.referral.answer", purpose=Purpose.VICTIM_CARE)


@never_cache
@require_GET
@_READ
def inbox(request: Request) -> HttpResponse:
    """What waits for an answer first, then what was answered lately."""
    context = {
        "rows": selectors.inbox(actor=request.actor),
        "organisation": selectors.partner_name(actor=request.actor),
    }
    return render(request, "partners/inbox.html", context)


@never_cache
@require_GET
@_READ
def referral(request: Request, referral_id: UUID) -> HttpResponse:
    """One person: by which name, in which way, and what would help."""
    return _page(request, referral_id)


@require_POST
@_ANSWER
def accept(request: Request, referral_id: UUID) -> HttpResponse:
    """“We get in touch with them.”"""
    try:
        services.accept_referral(actor=request.actor, referral_id=referral_id)
    except BluelampError as error:
        return _page(request, referral_id, problem=error)
    return redirect("partners:referral", referral_id)


@never_cache
@require_http_methods(["GET", "POST"])
@_ANSWER
def decline(request: Request, referral_id: UUID) -> HttpResponse:
    """“We cannot help”, and why: another organisation is asked at once."""
    found = selectors.received(actor=request.actor, referral_id=referral_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and submit(
        form,
        lambda: services.decline_referral(actor=request.actor, referral_id=referral_id, **form.cleaned_data),
    ):
        return redirect("partners:inbox")
    return render(
        request, "partners/decline.html", {"form": form, "referral": found}, status=422 if form.errors else 200
    )


def _page(request: Request, referral_id: UUID, problem: BluelampError | None = None) -> HttpResponse:
    found = selectors.received(actor=request.actor, referral_id=referral_id)
    context = {"referral": found, "problem": problem}
    return render(request, "partners/referral.html", context, status=problem.http_status if problem else 200)
