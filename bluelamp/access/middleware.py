"""The door of every request: who asks, may they, and what did they see."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from bluelamp.access.actors import actor_of_request
from bluelamp.access.models import User
from bluelamp.access.routes import Request, rule_of
from bluelamp.access.services import may_ever
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import BluelampError, NotAllowed
from bluelamp.ledger.reading import Reading, scope

_NOT_YOURS = "Your role does not include this page. Ask your supervisor if you need it for your work."
GetResponse = Callable[[HttpRequest], HttpResponse]


class DoorMiddleware:
    """Default deny by the route's rule; one consultation entry, committed before the first byte is sent."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # What routes.Request promises to every view.
        actor = cast("Actor", SimpleLazyObject(lambda: actor_of_request(request)))
        staff = request.user if isinstance(request.user, User) else None
        with scope(Reading(actor=actor, purpose=None, action="page")) as reading:
            request.__dict__.update(actor=actor, staff=staff, reading=reading)
            response = self.get_response(request)
            if not _stays_inside(response):
                reading.commit()
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        rule = rule_of(view)
        if rule is None:
            return refusal(request, NotAllowed("This page has no access rule, so nobody may see it."))
        reading = cast("Request", request).reading
        reading.purpose = rule.purpose
        reading.action = rule.action or f"page {getattr(request.resolver_match, 'view_name', '')}"
        if rule.action is None:
            return None
        actor = cast("Request", request).actor
        if may_ever(actor=actor, action=rule.action):
            return None
        if actor.kind is ActorKind.PUBLIC:
            return redirect_to_login(request.get_full_path())
        return refusal(request, NotAllowed(_NOT_YOURS))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, BluelampError) or error.http_status >= 500:
            return None
        return refusal(request, error)


def refusal(request: HttpRequest, error: BluelampError) -> HttpResponse:
    """The page that says what happened and what to do now."""
    return render(request, "access/refusal.html", {"error": error}, status=error.http_status)


def _stays_inside(response: HttpResponseBase) -> bool:
    """Redirects and empty answers carry nothing out."""
    return 300 <= response.status_code < 400 or response.status_code == 204
