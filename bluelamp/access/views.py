"""Signing in and out, and the pages of a closed door."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bluelamp.access import sessions
from bluelamp.access.demo import DEMO_PASSWORD, DEMO_SIGN_INS
from bluelamp.access.forms import SignInForm
from bluelamp.access.home import desks_of
from bluelamp.access.models import User
from bluelamp.access.routes import Request, public, route
from bluelamp.access.words import role_name
from bluelamp.ledger.enums import Purpose


@public
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """Name and password; after five wrong ones the name is locked for a quarter of an hour (django-axes)."""
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    user = form.get_user() if form.is_valid() else None
    if isinstance(user, User):
        sessions.begin(request, user)
        return redirect(_next(request))
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "demo_sign_ins": [(p, role_name(p.role)) for p in DEMO_SIGN_INS] if settings.BLUELAMP_DEMO else [],
        "demo_password": DEMO_PASSWORD if settings.BLUELAMP_DEMO else "",
    }
    return render(request, "access/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
@public
def sign_out(request: Request) -> HttpResponse:
    sessions.end(request, request.actor)
    return redirect("access:sign-in")


@route(action="access.home.read", purpose=Purpose.ADMINISTRATION)
def home(request: Request) -> HttpResponse:
    """The first page of a member of staff: the desks their roles open."""
    return render(request, "access/home.html", {"desks": desks_of(actor=request.actor)})


@public
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form that came from elsewhere, or after the session ended."""
    return render(request, "ui/csrf.html", {}, status=403)


@public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "ui/404.html", {}, status=404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/500.html", {}, status=500)


def _next(request: HttpRequest) -> str:
    """Where they wanted to go, when that is an address of ours."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours and target.startswith("/") else "access:home"
