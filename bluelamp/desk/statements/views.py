"""Witness statements at the desk: who waits for an officer, what was signed, to whom it was handed, whether a PDF is
the one that was signed."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.selectors import names_of
from bluelamp.access.services import allowed
from bluelamp.access.submitting import submit
from bluelamp.contact.selectors import reports_for_matter
from bluelamp.evidence import selectors, services
from bluelamp.evidence.forms import ArrangedForm, DiscloseForm, VerifyForm
from bluelamp.files.responses import attachment
from bluelamp.ledger.enums import Purpose
from bluelamp.records.selectors import references_of

_HANDLE = route(action="evidence.officer.handle", purpose=Purpose.VICTIM_CARE)
_READ = route(action="evidence.statement.read", purpose=Purpose.EVIDENCE)


@require_http_methods(["GET", "POST"])
@_HANDLE
def request_page(request: Request, asked_id: UUID) -> HttpResponse:
    """Who waits, why, and what was arranged."""
    found = selectors.officer_request(actor=request.actor, request_id=asked_id)
    form = ArrangedForm(request.POST or None)

    def finish() -> None:
        services.finish_request(actor=request.actor, request_id=asked_id, **form.cleaned_data)

    if request.method == "POST" and submit(form, finish):
        return redirect("desk_contact:queue")
    names = names_of(users={found.taken_by} if found.taken_by else set())
    context = {
        "found": found,
        "form": form,
        "reasons": selectors.reasons_of(actor=request.actor, found=found),
        "who": names.get(found.taken_by, "") if found.taken_by else "",
        "mine": found.taken_by == request.actor.id,
        "reports": reports_for_matter(actor=request.actor, matter_id=found.matter_id),
        "matter": references_of(actor=request.actor, matters={found.matter_id}).get(found.matter_id, ""),
    }
    return render(request, "desk/statements/request.html", context, status=422 if form.errors else 200)


@require_POST
@_HANDLE
def take(request: Request, asked_id: UUID) -> HttpResponse:
    """“I see to it.”"""
    services.take_request(actor=request.actor, request_id=asked_id)
    return redirect("desk_statements:request", asked_id)


@require_POST
@_HANDLE
def put_back(request: Request, asked_id: UUID) -> HttpResponse:
    """“Not me after all.”"""
    services.put_back_request(actor=request.actor, request_id=asked_id)
    return redirect("desk_contact:queue")


@require_GET
@_READ
def statement(request: Request, statement_id: UUID) -> HttpResponse:
    """One statement with its versions, and how to reach the witness for those who need to."""
    found = selectors.statement(actor=request.actor, statement_id=statement_id)
    matter_id = found.statement.matter_id
    context = {
        "file": found,
        "matter": references_of(actor=request.actor, matters={matter_id}).get(matter_id, ""),
        "contact": selectors.contact_of_witness(actor=request.actor, statement_id=statement_id),
        "names": names_of(users={v.taken_by for v in found.versions if v.taken_by}),
        "may_disclose": allowed(actor=request.actor, action="evidence.statement.disclose", matter=matter_id),
    }
    return render(request, "desk/statements/statement.html", context)


@require_GET
@_READ
def signed(request: Request, statement_id: UUID, number: int) -> HttpResponseBase:
    """A version, byte for byte as it was signed, checked against its hash as it leaves."""
    stored = selectors.stored_file_of_version(actor=request.actor, statement_id=statement_id, number=number)
    return attachment(request, stored)


@require_http_methods(["GET", "POST"])
@route(action="evidence.statement.disclose", purpose=Purpose.EVIDENCE)
def disclose(request: Request, statement_id: UUID, number: int) -> HttpResponse:
    """To whom a version is handed, and why. The PDF itself has no address in it."""
    version = selectors.signed_version(actor=request.actor, statement_id=statement_id, number=number)
    form = DiscloseForm(request.POST or None)

    def hand() -> None:
        services.disclose_version(actor=request.actor, statement_id=statement_id, number=number, **form.cleaned_data)

    if request.method == "POST" and submit(form, hand):
        return redirect("desk_statements:signed", statement_id, number)
    context = {
        "form": form,
        "title": _("Hand on a statement"),
        "about": f"{version.statement.reference} {_('version %(n)s') % {'n': number}}",
        "button": _("Put it on the ledger and download"),
        "back": reverse("desk_statements:statement", args=[statement_id]),
    }
    return render(request, "desk/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@route(action="evidence.statement.verify", purpose=Purpose.EVIDENCE)
def verify(request: Request) -> HttpResponse:
    """Whether a PDF is one that was signed here, and which. What is handed in is hashed and not kept."""
    form = VerifyForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        digest = form.digest()
        context |= {"digest": digest, "found": selectors.sealed_as(actor=request.actor, sha256=digest)}
    return render(request, "desk/statements/verify.html", context, status=422 if form.errors else 200)
