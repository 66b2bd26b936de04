"""Who is let in to the pages of an account, and where they go from there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from bluelamp.access.actors import held_receipt
from bluelamp.access.routes import Request, public
from bluelamp.accounts import selectors, sessions
from bluelamp.core.actor import Actor, ActorKind

P = ParamSpec("P")


def is_signed_in(request: Request) -> bool:
    return request.actor.kind is ActorKind.CITIZEN


def nobody_named(request: Request) -> Actor:
    """Nobody in particular, also where a receipt is held: no entry may name a report beside who comes in."""
    return Actor.public() if request.actor.kind is ActorKind.RECEIPT else request.actor


def signed_in(view: Callable[Concatenate[Request, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of one's own account. Whoever is not signed in is asked to, and comes back."""

    @public
    @wraps(view)
    def page(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_signed_in(request):
            return view(request, *args, **kwargs)
        back = request.path if request.method == "GET" else reverse("account:reports")
        return redirect(f"{reverse('account:sign-in')}?{urlencode({'next': back})}")

    return page


def freshly(view: Callable[Concatenate[Request, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page on which a way in is added: whoever has not just shown whose account it is does so first."""

    @signed_in  # type: ignore[arg-type] # what ``wraps`` gives back names what we never name
    @wraps(view)
    def page(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if selectors.is_fresh(actor=request.actor, here=sessions.this_one(request)):
            return view(request, *args, **kwargs)
        return prove_first(request.path)

    return page


def prove_first(back: str = "") -> HttpResponseBase:
    """To the page on which they show once more that the account is theirs, and from there ``back``."""
    return redirect(f"{reverse('account:prove')}?{urlencode({'next': back or reverse('account:settings')})}")


def wish(request: HttpRequest) -> str:
    """Where they wanted to go, when that is a page of ours; else nothing."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours and target.startswith("/") else ""


def onwards(request: Request, target: str) -> HttpResponseBase:
    """Where somebody goes who has just come in: first to the report whose receipt they hold, if they hold one."""
    if held_receipt(request) is not None:
        return redirect("account:held")
    return redirect(target or "account:reports")
