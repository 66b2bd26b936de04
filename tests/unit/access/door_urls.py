"""The house, and pages for tests of its door: each shows personal data, or goes wrong, in its own way."""

from collections.abc import Iterator
from uuid import UUID

from django.db import OperationalError
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import path

from bluelamp.access.routes import Request, public, route
from bluelamp.config import urls as house
from bluelamp.core.errors import Conflict, Invalid, NotFound, UnloggedReading
from bluelamp.incidents.models import Incident
from bluelamp.ledger.enums import Purpose

_READ = route(action="incidents.incident.read", purpose=Purpose.RESPONSE)


def _words() -> str:
    return ", ".join(one.summary for one in Incident.objects.order_by("id"))


@_READ
def staff_page(request: Request) -> HttpResponse:
    return HttpResponse(_words())


@public
def public_page(request: Request) -> HttpResponse:
    return HttpResponse(_words())


@public
def new_token(request: Request) -> HttpResponse:
    """As signing in gives one, and fails after it where that is wished."""
    rotate_token(request)
    if "and" in request.GET:
        raise OperationalError
    return HttpResponse()


@public
def plain(request: Request) -> HttpResponse:
    return HttpResponse("nothing personal")


def without_rule(request: Request) -> HttpResponse:
    return HttpResponse(_words())


@_READ
def leads_on(request: Request) -> HttpResponse:
    _words()
    return redirect("/plain")


@_READ
def nothing_to_say(request: Request) -> HttpResponse:
    _words()
    return HttpResponse(status=204)


@_READ
def streams(request: Request) -> HttpResponseBase:
    def later() -> Iterator[bytes]:
        yield b"first "
        yield _words().encode()

    return StreamingHttpResponse(later())


@_READ
def streams_what_it_has(request: Request) -> HttpResponseBase:
    return StreamingHttpResponse(iter([_words().encode()]))


@_READ
def goes_wrong(request: Request, how: str) -> HttpResponse:
    _words()
    errors = {
        "invalid": Invalid("Enter a postcode."),
        "gone": NotFound("There is none."),
        "late": Conflict("Too late."),
    }
    raise errors.get(how) or UnloggedReading("A fault of ours.")


@_READ
def own_cache(request: Request) -> HttpResponse:
    return HttpResponse(_words(), headers={"Cache-Control": "private, max-age=5"})


@_READ
def one(request: Request, row_id: UUID) -> HttpResponse:
    return HttpResponse(Incident.objects.get(pk=row_id).summary)


urlpatterns = [
    path("staff", staff_page, name="staff"),
    path("public", public_page),
    path("plain", plain),
    path("without-rule", without_rule),
    path("leads-on", leads_on),
    path("nothing", nothing_to_say),
    path("streams", streams),
    path("streams-what-it-has", streams_what_it_has),
    path("wrong/<how>", goes_wrong),
    path("own-cache", own_cache),
    path("new-token", new_token),
    path("one/<uuid:row_id>", one, name="one"),
    *house.urlpatterns,
]
handler404 = "bluelamp.access.views.not_found"
handler500 = "bluelamp.access.views.server_error"
