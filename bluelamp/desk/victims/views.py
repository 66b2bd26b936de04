"""What staff do for victims: offer support, and see that no wish for it is lost."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.contact.selectors import report as report_of
from bluelamp.core.actor import Actor
from bluelamp.desk.victims.forms import SendForm, SupportForm, blank_support
from bluelamp.flows.refer_victim import answer_to_staff
from bluelamp.investigations.selectors import cases_for_matters
from bluelamp.journeys.selectors import read_answers
from bluelamp.journeys.types import Means
from bluelamp.ledger.enums import Purpose
from bluelamp.victims import policies, selectors, services


@require_GET
@route(action="victims.referral.oversee", purpose=Purpose.VICTIM_CARE)
def referrals(request: Request) -> HttpResponse:
    """Every referral in any state: none can be forgotten, because none can be anywhere else."""
    return render(request, "desk/victims/referrals.html", {"rows": selectors.referrals(actor=request.actor)})


@require_http_methods(["GET", "POST"])
@route(action="victims.referral.oversee", purpose=Purpose.VICTIM_CARE)
def referral(request: Request, referral_id: UUID) -> HttpResponse:
    """What was done about one, and a way on where no partner has it."""
    found = selectors.overseen(actor=request.actor, referral_id=referral_id)
    form = SendForm(request.POST or None, partners=selectors.partners(actor=request.actor))

    def send() -> None:
        services.send_referral(
            actor=request.actor, referral_id=referral_id, partner_id=form.chosen, reason=form.cleaned_data["reason"]
        )

    if request.method == "POST" and submit(form, send):
        return redirect("desk_victims:referrals")
    context = {"found": found, "form": form, "may_send": "send" in policies.REFERRAL.actions(found.row.state)}
    return render(request, "desk/victims/referral.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@route(action="victims.consent.record", purpose=Purpose.VICTIM_CARE)
def support(request: Request, report_id: UUID) -> HttpResponse:
    """Offer support to whoever reported, and write down what they answer."""
    actor = request.actor
    report = report_of(actor=actor, report_id=report_id)
    said = read_answers(version=report.journey_version, answers=report.answers)
    form = SupportForm(request.POST or None, initial=blank_support(said.text(Means.REPORTER_NAME)))

    def answer() -> None:
        words = form.cleaned_data
        answer_to_staff(
            actor=actor,
            report_id=report_id,
            answer=form.answer(),
            name=words["name"],
            client_id=words["client_id"],
        )

    back = _back(actor, report.matter_id, report_id)
    if request.method == "POST" and submit(form, answer):
        return redirect(back)
    context = {
        "form": form,
        "title": _("Offer support"),
        "about": report.reference,
        "button": _("Save what they answered"),
        "back": back,
        "support": selectors.support_of_matter(actor=actor, matter_id=report.matter_id),
    }
    return render(request, "desk/victims/support.html", context, status=422 if form.errors else 200)


def _back(actor: Actor, matter_id: UUID, report_id: UUID) -> str:
    """The page that its reader works on: the case, where there is one that they may see."""
    case = next(iter(cases_for_matters(actor=actor, matters=[matter_id])), None)
    if case is not None:
        return reverse("desk_cases:case", args=[case.id])
    return reverse("desk_contact:report", args=[report_id])
