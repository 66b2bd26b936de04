"""What was taken, lost or found in a matter, on the pages of a case and of a report: found, kept, given back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.services import allowed, check
from bluelamp.access.submitting import submit
from bluelamp.contact.selectors import reports_for_matter
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.investigations import policies, services
from bluelamp.investigations.forms import ThingFoundForm, ThingMistakeForm, ThingReturnedForm
from bluelamp.investigations.selectors import cases_for_matters, traced_for_matter
from bluelamp.ledger.enums import Purpose
from bluelamp.records.selectors import thing

_TRACE = route(action="investigations.thing.trace", purpose=Purpose.INVESTIGATION)


def things_of(*, actor: Actor, matter_id: UUID) -> dict[str, Any]:
    """What ``desk/cases/_things.html`` shows."""
    return {
        "things": traced_for_matter(actor=actor, matter_id=matter_id),
        "thing_steps": policies.THING.actions,
        "may_trace": allowed(actor=actor, action="investigations.thing.trace", matter=matter_id),
    }


@require_http_methods(["GET", "POST"])
@_TRACE
def found(request: Request, link_id: UUID) -> HttpResponse:
    """We have it, and where it is kept."""
    return _form_page(
        request,
        link_id,
        ThingFoundForm(request.POST or None, initial={"found_on": today()}),
        lambda data: services.mark_found(actor=request.actor, link_id=link_id, **data),
        title=_("Found"),
    )


@require_http_methods(["GET", "POST"])
@_TRACE
def returned(request: Request, link_id: UUID) -> HttpResponse:
    """Its owner has it back."""
    return _form_page(
        request,
        link_id,
        ThingReturnedForm(request.POST or None, initial={"returned_on": today()}),
        lambda data: services.mark_returned(actor=request.actor, link_id=link_id, **data),
        title=_("Returned to its owner"),
    )


@require_http_methods(["GET", "POST"])
@_TRACE
def mistake(request: Request, link_id: UUID) -> HttpResponse:
    """It was not this thing after all."""
    return _form_page(
        request,
        link_id,
        ThingMistakeForm(request.POST or None),
        lambda data: services.withdraw_tracing(actor=request.actor, link_id=link_id, **data),
        title=_("It was not this one"),
    )


def _form_page(
    request: Request, link_id: UUID, form: forms.Form, do: Callable[[dict[str, Any]], object], *, title: str
) -> HttpResponse:
    about = thing(actor=request.actor, link_id=link_id)
    check(actor=request.actor, action="investigations.thing.trace", matter=about.matter_id)
    back = _back(request.actor, about.matter_id)
    if request.method == "POST" and submit(form, lambda: do(form.cleaned_data)):
        return redirect(back)
    context = {"form": form, "title": title, "about": about.title, "button": _("Save and tell them"), "back": back}
    return render(request, "desk/form.html", context, status=422 if form.errors else 200)


def _back(actor: Actor, matter_id: UUID) -> str:
    """The page that its reader works on: the case, or else the report, where there is one that they may see."""
    case = next(iter(cases_for_matters(actor=actor, matters=[matter_id])), None)
    if case is not None:
        return reverse("desk_cases:case", args=[case.id])
    report = next(iter(reports_for_matter(actor=actor, matter_id=matter_id)), None)
    return reverse("desk_contact:report", args=[report.id]) if report else reverse("access:home")
