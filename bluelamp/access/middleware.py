"""The door of every request: who asks, may they, and what did they see."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from bluelamp.access.actors import actor_of_request
from bluelamp.access.models import User
from bluelamp.access.refusals import refusal, to_own_password, to_sign_in
from bluelamp.access.routes import Request, rule_of
from bluelamp.access.services import may_ever
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import BluelampError, NotAllowed
from bluelamp.ledger.reading import Reading, commit, scope

# All that opens for whoever signed in with a password that somebody else gave them, and knows.
_BEFORE_OWN_PASSWORD = {"access:password", "access:sign-out"}
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class KeptSessionMiddleware(SessionMiddleware):
    """Django's own, which takes a database that was lost just then for a session that was ended elsewhere, and answers
    that the request was a bad one: it is our fault, and trying again is right."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except SessionInterrupted as error:
            update = error.__context__
            if update is not None and isinstance(update.__context__, OperationalError):
                raise update.__context__ from None
            raise


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
            _forget_afterwards(response, private=bool(reading.subjects) or actor.kind is not ActorKind.PUBLIC)
            if not _stays_inside(response):
                commit(reading)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        rule = rule_of(view)
        if rule is None:
            return refusal(request, NotAllowed(_("This page has no access rule, so nobody may see it.")))
        reading, staff = cast("Request", request).reading, cast("Request", request).staff
        name = getattr(request.resolver_match, "view_name", "")
        reading.purpose = rule.purpose
        reading.action = rule.action or f"page {name}"
        if staff is not None and staff.password_given and name not in _BEFORE_OWN_PASSWORD:
            return to_own_password(request)
        if rule.action is None:
            return None
        actor = cast("Request", request).actor
        if may_ever(actor=actor, action=rule.action):
            return None
        if actor.kind is ActorKind.PUBLIC:
            return to_sign_in(request)
        return refusal(
            request,
            NotAllowed(_("Your role does not include this page. Ask your supervisor if you need it for your work.")),
        )

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, BluelampError) or error.http_status == 500:
            return None
        return refusal(request, error)


def _forget_afterwards(response: HttpResponseBase, *, private: bool) -> None:
    """Nobody who uses the device later finds the page in its cache."""
    if private:
        response.headers.setdefault("Cache-Control", "no-store")


def _stays_inside(response: HttpResponseBase) -> bool:
    """Redirects and empty answers carry nothing out."""
    return 300 <= response.status_code < 400 or response.status_code == 204
