"""Coming in by another sign-in service, and letting it open an account that one is signed in to."""

import logging
from dataclasses import asdict
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bluelamp.access.routes import Request, public
from bluelamp.accounts import provider, selectors, services, sessions
from bluelamp.accounts.enums import Way
from bluelamp.accounts.errors import NotFresh, NotProved, NotReached
from bluelamp.accounts.provider import Flow, Provider
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, NotFound
from bluelamp.portal.account.door import is_signed_in, nobody_named, onwards, prove_first, wish

logger = logging.getLogger(__name__)

_TAKEN_ALONG = "account_provider"  # in the session: what this browser must bring back


@never_cache
@require_GET
@public
def go(request: Request) -> HttpResponseBase:
    """To the other service. A link, no form: a form's answer may not lead to another site."""
    found = _configured()
    if is_signed_in(request) and "prove" not in request.GET and not _is_fresh(request):
        return prove_first()
    flow = Flow.begun(now())
    try:
        there = provider.address(found, flow)
    except NotReached as error:
        return _refused(request, error)
    request.session[_TAKEN_ALONG] = {
        "flow": asdict(flow),
        "own_device": "own_device" in request.GET,
        "next": wish(request),
        "for": str(request.actor.id) if is_signed_in(request) else "",
    }
    return redirect(there)


@never_cache
@require_GET
@public
def back(request: Request) -> HttpResponseBase:
    """From it, in the browser that left, once."""
    found, taken = _configured(), request.session.pop(_TAKEN_ALONG, None)
    try:
        subject = _subject(request, found, taken)
    except (NotProved, NotReached) as error:
        return _refused(request, error)
    if taken["for"]:
        return _add(request, found, subject, taken)
    account = services.enter_by_identity(actor=nobody_named(request), issuer=found.issuer, subject=subject)
    sessions.begin(request, account, way=Way.PROVIDER, own_device=taken["own_device"])
    return onwards(request, taken["next"])


def _subject(request: Request, found: Provider, taken: dict[str, Any] | None) -> str:
    """Who came back, when this browser left, lately, and for this. Raises ``NotProved``, ``NotReached``."""
    if taken is None:
        raise NotProved("nothing taken along")
    flow = Flow(**taken["flow"])  # as ``go`` wrote it
    if flow.is_over(now()):
        raise NotProved("late")
    if not constant_time_compare(request.GET.get("state", ""), flow.state):
        raise NotProved("state")
    if taken["for"] != (str(request.actor.id) if is_signed_in(request) else ""):
        raise NotProved("somebody else")
    if request.GET.get("iss", found.issuer) != found.issuer:  # RFC 9207: the answer of another service
        raise NotProved("issuer")
    code = request.GET.get("code", "")
    if "error" in request.GET or not code:
        raise NotProved("refused there")
    return provider.subject(found, flow, code)


def _add(request: Request, found: Provider, subject: str, taken: dict[str, Any]) -> HttpResponseBase:
    """Have it open this account too; where it does already, it has shown whose account this is."""
    actor, here = request.actor, sessions.this_one(request)
    left_at = Flow(**taken["flow"]).left_at
    try:
        services.add_identity(actor=actor, issuer=found.issuer, subject=subject, sign_in=here, left_at=left_at)
    except NotFresh:
        return prove_first()
    except Conflict as error:
        return render(request, "portal/account/not_in.html", {"words": error.message}, status=error.http_status)
    services.prove_by_identity(actor=actor, sign_in=here, issuer=found.issuer, subject=subject)
    return redirect(taken["next"] or "account:settings")


def _is_fresh(request: Request) -> bool:
    return selectors.is_fresh(actor=request.actor, here=sessions.this_one(request))


def _configured() -> Provider:
    found = provider.configured()
    if found is None:
        raise NotFound("There is no other sign-in service here.")
    return found


def _refused(request: Request, error: NotProved | NotReached) -> HttpResponseBase:
    logger.warning("Another sign-in service let nobody in: %s (%s).", error.code, error.why)
    return render(request, "portal/account/not_in.html", {"words": error.message}, status=error.http_status)
