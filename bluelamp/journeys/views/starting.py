"""Before a draft is open: the start page, and coming back with a code."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request, public
from bluelamp.access.speaking import chosen, remember
from bluelamp.journeys import selectors, services
from bluelamp.journeys.definition import Journey
from bluelamp.journeys.errors import NoSuchJourney, WrongCode
from bluelamp.journeys.models import ENGLISH
from bluelamp.journeys.types import Holder, JourneyDoor
from bluelamp.journeys.views import cookie


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: Request, door: JourneyDoor, slug: str) -> HttpResponse:
    """What the form is for, what to have at hand, and a button. A GET writes nothing."""
    return _start(request, door, _offered(door, slug), about="")


def ask(request: Request, door: JourneyDoor, *, slug: str, about: str) -> HttpResponse:
    """The same for a journey about something; the page that calls has seen to it that its reader may."""
    return _start(request, door, selectors.offered_journey(slug=slug), about=about)


def _start(request: Request, door: JourneyDoor, journey: Journey, *, about: str) -> HttpResponse:
    slug = journey.slug
    if request.method == "POST":
        begun = services.begin(actor=request.actor, slug=slug, about=about, language=request.language)
        return _opened(request, door, journey, begun)
    unsent = selectors.unsent(actor=request.actor, slug=slug, holders=cookie.held(request), about=about)
    hushed = journey.quiet and not about  # it does not say that it was begun here: it may be somebody else who looks
    context = {
        "journey": journey,
        "door": door,
        "about": about,
        "home": door.back_to(about),
        "going_on": [_tasks(door, slug, holder) for holder in unsent[:1] if not hushed],
        "return_url": reverse(f"{door.name}:return"),
    }
    return render(request, "journeys/start.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_back(request: Request, door: JourneyDoor) -> HttpResponse:
    """Type the return code."""
    typed, errors = "", {}
    if request.method == "POST":
        typed = request.POST.get("code", "")
        try:
            return _come_back(request, door, services.come_back(actor=request.actor, code=typed))
        except WrongCode as wrong:
            errors = {"code": wrong.message}
    context = {"door": door, "typed": typed.replace("\0", ""), "errors": errors, "page_errors": errors}
    return render(request, "journeys/return.html", context, status=422 if errors else 200)


def _offered(door: JourneyDoor, slug: str) -> Journey:
    if not door.offers(slug):
        raise NoSuchJourney
    return selectors.offered_journey(slug=slug)


def _come_back(request: Request, door: JourneyDoor, holder: Holder) -> HttpResponse:
    """To the list of tasks, in the language in which it was left, unless this browser has chosen one."""
    draft = selectors.draft(actor=request.actor, holder=holder)
    response = _opened(request, door, selectors.journey_of(version=draft.version_id), holder)
    if chosen(request) is None and draft.language != ENGLISH:
        remember(response, draft.language)
    return response


def _tasks(door: JourneyDoor, slug: str, holder: Holder) -> str:
    return reverse(f"{door.name}:tasks", kwargs={"slug": slug, "draft_id": holder.draft_id})


def _opened(request: Request, door: JourneyDoor, journey: Journey, holder: Holder) -> HttpResponse:
    response = redirect(_tasks(door, journey.slug, holder))
    cookie.hold(request, response, holder, quiet=journey.quiet)
    return response
