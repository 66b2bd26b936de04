"""Linking, merging and splitting matters: always for a reason, and always so that it can be taken back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.services import allowed
from bluelamp.access.submitting import submit
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import check_reference
from bluelamp.desk.records import references
from bluelamp.desk.records.forms import JoinForm, OtherMatterForm, SplitForm
from bluelamp.desk.records.joining import sides
from bluelamp.desk.records.purposes import purpose_of
from bluelamp.ledger.enums import Purpose
from bluelamp.records import selectors, services
from bluelamp.records.enums import Basis, LinkKind
from bluelamp.records.types import Provenance, Ref

_MATTER, _MERGE = "records.matter", "records.matter.merge"
_JOIN = route(action="records.record.read", purpose=Purpose.INVESTIGATION)


@require_http_methods(["GET", "POST"])
@_JOIN
def join(request: Request, matter_id: UUID) -> HttpResponse:
    """Which other matter?"""
    actor = request.actor
    request.reading.purpose = purpose_of(actor)
    matter = selectors.matter_by_id(actor=actor, matter=matter_id)
    form, found = OtherMatterForm(request.POST or None), list[UUID]()

    def find() -> None:
        other = references.matter_of(actor=actor, reference=check_reference(form.cleaned_data["reference"]))
        if other == matter_id:
            raise Invalid("Choose another matter than this one.", field="reference")
        found.append(other)

    if request.method == "POST" and submit(form, find):
        return redirect("desk_records:join-with", matter_id, found[0])
    context = {
        "form": form,
        "title": _("Link or merge with another matter"),
        "about": matter.reference,
        "button": _("Show both"),
        "back": _page(matter_id),
    }
    return render(request, "desk/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@_JOIN
def join_with(request: Request, matter_id: UUID, with_id: UUID) -> HttpResponse:
    """Both side by side, and how they belong together."""
    actor = request.actor
    request.reading.purpose = purpose_of(actor)
    both = sides(actor=actor, this=matter_id, other=with_id)
    form = JoinForm(request.POST or None, may_merge=allowed(actor=actor, action=_MERGE))

    def do() -> None:
        reason = form.cleaned_data["reason"]
        if form.cleaned_data["deed"] == "merge":
            services.merge_matters(actor=actor, source=with_id, into=matter_id, reason=reason)
            return
        services.link(
            actor=actor,
            source=Ref(_MATTER, with_id),
            target=Ref(_MATTER, matter_id),
            kind=LinkKind.RELATED_TO,
            basis=Basis.FACT,
            provenance=Provenance(source=reason),
        )

    if request.method == "POST" and submit(form, do):
        return redirect(_page(matter_id))
    context = {"sides": both, "form": form, "back": _page(matter_id)}
    return render(request, "desk/records/join.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@route(action=_MERGE, purpose=Purpose.SUPERVISION)
def split(request: Request, matter_id: UUID) -> HttpResponse:
    """Two after all: the merge is taken back."""
    actor = request.actor
    matter = selectors.matter_by_id(actor=actor, matter=matter_id)
    form = SplitForm(request.POST or None)
    if request.method == "POST" and submit(
        form,
        lambda: services.unmerge_matter(actor=actor, matter=matter_id, reason=form.cleaned_data["reason"]),
    ):
        return redirect(_page(matter_id))
    context = {
        "form": form,
        "title": _("Split it off again"),
        "about": matter.reference,
        "button": _("Split them"),
        "back": _page(matter_id),
    }
    return render(request, "desk/form.html", context, status=422 if form.errors else 200)


def _page(matter_id: UUID) -> str:
    return reverse("desk_records:matter", args=[matter_id])
