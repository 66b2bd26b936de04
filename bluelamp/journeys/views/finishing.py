"""Checking answers and sending them; saving for later."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from bluelamp.journeys import facts, graph, services
from bluelamp.journeys.errors import Incomplete
from bluelamp.journeys.posted import NUL_SHOWN
from bluelamp.journeys.questions.text import EMAIL_WRONG, is_email
from bluelamp.journeys.views import cookie
from bluelamp.journeys.views.visit import Visit, arrived, draft_page


@draft_page
def check(visit: Visit) -> HttpResponseBase:
    """Everything that will be sent, with links to change it."""
    missing: dict[str, str] = {}
    if visit.posting:
        try:
            url = services.submit(actor=visit.actor, holder=visit.holder, on_submit=visit.door.on_submit)
            return arrived(visit.request, visit.door, visit.holder.draft_id, url)
        except Incomplete as incomplete:
            missing = incomplete.missing
    stops = graph.route(visit.journey, visit.answers)
    shown = {fact.question: fact for fact in facts.facts_of(visit.journey, visit.answers)}
    sections = [
        (task, [(stop.question, shown.get(stop.question.name)) for stop in stops if stop.task is task])
        for task in visit.journey.tasks
    ]
    return visit.render("check", missing, sections=[s for s in sections if s[1]], back=visit.url("tasks"))


@draft_page
def save(visit: Visit) -> HttpResponse:
    """A return code, shown once; perhaps also sent by email."""
    email = visit.posted.text("email") if visit.door.send_code else ""
    errors = {"email": str(EMAIL_WRONG)} if email and not is_email(email) else {}
    code = ""
    if visit.posting and not errors:
        code = services.make_code(actor=visit.actor, holder=visit.holder)
        if email and visit.door.send_code:
            visit.door.send_code(actor=visit.actor, draft_id=visit.holder.draft_id, code=code, email=email)
    return visit.render("save", errors, code=code, email=email.replace("\0", NUL_SHOWN), back=visit.url("tasks"))


@draft_page
def forget(visit: Visit) -> HttpResponse:
    """Leave nothing on this device: the draft opens only with its return code."""
    if not visit.posting:
        return visit.render("forget", back=visit.url("save"))
    services.forget_device(actor=visit.actor, holder=visit.holder)
    response = redirect(reverse(f"{visit.door.name}:return"))
    cookie.drop(visit.request, response, visit.holder.draft_id)
    return response
