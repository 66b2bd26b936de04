"""A closed door says what happened and what to do now: a page for people, JSON for programs."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bluelamp.core.errors import BluelampError, NotAllowed


def refusal(request: HttpRequest, error: BluelampError) -> HttpResponse:
    """The answer to a request that cannot be carried out."""
    if wants_json(request):
        return _json(error, error.http_status)
    return render(request, "access/refusal.html", {"error": error}, status=error.http_status)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """For somebody unknown who asks for a page of the staff."""
    if wants_json(request):
        return _json(BluelampError(_("Sign in first."), code="sign_in"), 401)
    return redirect_to_login(request.get_full_path())


def to_own_password(request: HttpRequest) -> HttpResponse:
    """For somebody whose password was given to them. A script that fetches is refused: it does not read pages."""
    if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", "text/html"):
        return redirect("access:password")
    return refusal(request, NotAllowed(_("First change the password that you were given to one of your own.")))


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: it accepts JSON and no page."""
    return request.accepts("application/json") and not request.accepts("text/html")


def _json(error: BluelampError, status: int) -> JsonResponse:
    content = {"code": error.code, "message": error.message, "field": error.field}
    return JsonResponse({"error": content}, status=status)
