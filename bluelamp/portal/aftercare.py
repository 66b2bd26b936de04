"""The pages of a report on which its victim is looked after."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request
from bluelamp.complaints import selectors as complaints_made
from bluelamp.complaints.asked import COMPLAINT
from bluelamp.complaints.independent import independent
from bluelamp.contact.selectors import report as report_of
from bluelamp.contact.selectors import sender
from bluelamp.core.clock import today
from bluelamp.core.errors import NotFound
from bluelamp.journeys import mounting
from bluelamp.journeys.selectors import read_answers
from bluelamp.portal.after import AFTER, about_report
from bluelamp.portal.helping import help_near
from bluelamp.portal.owning import own_report
from bluelamp.portal.tracking import tracking
from bluelamp.victims import selectors, services
from bluelamp.victims.asked import JOURNEYS
from bluelamp.victims.asked.thanks import thanks_for


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def ask(request: Request, report_id: UUID, slug: str) -> HttpResponse:
    """The start page of something that the page of this report offers now."""
    if slug not in JOURNEYS and slug != COMPLAINT.slug:
        raise NotFound("There is no such form. Go back to the page of your report to see what you can do.")
    found = tracking(actor=request.actor, report_id=report_id)
    if slug not in {offer.slug for offer in found.offers}:
        return redirect("portal:tracking", report_id)
    return mounting.ask(request, AFTER, slug=slug, about=about_report(report_id))


@never_cache
@require_GET
@own_report
def thanks(request: Request, report_id: UUID, slug: str) -> HttpResponse:
    """That it has arrived, and what happens next."""
    report = report_of(actor=request.actor, report_id=report_id)
    return render(request, "portal/thanks.html", {"report": report, "words": thanks_for(slug)})


@never_cache
@require_GET
@own_report
def support(request: Request, report_id: UUID) -> HttpResponse:
    """How far the wish to be put in touch with support has got."""
    who = sender(actor=request.actor, report_id=report_id)
    known = selectors.support_of_matter(actor=request.actor, matter_id=who.report.matter_id)
    context = {"report": who.report, "support": known, **help_near(who.report, who.age)}
    return render(request, "portal/support.html", context)


@never_cache
@require_GET
@own_report
def helping(request: Request, report_id: UUID) -> HttpResponse:
    """Who helps near where it was, and everywhere."""
    who = sender(actor=request.actor, report_id=report_id)
    return render(request, "portal/helping.html", {"report": who.report, **help_near(who.report, who.age)})


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def stop_support(request: Request, report_id: UUID) -> HttpResponse:
    """“I no longer want to be contacted by them.”"""
    report = report_of(actor=request.actor, report_id=report_id)
    known = selectors.support_of_matter(actor=request.actor, matter_id=report.matter_id)
    if known.referral_id is None:
        return redirect("portal:tracking", report_id)
    if request.method == "POST":
        services.withdraw_referral(actor=request.actor, referral_id=known.referral_id)
        return redirect("portal:support", report_id)
    return render(request, "portal/stop_support.html", {"report": report, "support": known})


@never_cache
@require_GET
@own_report
def requests(request: Request, report_id: UUID) -> HttpResponse:
    """What they wrote to us, and what we answered."""
    report = report_of(actor=request.actor, report_id=report_id)
    sent = selectors.requests_for_matter(actor=request.actor, matter_id=report.matter_id)
    said = {one.id: read_answers(version=one.journey_version, answers=one.answers) for one in sent}
    return render(request, "portal/requests.html", {"report": report, "sent": sent, "said": said})


@never_cache
@require_GET
@own_report
def complaints(request: Request, report_id: UUID) -> HttpResponse:
    """How far each complaint has got, what was found, and who else looks at complaints."""
    report = report_of(actor=request.actor, report_id=report_id)
    made = complaints_made.complaints_for_matter(actor=request.actor, matter_id=report.matter_id)
    context = {"report": report, "made": made, "independent": independent(today())}
    return render(request, "portal/complaints.html", context)
