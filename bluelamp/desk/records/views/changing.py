"""Putting right what is said: a description, a link, two records that are the same. The services decide who may."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.services import check
from bluelamp.access.submitting import submit
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import check_reference
from bluelamp.desk.records import references
from bluelamp.desk.records.addresses import address_of, grouped, ref_of
from bluelamp.desk.records.forms import CorrectForm, LinkForm, SameForm, TakeBackForm, TieForm, naming
from bluelamp.desk.records.purposes import purpose_of
from bluelamp.ledger.enums import Purpose
from bluelamp.records import selectors, services
from bluelamp.records.enums import Basis, LinkKind
from bluelamp.records.links import kinds_between
from bluelamp.records.models import Matter
from bluelamp.records.types import Provenance, Ref

_ADD, _CORRECT = "records.record.add", "records.record.correct"
_MATTER = "records.matter"
# Reading is asked of the route, as citizens may add to their own report but have no business at a desk.
_CHANGE = route(action="records.record.read", purpose=Purpose.INVESTIGATION)


@require_http_methods(["GET", "POST"])
@_CHANGE
def link(request: Request, matter_id: UUID) -> HttpResponse:
    """Say how two records of a matter stand to each other."""
    actor = request.actor
    view = selectors.matter_with_links(actor=actor, matter=matter_id)
    check(actor=actor, action=_ADD, state=view.matter.status, matter=matter_id)
    known = grouped(view.records)
    whole = (str(Ref(_MATTER, matter_id)), _("This matter, %s") % view.matter.reference)
    form = LinkForm(request.POST or None, sources=known, targets=[whole, *known])
    return _form_page(
        request,
        form,
        do=lambda: services.link(
            actor=actor,
            source=_ref(form, "source"),
            target=_ref(form, "target"),
            kind=LinkKind(form.cleaned_data["kind"]),
            basis=Basis(form.cleaned_data["basis"]),
            provenance=Provenance(source=form.cleaned_data["said_in"], matter=matter_id),
        ),
        title=_("Link two records"),
        about=view.matter.reference,
        button=_("Save the link"),
        back=address_of(actor=actor, ref=Ref(_MATTER, matter_id)),
    )


@require_http_methods(["GET", "POST"])
@_CHANGE
def tie(request: Request, kind: str, record_id: UUID) -> HttpResponse:
    """Bring a record into a matter: from then on whoever works on the matter may see it.

    Somebody found by looking further is not shown here: their name was on the page of the search, for its reason. To
    tie them takes a reason of its own.
    """
    actor, ref = request.actor, ref_of(kind, record_id)
    title = _title_if_seen(request, ref)
    if not title and not selectors.may_link(actor=actor, ref=ref):
        raise NotFound("There is no such record, or you cannot see it.", field="record")
    beyond = selectors.lies_beyond(actor=actor, ref=ref)
    form = TieForm(request.POST or None, kinds=kinds_between(ref.label, _MATTER), beyond=beyond)
    page = address_of(actor=actor, ref=ref)

    def do() -> None:
        reference = check_reference(form.cleaned_data["reference"])
        matter_id = references.matter_of(actor=actor, reference=reference)
        services.link(
            actor=actor,
            source=ref,
            target=Ref(_MATTER, matter_id),
            kind=LinkKind(form.cleaned_data["kind"]),
            basis=Basis(form.cleaned_data["basis"]),
            provenance=Provenance(source=form.cleaned_data["said_in"]),
            purpose=Purpose(form.cleaned_data["purpose"]) if beyond else None,
            reason=form.cleaned_data["reason"] if beyond else "",
        )

    return _form_page(
        request,
        form,
        do=do,
        title=_("Link to a matter"),
        about=title or _("Who or what you found by your search"),
        button=_("Link"),
        back=page if title else reverse("desk_records:search"),
        then=page,
    )


@require_http_methods(["GET", "POST"])
@_CHANGE
def same(request: Request, kind: str, record_id: UUID, other_id: UUID) -> HttpResponse:
    """Say that two records are the same person, place or thing."""
    actor, ref, other = request.actor, ref_of(kind, record_id), ref_of(kind, other_id)
    titles = [selectors.record_by_ref(actor=actor, ref=one).title for one in (ref, other)]
    matters = selectors.matters_of(actor=actor, ids=[record_id, other_id], action=_ADD)
    form = SameForm(request.POST or None, matters=_choices(matters))
    return _form_page(
        request,
        form,
        do=lambda: services.link(
            actor=actor,
            source=ref,
            target=other,
            kind=LinkKind.SAME_AS,
            basis=Basis(form.cleaned_data["basis"]),
            provenance=Provenance(source=form.cleaned_data["said_in"], matter=UUID(form.cleaned_data["matter"])),
        ),
        title=_("Are these the same?"),
        about=_("“%(one)s” and “%(other)s”") % {"one": titles[0], "other": titles[1]},
        button=_("Yes, they are the same"),
        back=address_of(actor=actor, ref=ref),
    )


@require_http_methods(["GET", "POST"])
@route(action=_CORRECT, purpose=Purpose.INVESTIGATION)
def take_back(request: Request, link_id: UUID) -> HttpResponse:
    """What was said is wrong: it stays on record as taken back."""
    actor = request.actor
    found, records = selectors.link_by_id(actor=actor, link=link_id)
    check(actor=actor, action=_CORRECT, state=found.matter.status, matter=found.matter_id)
    form = TakeBackForm(request.POST or None)
    ends = [records[end].title if end in records else found.matter.reference for end in found.ends]
    words = {"one": ends[0], "how": found.get_kind_display().lower(), "other": ends[1]}
    return _form_page(
        request,
        form,
        do=lambda: services.unlink(actor=actor, link=link_id, why=form.cleaned_data["why"]),
        title=_("Take this back"),
        about=_("%(one)s: %(how)s %(other)s") % words,
        button=_("Take it back"),
        back=address_of(actor=actor, ref=Ref(_MATTER, found.matter_id)),
    )


@require_http_methods(["GET", "POST"])
@route(action=_CORRECT, purpose=Purpose.INVESTIGATION)
def correct(request: Request, person_id: UUID) -> HttpResponse:
    """Put a person's description right as a whole."""
    actor, ref = request.actor, Ref("records.person", person_id)
    person = selectors.person_by_id(actor=actor, person=person_id)
    matters = selectors.matters_of(actor=actor, ids=[person_id], action=_CORRECT)
    if not matters or not selectors.may_correct(actor=actor, person=person_id):
        raise NotAllowed("You cannot correct this person: they are in no matter of yours but by your own link.")
    form = CorrectForm(request.POST or None, matters=_choices(matters), initial=CorrectForm.of(person))
    page = address_of(actor=actor, ref=ref)

    def do() -> None:
        with naming(born="earliest"):
            services.correct_person(
                actor=actor,
                person=person_id,
                matter=UUID(form.cleaned_data["matter"]),
                version=form.cleaned_data["version"],
                details=form.details(),
                reason=form.cleaned_data["reason"],
            )

    return _form_page(
        request,
        form,
        do=do,
        title=_("Correct a description"),
        about=person.name,
        button=_("Save the correction"),
        back=page,
    )


def _form_page(
    request: Request,
    form: forms.Form,
    *,
    do: Callable[[], object],
    title: str | Promise,
    about: str | Promise,
    button: str | Promise,
    back: str,
    then: str = "",
) -> HttpResponse:
    """A page with one form; on to ``then``, or back, when it went through."""
    request.reading.purpose = purpose_of(request.actor)
    if request.method == "POST" and submit(form, do):
        return redirect(then or back)
    context = {"form": form, "title": title, "about": about, "button": button, "back": back}
    return render(request, "desk/form.html", context, status=422 if form.errors else 200)


def _ref(form: forms.Form, name: str) -> Ref:
    """One of the records that the form offered."""
    label, _colon, found = str(form.cleaned_data[name]).partition(":")
    return Ref(label, UUID(found))


def _title_if_seen(request: Request, ref: Ref) -> str:
    try:
        return selectors.record_by_ref(actor=request.actor, ref=ref).title
    except NotFound:
        return ""


def _choices(matters: Iterable[Matter]) -> list[tuple[str, str]]:
    return [(str(matter.pk), f"{matter.reference}: {matter.title}") for matter in matters]
