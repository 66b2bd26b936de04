"""Signing in and out, and the pages of a closed door."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bluelamp.access.actors import actor_of_user
from bluelamp.access.demo import DEMO_SIGN_INS
from bluelamp.access.models import User
from bluelamp.access.routes import Request, public, route
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.services import record


@public
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """Name and password; after five wrong ones the name is locked for a quarter of an hour (django-axes)."""
    form = AuthenticationForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        with transaction.atomic():
            login(request, user)
            record(
                actor=actor_of_user(User.objects.get(pk=user.pk)),
                act=Act.CONSULTATION,
                action="access.session.begin",
                subjects=[f"access.user:{user.pk}"],
            )
        return redirect(_next(request))
    context = {
        "form": form,
        "next": request.GET.get("next", ""),
        "demo_sign_ins": DEMO_SIGN_INS if settings.BLUELAMP_DEMO else (),
    }
    return render(request, "access/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
@public
def sign_out(request: Request) -> HttpResponse:
    with transaction.atomic():
        if request.staff:
            record(
                actor=request.actor,
                act=Act.CONSULTATION,
                action="access.session.end",
                subjects=[f"access.user:{request.staff.pk}"],
            )
        logout(request)
    return redirect("home")


@route(action="access.home.read", purpose=Purpose.ADMINISTRATION)
def home(request: Request) -> HttpResponse:
    """The first page of a member of staff: the desks their roles open."""
    return render(request, "access/home.html", {})


@public
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form that came from elsewhere, or after the session ended."""
    return render(request, "access/csrf_failed.html", {}, status=403)


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return "access:home"


@public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "ui/404.html", {}, status=404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/500.html", {}, status=500)
