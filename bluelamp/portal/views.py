"""The public's door: the emergency gate, choosing what to report, the receipt, tracking, crime in your area."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.actors import hold_receipt
from bluelamp.access.origin import address_of
from bluelamp.access.routes import Request, public
from bluelamp.access.submitting import submit
from bluelamp.contact import services
from bluelamp.contact.receipts import spaced
from bluelamp.contact.report_types import report_types
from bluelamp.contact.selectors import report
from bluelamp.core.actor import ActorKind
from bluelamp.core.errors import NotFound, TooMany
from bluelamp.files.responses import preview
from bluelamp.files.selectors import stored_file
from bluelamp.investigations.services import mark_read
from bluelamp.journeys.selectors import read_answers
from bluelamp.portal import saving
from bluelamp.portal.forgetting import forget
from bluelamp.portal.forms import GateForm, SavedForm, TrackForm
from bluelamp.portal.owning import own_report
from bluelamp.portal.reporting import TOO_LATE
from bluelamp.portal.tracking import files_of, tracking


@require_GET
@public
def home(request: Request) -> HttpResponse:
    return render(request, "portal/home.html", {})


@require_GET
@public
def gate(request: Request) -> HttpResponse:
    """Is it happening now? Whatever is unclear leads to 999. Who comes for one form has not to look for it again."""
    form = GateForm(request.GET if "sent" in request.GET else None)
    wanted = report_types().get(request.GET.get("for", ""))
    if form.is_bound and form.is_valid():
        if form.cleaned_data["now"] != "no":
            return redirect("portal:emergency")
        return redirect("report:start", wanted.journey.slug) if wanted else redirect("portal:choose")
    context = {"form": form, "wanted": wanted.journey.slug if wanted else ""}
    return render(request, "portal/gate.html", context, status=422 if form.errors else 200)


@require_GET
@public
def emergency(request: Request) -> HttpResponse:
    """How to reach 999, also without speaking."""
    return render(request, "portal/emergency.html", {})


@never_cache
@require_http_methods(["GET", "POST"])
@public
def sent(request: Request) -> HttpResponse:
    """Reference and receipt, until the sender says that they are saved. Looking makes none: a button does."""
    report_id = _held(request)
    if report_id is None:
        return redirect("portal:track")
    return _receipt(request, report_id)


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def receipt(request: Request, report_id: UUID) -> HttpResponse:
    """The same for who is signed in and needs none: it opens the report for whom they give it to, and after them."""
    return _receipt(request, report_id)


@never_cache
@require_http_methods(["GET", "POST"])
@public
def track(request: Request) -> HttpResponse:
    """Come back with reference and receipt. Who is signed in adds the report to their account."""
    if _is_signed_in(request):
        return redirect("account:add")
    form = TrackForm(request.POST or None)
    opened: list[UUID] = []

    def present() -> None:
        said, address = form.cleaned_data, address_of(request)
        opened.append(services.open_with_receipt(actor=request.actor, address=address, **said))

    if request.method == "POST" and submit(form, present):
        hold_receipt(request, opened[0])
        return redirect("portal:tracking", opened[0])
    status = TooMany.http_status if form.has_error("receipt", TooMany.code) else 422 if form.errors else 200
    return render(request, "portal/track.html", {"form": form, "too_late": TOO_LATE in request.GET}, status=status)


@never_cache
@require_GET
@public
def held(request: Request) -> HttpResponse:
    """To the report whose receipt this browser holds."""
    report_id = _held(request)
    return redirect("portal:tracking", report_id) if report_id else redirect("portal:track")


@never_cache
@require_GET
@own_report
def tracked(request: Request, report_id: UUID) -> HttpResponse:
    """The report, what has happened, what happens next and by when. Whoever reads the news here has been told it."""
    found = tracking(actor=request.actor, report_id=report_id)
    response = render(request, "portal/tracking.html", {"t": found})
    if found.unread:
        mark_read(actor=request.actor, clock_ids=found.unread)
    return response


@never_cache
@require_GET
@own_report
def file_preview(request: Request, report_id: UUID, file_id: UUID) -> HttpResponse:
    """A small picture of what somebody sent with their report; of nothing else that is kept with its matter."""
    found = report(actor=request.actor, report_id=report_id)
    sent_along = files_of(read_answers(version=found.journey_version, answers=found.answers))
    if file_id not in {one.id for one in sent_along}:
        raise NotFound(_("This file was not sent with your report."), field="file")
    return preview(request, stored_file(actor=request.actor, file_id=file_id))


@require_POST
@public
def leave(request: Request) -> HttpResponse:
    """Forget the report on this device: the receipt, and the key to the draft that it was; or the whole sign-in."""
    response = redirect("portal:home")
    forget(request, response)
    return response


@require_GET
@public
def privacy(request: Request) -> HttpResponse:
    return render(request, "portal/privacy.html", {})


@require_GET
@public
def accessibility(request: Request) -> HttpResponse:
    return render(request, "portal/accessibility.html", {})


def _receipt(request: Request, report_id: UUID) -> HttpResponse:
    found = report(actor=request.actor, report_id=report_id)
    if found.receipt_confirmed_at is not None:
        saving.put_away(request)
        return redirect("portal:tracking", report_id)
    shown = saving.to_save(request, report_id)
    if shown is None and request.method == "POST":
        saving.make(request, report_id)
        return redirect(request.path)
    form = SavedForm(request.POST or None)
    if request.method == "POST" and submit(
        form, lambda: services.confirm_receipt(actor=request.actor, report_id=report_id)
    ):
        saving.put_away(request)
        return redirect("portal:tracking", report_id)
    context = {"report": found, "receipt": shown and spaced(shown), "form": form, "signed_in": _is_signed_in(request)}
    return render(request, "portal/sent.html", context, status=422 if form.errors else 200)


def _is_signed_in(request: Request) -> bool:
    return request.actor.kind is ActorKind.CITIZEN


def _held(request: Request) -> UUID | None:
    """The report whose receipt this browser holds."""
    return request.actor.id if request.actor.kind is ActorKind.RECEIPT else None
