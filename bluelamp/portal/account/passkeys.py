"""Coming in by a passkey, adding one and removing one. The one thing here that needs JavaScript: so does the device."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from webauthn import base64url_to_bytes

from bluelamp.access.routes import Request, public
from bluelamp.accounts import passkeys, selectors, services, sessions
from bluelamp.accounts.devices import device_of
from bluelamp.accounts.enums import Way
from bluelamp.accounts.errors import NotProved
from bluelamp.core.errors import Conflict
from bluelamp.portal.account.door import freshly, nobody_named, onwards, signed_in, wish

_CHALLENGE = "account_passkey"  # in the session: what the device was asked to sign, once


@never_cache
@sensitive_post_parameters("answer")
@require_http_methods(["GET", "HEAD", "POST"])
@public
def enter(request: Request) -> HttpResponseBase:
    """Have the device sign; what it signed lets them in."""
    if request.method == "POST":
        try:
            account = services.enter_by_passkey(
                actor=nobody_named(request),
                answer=request.POST.get("answer", ""),
                challenge=_challenge(request),
                origin=_origin(request),
            )
        except NotProved as error:
            return _refused(request, error)
        sessions.begin(request, account, way=Way.PASSKEY, own_device="own_device" in request.POST)
        return onwards(request, wish(request))
    asked = passkeys.ask_known(_origin(request))
    request.session[_CHALLENGE] = asked.challenge
    context = {"options": asked.options, "next": wish(request)}
    return render(request, "portal/account/passkey.html", context)


@never_cache
@sensitive_post_parameters("answer")
@require_http_methods(["GET", "HEAD", "POST"])
@freshly
def add(request: Request) -> HttpResponseBase:
    """Have the device make one for this account."""
    if request.method == "POST":
        device = device_of(request.headers.get("User-Agent", ""))
        answer = request.POST.get("answer", "")
        try:
            services.add_passkey(
                actor=request.actor,
                answer=answer,
                challenge=_challenge(request),
                origin=_origin(request),
                device=device,
                sign_in=sessions.this_one(request),
            )
        except (NotProved, Conflict) as error:
            return _refused(request, error)
        return redirect("account:settings")
    known = selectors.passkeys_of(actor=request.actor)
    asked = passkeys.ask_new(_origin(request), request.actor.id, known)
    request.session[_CHALLENGE] = asked.challenge
    return render(request, "portal/account/passkey_new.html", {"options": asked.options})


@never_cache
@sensitive_post_parameters("answer")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def prove(request: Request) -> HttpResponseBase:
    """Have a device that the account knows sign once more."""
    if request.method == "POST":
        try:
            services.prove_by_passkey(
                actor=request.actor,
                sign_in=sessions.this_one(request),
                answer=request.POST.get("answer", ""),
                challenge=_challenge(request),
                origin=_origin(request),
            )
        except NotProved as error:
            return _refused(request, error)
        return redirect(wish(request) or "account:settings")
    asked = passkeys.ask_known(_origin(request))
    request.session[_CHALLENGE] = asked.challenge
    context = {"options": asked.options, "next": wish(request), "proving": True}
    return render(request, "portal/account/passkey.html", context)


@require_POST
@signed_in
def remove(request: Request, passkey_id: UUID) -> HttpResponse:
    services.remove_passkey(actor=request.actor, passkey_id=passkey_id)
    return redirect("account:settings")


def _challenge(request: Request) -> bytes:
    """What this browser was asked to sign, once: an answer that was seen opens nothing. Raises ``NotProved``."""
    challenge = request.session.pop(_CHALLENGE, None)
    if challenge is None:
        raise NotProved("challenge")
    return base64url_to_bytes(challenge)


def _origin(request: Request) -> str:
    """Whose passkeys these are: our public address, whatever a request says. The demo has the port it was given."""
    if settings.PRODUCTION:
        return str(settings.BLUELAMP_PUBLIC_URL)
    return f"{request.scheme}://{request.get_host()}"


def _refused(request: Request, error: NotProved | Conflict) -> HttpResponse:
    return render(request, "portal/account/not_in.html", {"words": error.message}, status=error.http_status)
