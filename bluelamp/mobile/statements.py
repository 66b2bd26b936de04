"""Taking a witness's statement with them, on the officer's phone: the questions, the text, the signature.

The witness reads, or is read to, and types their name on this device; the form says so and names the officer.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.contact import selectors as contact
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.evidence import selectors, services
from bluelamp.evidence.enums import Method, ReadBy
from bluelamp.evidence.forms import CorrectForm, SignForm, WordsForm
from bluelamp.evidence.policies import Circumstances, why_not_alone
from bluelamp.evidence.types import Signing, StatementFile, Witness
from bluelamp.flows.seal_statement import seal_statement
from bluelamp.flows.write_statement import take_statement
from bluelamp.incidents import selectors as incidents
from bluelamp.journeys import mounting
from bluelamp.journeys.types import JourneyDoor, Submitted
from bluelamp.ledger.enums import Purpose

_SLUG = "witness-statement-with-officer"
_ABOUT = "incidents.incident:"
_TAKE = route(action="evidence.statement.take", purpose=Purpose.EVIDENCE)


def _incident(about: str) -> UUID:
    if not about.startswith(_ABOUT):
        raise NotFound("These answers belong to no incident. Open the incident, and begin there.")
    return UUID(about.removeprefix(_ABOUT))


def receive(*, actor: Actor, submitted: Submitted) -> str:
    """To the text that was written from the answers, for the witness to read."""
    found = incidents.incident(actor=actor, incident_id=_incident(submitted.about))
    written = take_statement(actor=actor, matter_id=found.matter_id, submitted=submitted)
    return reverse("mobile:statement-words", args=[written.id])


DOOR = JourneyDoor(
    name="phone-statement",
    on_submit=receive,
    home="/phone/",
    home_of=lambda about: reverse("mobile:statements", args=[_incident(about)]),
    layout="mobile/statements/asking.html",
)


@require_GET
@_TAKE
def statements(request: Request, incident_id: UUID) -> HttpResponse:
    """The statements of an incident's matter, and whether a witness needs an officer who is trained for them."""
    found = incidents.incident(actor=request.actor, incident_id=incident_id)
    why = {
        reason
        for one in contact.senders(actor=request.actor, matter_id=found.matter_id)
        for reason in why_not_alone(Circumstances(one.statement_alone, one.said, age=one.age))
    }
    context = {
        "incident": found,
        "why": sorted(str(reason.label) for reason in why),
        "files": selectors.statements_for_matter(actor=request.actor, matter_id=found.matter_id),
    }
    return render(request, "mobile/statements/list.html", context)


@require_http_methods(["GET", "POST"])
@_TAKE
def begin(request: Request, incident_id: UUID) -> HttpResponse:
    """The questions, asked of the witness beside the officer."""
    incidents.incident(actor=request.actor, incident_id=incident_id)
    return mounting.ask(request, DOOR, slug=_SLUG, about=f"{_ABOUT}{incident_id}")


@require_http_methods(["GET", "POST"])
@_TAKE
def words(request: Request, statement_id: UUID) -> HttpResponse:
    """The text, until it says what the witness wants to say."""
    found = selectors.statement(actor=request.actor, statement_id=statement_id)
    if not found.is_open:
        return redirect("mobile:statement", statement_id)
    shown = {"text": found.statement.text, "edition": found.statement.edition}
    form = WordsForm(request.POST or None, initial=shown)

    def keep() -> None:
        services.edit_statement(actor=request.actor, statement_id=statement_id, **form.cleaned_data)

    if request.method == "POST" and submit(form, keep):
        return redirect("mobile:statement-sign", statement_id)
    return _page(request, "words", found, form=form)


@require_http_methods(["GET", "POST"])
@_TAKE
def sign(request: Request, statement_id: UUID) -> HttpResponse:
    """The device is handed to the witness: they read, declare and type their name."""
    found = selectors.statement(actor=request.actor, statement_id=statement_id)
    form = SignForm(request.POST or None, initial={"edition": found.statement.edition})
    reader = Witness.of(found.statement.witness).reader

    def seal() -> None:
        said = form.cleaned_data
        signing = Signing(
            edition=said["edition"],
            signature=said["signature"],
            method=Method.WITH_OFFICER,
            read_by=ReadBy.READER if reader else ReadBy.WITNESS,
        )
        seal_statement(actor=request.actor, statement_id=statement_id, signing=signing)

    if request.method == "POST" and submit(form, seal):
        return redirect("mobile:statement", statement_id)
    if request.method == "GET" and not found.is_open:
        return redirect("mobile:statement", statement_id)
    printed = selectors.preview(actor=request.actor, statement_id=statement_id)
    return _page(request, "sign", found, form=form, declaration=printed.declaration, reader=reader)


@require_http_methods(["GET", "POST"])
@_TAKE
def statement(request: Request, statement_id: UUID) -> HttpResponse:
    """What was signed; the way to correct it."""
    found = selectors.statement(actor=request.actor, statement_id=statement_id)
    form = CorrectForm(request.POST or None)

    def amend() -> None:
        services.amend_statement(actor=request.actor, statement_id=statement_id, **form.cleaned_data)

    if request.method == "POST" and submit(form, amend):
        return redirect("mobile:statement-words", statement_id)
    return _page(request, "statement", found, form=form)


def _page(request: Request, name: str, found: StatementFile, **more: object) -> HttpResponse:
    form = more["form"]
    context = {"file": found, **more}
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, f"mobile/statements/{name}.html", context, status=status)


PAGES = (
    path("incident/<uuid:incident_id>/statements", statements, name="statements"),
    path("incident/<uuid:incident_id>/statements/begin", begin, name="statement-begin"),
    path("statements/<uuid:statement_id>", statement, name="statement"),
    path("statements/<uuid:statement_id>/words", words, name="statement-words"),
    path("statements/<uuid:statement_id>/sign", sign, name="statement-sign"),
)
