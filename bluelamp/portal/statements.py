"""A witness statement about one's own report: from questions to a text, to a signature, to a correction.

Nobody writes alone who should not: a trained officer is offered, before they begin and again for what they answer.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.routes import Request
from bluelamp.access.submitting import submit
from bluelamp.contact.selectors import report as report_of
from bluelamp.contact.selectors import sender
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.evidence import selectors, services
from bluelamp.evidence.enums import Method, WhyOfficer
from bluelamp.evidence.forms import CorrectForm, OfficerForm, SignForm, WordsForm
from bluelamp.evidence.policies import Circumstances, why_not_alone
from bluelamp.evidence.types import Signing, StatementFile
from bluelamp.files.responses import attachment, made
from bluelamp.flows.seal_statement import seal_statement
from bluelamp.flows.write_statement import write_statement
from bluelamp.journeys import mounting
from bluelamp.journeys.types import JourneyDoor, Submitted
from bluelamp.portal.after import about_report
from bluelamp.portal.after import report_of as about_whom
from bluelamp.portal.owning import own_report
from bluelamp.portal.returning import send_code_to

_SLUG = "witness-statement"


def _home_of(about: str) -> str:
    return reverse("portal:statement", args=[about_whom(about)])


def receive(*, actor: Actor, submitted: Submitted) -> str:
    """To the text that was written from the answers, or back to where the officer is who was asked for."""
    report_id = about_whom(submitted.about)
    written = write_statement(actor=actor, report_id=report_id, submitted=submitted)
    if written is None:
        return reverse("portal:statement", args=[report_id])
    return reverse("portal:statement-words", args=[report_id, written.id])


DOOR = JourneyDoor(
    name="statement",
    on_submit=receive,
    send_code=send_code_to("statement:return"),
    home_of=_home_of,
    emergency="/emergency",
)


@never_cache
@require_GET
@own_report
def home(request: Request, report_id: UUID) -> HttpResponse:
    """What a statement is, who should not write one alone, and what was stated so far."""
    return _home(request, report_id)


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def begin(request: Request, report_id: UUID) -> HttpResponse:
    """The questions. Whoever should not write alone is led back to where an officer is offered."""
    if _why(request, report_id):
        return redirect("portal:statement", report_id)
    return mounting.ask(request, DOOR, slug=_SLUG, about=about_report(report_id))


@never_cache
@require_POST
@own_report
def officer(request: Request, report_id: UUID) -> HttpResponse:
    """“I would like a trained officer to take it with me.”"""
    form = OfficerForm(request.POST)
    found = report_of(actor=request.actor, report_id=report_id)
    why = _why(request, report_id) or (WhyOfficer.WISH,)

    def ask() -> None:
        services.ask_for_officer(
            actor=request.actor, matter_id=found.matter_id, report_id=report_id, why=why, **form.cleaned_data
        )

    return redirect("portal:statement", report_id) if submit(form, ask) else _home(request, report_id, form)


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def words(request: Request, report_id: UUID, statement_id: UUID) -> HttpResponse:
    """The text, to be changed until it is theirs."""
    found = _own(request, report_id, statement_id)
    if not found.is_open:
        return redirect("portal:statement-page", report_id, statement_id)
    shown = {"text": found.statement.text, "edition": found.statement.edition}
    form = WordsForm(request.POST or None, initial=shown)

    def keep() -> None:
        services.edit_statement(actor=request.actor, statement_id=statement_id, **form.cleaned_data)

    if request.method == "POST" and submit(form, keep):
        return redirect("portal:statement-sign", report_id, statement_id)
    return _page(request, "words", found, form=form)


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def sign(request: Request, report_id: UUID, statement_id: UUID) -> HttpResponse:
    """Reading all of it, the declaration, the signature."""
    found = _own(request, report_id, statement_id)
    form = SignForm(request.POST or None, initial={"edition": found.statement.edition})

    def seal() -> None:
        said = form.cleaned_data
        signing = Signing(edition=said["edition"], signature=said["signature"], method=Method.ONLINE)
        seal_statement(actor=request.actor, statement_id=statement_id, signing=signing)

    if request.method == "POST" and submit(form, seal):
        return redirect("portal:statement-page", report_id, statement_id)
    if request.method == "GET" and not found.is_open:
        return redirect("portal:statement-page", report_id, statement_id)
    printed = selectors.preview(actor=request.actor, statement_id=statement_id)
    return _page(request, "sign", found, form=form, declaration=printed.declaration)


@never_cache
@require_GET
@own_report
def page(request: Request, report_id: UUID, statement_id: UUID) -> HttpResponse:
    """One statement: what was signed, when and how, and what can be done."""
    return _page(request, "page", _own(request, report_id, statement_id))


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def correct(request: Request, report_id: UUID, statement_id: UUID) -> HttpResponse:
    """Why it is to be corrected. What was signed is not touched."""
    found = _own(request, report_id, statement_id)
    form = CorrectForm(request.POST or None)

    def amend() -> None:
        services.amend_statement(actor=request.actor, statement_id=statement_id, **form.cleaned_data)

    if request.method == "POST" and submit(form, amend):
        return redirect("portal:statement-words", report_id, statement_id)
    return _page(request, "correct", found, form=form)


@never_cache
@require_POST
@own_report
def leave(request: Request, report_id: UUID, statement_id: UUID) -> HttpResponse:
    """Throw away what was never signed, or leave a correction be."""
    found = _own(request, report_id, statement_id)
    drop: Callable[..., Any] = services.drop_amendment if found.versions else services.discard_statement
    drop(actor=request.actor, statement_id=statement_id)
    return redirect("portal:statement", report_id)


@never_cache
@require_GET
@own_report
def preview(request: Request, report_id: UUID, statement_id: UUID) -> HttpResponseBase:
    """The form as it would be signed."""
    found = _own(request, report_id, statement_id)
    printed = selectors.preview(actor=request.actor, statement_id=statement_id)
    return made(printed.content, "application/pdf", f"{found.statement.reference}-{_('not-signed')}.pdf")


@never_cache
@require_GET
@own_report
def signed(request: Request, report_id: UUID, statement_id: UUID, number: int) -> HttpResponseBase:
    """A version, byte for byte as it was signed."""
    _own(request, report_id, statement_id)
    stored = selectors.stored_file_of_version(actor=request.actor, statement_id=statement_id, number=number)
    return attachment(request, stored)


def _why(request: Request, report_id: UUID) -> tuple[WhyOfficer, ...]:
    """Why the sender of this report should not write alone, as far as it is known before they are asked."""
    known = sender(actor=request.actor, report_id=report_id)
    return why_not_alone(Circumstances(known.statement_alone, known.said, age=known.age))


def _own(request: Request, report_id: UUID, statement_id: UUID) -> StatementFile:
    found = selectors.statement(actor=request.actor, statement_id=statement_id)
    if found.statement.report_id != report_id:
        raise NotFound("There is no statement with this number that you can see.")
    return found


def _home(request: Request, report_id: UUID, form: OfficerForm | None = None) -> HttpResponse:
    found = report_of(actor=request.actor, report_id=report_id)
    context = {
        "report": found,
        "why": _why(request, report_id),
        "asked": selectors.open_request(actor=request.actor, report_id=report_id),
        "files": selectors.statements_for_report(actor=request.actor, report_id=report_id),
        "form": form or OfficerForm(),
    }
    return render(request, "portal/statements/home.html", context, status=422 if form is not None else 200)


def _page(request: Request, name: str, found: StatementFile, **more: object) -> HttpResponse:
    form = more.get("form")
    context = {"file": found, "report_id": found.statement.report_id, **more}
    status = 422 if form is not None and getattr(form, "errors", None) else 200
    return render(request, f"portal/statements/{name}.html", context, status=status)


_HERE = "reports/<uuid:report_id>/statement"
_ONE = f"{_HERE}/<uuid:statement_id>"
PAGES = (
    path(_HERE, home, name="statement"),
    path(f"{_HERE}/begin", begin, name="statement-begin"),
    path(f"{_HERE}/officer", officer, name="statement-officer"),
    path(_ONE, page, name="statement-page"),
    path(f"{_ONE}/words", words, name="statement-words"),
    path(f"{_ONE}/sign", sign, name="statement-sign"),
    path(f"{_ONE}/correct", correct, name="statement-correct"),
    path(f"{_ONE}/leave", leave, name="statement-leave"),
    path(f"{_ONE}/preview.pdf", preview, name="statement-preview"),
    path(f"{_ONE}/<int:number>.pdf", signed, name="statement-signed"),
)
