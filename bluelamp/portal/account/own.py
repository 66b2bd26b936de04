"""One's own account: the reports in it, where it is signed in, and its end."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.actors import drop_receipt, held_receipt
from bluelamp.access.origin import address_of
from bluelamp.access.routes import Request, public
from bluelamp.access.submitting import submit
from bluelamp.accounts import provider, selectors, services, sessions
from bluelamp.accounts.errors import NotFresh
from bluelamp.contact import report_types
from bluelamp.contact import services as contact
from bluelamp.contact.selectors import own_reports
from bluelamp.core.actor import Actor
from bluelamp.core.errors import TooMany
from bluelamp.flows.keep_in_account import keep_in_account
from bluelamp.portal import saving
from bluelamp.portal.account.door import is_signed_in, prove_first, signed_in
from bluelamp.portal.account.forms import EraseForm, HeldForm
from bluelamp.portal.forms import TrackForm

if TYPE_CHECKING:
    from bluelamp.contact.models import Report


@dataclass(frozen=True, slots=True)
class Row:
    """A report in the list, and what kind it is."""

    report: "Report"
    title: str


@never_cache
@require_GET
@signed_in
def reports(request: Request) -> HttpResponse:
    """“My reports”."""
    return render(request, "portal/account/reports.html", {"rows": _rows(request)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: Request) -> HttpResponseBase:
    """A report that was made without the account joins it, for whoever holds its receipt."""
    form, added = TrackForm(request.POST or None), list[UUID]()
    if request.method == "POST" and submit(form, lambda: added.append(_keep(request, form))):
        return redirect("portal:tracking", added[0])
    return render(request, "portal/account/add.html", {"form": form}, status=_status(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def held(request: Request) -> HttpResponseBase:
    """Whoever came in while this browser held a receipt says whether that report is to join the account.

    They show the receipt again: who finds somebody's report open must not take it along for good. Nothing of the report
    is read before: the reading would name the account beside it.
    """
    if held_receipt(request) is None:
        return redirect("account:reports")
    form = HeldForm(request.POST or None)
    if request.method == "POST" and submit(form, lambda: _decide(request, form)):
        if form.cleaned_data["keep"] == "unsaved":
            sessions.step_out(request)
            return redirect("portal:sent")
        drop_receipt(request)
        saving.put_away(request)
        return redirect("account:reports")
    return render(request, "portal/account/held.html", {"form": form}, status=_status(form))


@require_POST
@public
def sign_out(request: Request) -> HttpResponse:
    """Here. Whoever is out already may press it too."""
    if is_signed_in(request):
        sessions.end(request)
    return redirect("portal:home")


@never_cache
@require_GET
@signed_in
def settings(request: Request) -> HttpResponse:
    """How to come in, where the account is signed in, and its end."""
    context = {
        "account": selectors.own_account(actor=request.actor),
        "provider": provider.configured(),
        "sign_ins": selectors.sign_ins(actor=request.actor, here=sessions.sign_in_of(request)),
    }
    return render(request, "portal/account/settings.html", context)


@require_POST
@signed_in
def tell(request: Request) -> HttpResponse:
    """Whether new sign-ins are told by email."""
    services.tell_of_sign_ins(actor=request.actor, wanted="tell" in request.POST)
    return redirect("account:settings")


@require_POST
@signed_in
def remove_address(request: Request) -> HttpResponseBase:
    try:
        services.remove_address(actor=request.actor, sign_in=sessions.this_one(request))
    except NotFresh:
        return prove_first()
    return redirect("account:settings")


@require_POST
@signed_in
def remove_provider(request: Request) -> HttpResponse:
    services.remove_identity(actor=request.actor)
    return redirect("account:settings")


@require_POST
@signed_in
def end_one(request: Request, sign_in_id: UUID) -> HttpResponse:
    """Sign out of one browser."""
    services.end_sign_in(actor=request.actor, sign_in_id=sign_in_id)
    return redirect("account:settings")


@require_POST
@signed_in
def end_all(request: Request) -> HttpResponse:
    """Sign out everywhere, here too."""
    services.end_every_sign_in(actor=request.actor)
    sessions.end(request)
    return redirect("account:sign-in")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase(request: Request) -> HttpResponseBase:
    """Erase the account. Its reports stay the force's; those without a receipt are named first."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and submit(form, lambda: services.erase_account(actor=request.actor)):
        sessions.end(request)
        return render(request, "portal/account/erased.html", {})
    bare = [row for row in _rows(request) if row.report.receipt_confirmed_at is None]
    context = {"form": form, "without_receipt": bare}
    return render(request, "portal/account/erase.html", context, status=422 if form.errors else 200)


def _decide(request: Request, form: HeldForm) -> None:
    if form.cleaned_data["keep"] == "yes":
        _keep(request, form)


def _keep(request: Request, form: TrackForm) -> UUID:
    """The report whose receipt they typed, now in their account."""
    said = {name: form.cleaned_data[name] for name in ("reference", "receipt")}
    opened = contact.open_with_receipt(actor=request.actor, address=address_of(request), **said)
    return keep_in_account(actor=request.actor, held=Actor.receipt(opened))


def _status(form: TrackForm) -> int:
    return TooMany.http_status if form.has_error("receipt", TooMany.code) else 422 if form.errors else 200


def _rows(request: Request) -> list[Row]:
    kinds = report_types.report_types()
    found = own_reports(actor=request.actor)
    return [
        Row(one, str(kinds[one.journey_slug].journey.title) if one.journey_slug in kinds else one.reference)
        for one in found
    ]
