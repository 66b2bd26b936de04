"""Signing in and out, and the pages of a closed door."""

from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bluelamp.access import codes, lockout, second_step, sessions
from bluelamp.access.demo import DEMO_PASSWORD, DEMO_SIGN_INS, is_demo_sign_in
from bluelamp.access.enums import Proof
from bluelamp.access.forms import CodeForm, PasswordForm, SignInForm
from bluelamp.access.home import desks_of
from bluelamp.access.models import User
from bluelamp.access.routes import Request, public, route
from bluelamp.access.services import WRONG_PASSWORD
from bluelamp.access.sessions import HalfWay
from bluelamp.access.submitting import submit
from bluelamp.access.words import role_name
from bluelamp.ledger.enums import Purpose

_WRONG_CODE = _("Enter the code that your app shows now. Each code works once.")
_WRONG_RECOVERY = _("Enter one of your recovery codes. Each of them works once.")
_WRONG_ENROLMENT = _("Enter the newest code that an administrator handed to you. It works once.")


@public
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """Name and password; after five wrong ones the name is locked for a quarter of an hour (django-axes)."""
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    user = form.get_user() if form.is_valid() else None
    if isinstance(user, User):
        sessions.strengthen(user, form.cleaned_data["password"])
        return _second_step(request, user) if settings.BLUELAMP_STAFF_MFA else _let_in(request, user)
    context = {
        "form": form,
        "next": _wish(request),
        "demo_sign_ins": [(p, role_name(p.role)) for p in DEMO_SIGN_INS] if settings.BLUELAMP_DEMO else [],
        "demo_password": DEMO_PASSWORD if settings.BLUELAMP_DEMO else "",
    }
    return render(request, "access/sign_in.html", context, status=422 if form.errors else 200)


@public
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponse:
    """A code from the app, or a recovery code. A wrong one counts like a wrong password."""
    half = sessions.half_way(request)
    if half is None:
        return redirect("access:sign-in")
    if not second_step.is_set_up(half.user):
        return _onwards(request, "access:set-up")
    if not lockout.may_try(request, half.user):
        return HttpResponse(status=429)  # django-axes puts its page in this place
    form, recovery = CodeForm(request.POST or None), "recovery" in request.GET
    if form.is_valid():
        proof = sessions.finish(request, half, form.cleaned_data["code"])
        if proof is not None:
            return _recovered(request, half.user) if proof is Proof.RECOVERY else redirect(_next(request))
        lockout.failed(request, half.user)
        form.add_error("code", _WRONG_RECOVERY if recovery else _WRONG_CODE)
    context = {"form": form, "next": _wish(request), "recovery": recovery}
    return render(request, "access/code.html", context, status=422 if form.errors else 200)


@public
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: Request) -> HttpResponse:
    """An enrolment code first; then give the secret to an app, show that it has it, and keep the recovery codes."""
    half = sessions.half_way(request)
    if half is None:
        return redirect("access:sign-in")
    if second_step.is_set_up(half.user):
        return _onwards(request, "access:code")
    if not half.enrolled:
        return _enrol(request, half)
    form, made = CodeForm(request.POST or None), list[str]()
    if request.method == "POST" and submit(
        form, lambda: made.extend(sessions.finish_set_up(request, half, form.cleaned_data["code"]))
    ):
        return render(request, "access/recovery_codes.html", {"codes": made, "next": _next_url(request)})
    address = codes.uri(half.secret, half.user.username)
    context = {
        "form": form,
        "next": _wish(request),
        "address": address,
        "picture": codes.picture(address),
        "secret": codes.spaced(half.secret),
        "username": half.user.username,
    }
    return render(request, "access/set_up.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters("present", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@route(action="access.password.change", purpose=Purpose.ADMINISTRATION)
def password(request: Request) -> HttpResponse:
    """Change one's own. A wrong present one counts as it does at the sign-in page."""
    user, form = cast("User", request.staff), PasswordForm(request.POST or None)
    if request.method == "POST":
        if not lockout.may_try(request, user):
            return HttpResponse(status=429)  # django-axes puts its page in this place
        if submit(form, lambda: _change_password(request, form)):
            return redirect(f"{reverse('access:home')}?password=changed")
        if form.has_error("present", WRONG_PASSWORD):
            lockout.failed(request, user)
    context = {"form": form, "given": user.password_given, "kept": is_demo_sign_in(user.username)}
    return render(request, "access/password.html", context, status=422 if form.errors else 200)


@require_POST
@public
def sign_out(request: Request) -> HttpResponse:
    sessions.end(request, request.actor)
    return redirect("access:sign-in")


@route(action="access.home.read", purpose=Purpose.ADMINISTRATION)
def home(request: Request) -> HttpResponse:
    """The first page of a member of staff: the desks their roles open."""
    context = {"desks": desks_of(actor=request.actor), "changed": request.GET.get("password") == "changed"}
    return render(request, "access/home.html", context)


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


def _let_in(request: Request, user: User) -> HttpResponse:
    sessions.begin(request, user)
    return redirect(_next(request))


def _second_step(request: Request, user: User) -> HttpResponse:
    """On to the page that asks for a code, or to the one that sets it up."""
    sessions.begin_half(request, user)
    return _onwards(request, "access:code" if second_step.is_set_up(user) else "access:set-up")


def _enrol(request: Request, half: HalfWay) -> HttpResponse:
    """Ask for the code that was handed over. A wrong one counts like a wrong password."""
    if not lockout.may_try(request, half.user):
        return HttpResponse(status=429)  # django-axes puts its page in this place
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if sessions.enrol(request, half, form.cleaned_data["code"]):
            return _onwards(request, "access:set-up")
        lockout.failed(request, half.user)
        form.add_error("code", _WRONG_ENROLMENT)
    context = {"form": form, "next": _wish(request)}
    return render(request, "access/enrol.html", context, status=422 if form.errors else 200)


def _change_password(request: Request, form: PasswordForm) -> None:
    present, new = form.cleaned_data["present"], form.cleaned_data["new"]
    sessions.change_password(request, request.actor, present=present, new=new)


def _onwards(request: Request, page: str) -> HttpResponse:
    wish = _wish(request)
    return redirect(f"{reverse(page)}?{urlencode({'next': wish})}" if wish else page)


def _recovered(request: Request, user: User) -> HttpResponse:
    left = second_step.recovery_codes_left(user)
    return render(request, "access/recovered.html", {"left": left, "next": _next_url(request)})


def _wish(request: HttpRequest) -> str:
    """Where they wanted to go, as they said it."""
    return request.POST.get("next") or request.GET.get("next") or ""


def _next(request: HttpRequest) -> str:
    """Where they wanted to go, when that is an address of ours."""
    target = _wish(request)
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours and target.startswith("/") else "access:home"


def _next_url(request: HttpRequest) -> str:
    return resolve_url(_next(request))
