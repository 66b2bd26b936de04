"""Checking answers and sending them; saving for later."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bluelamp.access.origin import address_of
from bluelamp.access.routes import Request
from bluelamp.core.actor import Actor
from bluelamp.journeys import facts, graph, services
from bluelamp.journeys.errors import Incomplete, NoSuchDraft
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.questions.text import EMAIL_WRONG, is_email
from bluelamp.journeys.types import JourneyDoor, OnSubmit, Sent, Submitted
from bluelamp.journeys.views import cookie
from bluelamp.journeys.views.visit import Visit, arrived, draft_page, for_everybody


@for_everybody
def check(request: Request, door: JourneyDoor, slug: str, draft_id: UUID) -> HttpResponseBase:
    """Everything that will be sent, with links to change it; the button sends it.

    What is sent is read once, by the service that sends it: the page itself is made only when something is missing.
    """
    missing: dict[str, str] = {}
    if request.method == "POST":
        holder, receive = cookie.holder_of(request, draft_id), _asked_here(door, slug)
        try:
            sent = services.submit(
                actor=request.actor,
                holder=holder,
                on_submit=receive,
                language=request.language,
                connection=address_of(request),
            )
            return arrived(request, door, draft_id, sent)
        except Incomplete as incomplete:
            missing = incomplete.missing
    return _check(request, door, slug, draft_id, missing=missing)


def _asked_here(door: JourneyDoor, slug: str) -> OnSubmit:
    """What the door does with a draft, if it is one of its own: another door would take it for something else."""

    def receive(*, actor: Actor, submitted: Submitted) -> str | Sent:
        if submitted.slug != slug or not door.asks(slug, about=submitted.about):
            raise NoSuchDraft
        return door.on_submit(actor=actor, submitted=submitted)

    return receive


@draft_page
def _check(visit: Visit, missing: dict[str, str]) -> HttpResponse:
    stops = graph.route(visit.journey, visit.answers)
    told = facts.facts_of(visit.journey, visit.answers)
    shown = {fact.question: fact for fact in told}
    know = visit.door.on_check
    notes = know(actor=visit.actor, slug=visit.journey.slug, facts=told) if know else ()
    sections = [
        (task, [(stop.question, shown.get(stop.question.name)) for stop in stops if stop.task is task])
        for task in visit.journey.tasks
    ]
    return visit.render("check", missing, sections=[s for s in sections if s[1]], notes=notes, back=visit.url("tasks"))


@draft_page
def save(visit: Visit) -> HttpResponse:
    """A return code, always shown; also sent by email to whoever gives an address and says that it is safe."""
    posted, send_code = visit.posted, visit.door.send_code
    email = posted.text("email") if send_code else ""
    errors = _email_errors(posted) if email else {}
    code, emailed = "", False
    if visit.posting and not errors:
        code = services.make_code(actor=visit.actor, holder=visit.holder, language=visit.request.language)
        if email and send_code:
            emailed = send_code(
                actor=visit.actor,
                draft_id=visit.holder.draft_id,
                code=code,
                email=email,
                neutral=posted.one("wording") == "neutral",
            )
    shown = {"code": code, "asked": bool(email), "emailed": emailed, "form": posted.shown()}
    return visit.render("save", errors, back=visit.url("tasks"), **shown)


def _email_errors(posted: Posted) -> dict[str, str]:
    """What stands against sending a code to the address given. With none given, nothing is sent."""
    wrong = {
        "email": (not is_email(posted.text("email")), EMAIL_WRONG),
        "safe": (posted.one("safe") != "yes", _("Confirm that it is safe to email this address, or leave it empty")),
        "wording": (posted.one("wording") not in ("neutral", "full"), _("Select what the email may say")),
    }
    return {name: str(words) for name, (is_wrong, words) in wrong.items() if is_wrong}


@draft_page
def forget(visit: Visit) -> HttpResponse:
    """Leave nothing on this device: the draft opens only with its return code."""
    if not visit.posting:
        return visit.render("forget", back=visit.url("save"))
    response = redirect(reverse(f"{visit.door.name}:return"))
    cookie.forget(visit.request, response, visit.holder.draft_id)
    return response
