"""The browser's side of a sign-in: what its session holds, and whom that makes of a request.

The session holds the id of a row of ours. Whoever signs out, here or elsewhere, deletes the row: a cookie that was
copied before opens nothing after.
"""

from uuid import UUID

from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest

from bluelamp.access import lasting
from bluelamp.access.routes import Request
from bluelamp.access.sessions import end as end_staff_session
from bluelamp.accounts import policies, services
from bluelamp.accounts.devices import device_of
from bluelamp.accounts.models import SignIn
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now

_SIGN_IN = "account_sign_in"


def actor_of(request: HttpRequest) -> Actor | None:
    """Whose account this browser is signed in to; None when it is in none, or no longer."""
    sign_in_id = sign_in_of(request)
    if sign_in_id is None:
        return None
    found = SignIn.objects.filter(pk=sign_in_id, ends_at__gt=now()).first()
    if found is None:
        del request.session[_SIGN_IN]
        return None
    if lasting.is_due(used_at=found.used_at, at=now()):
        at = now()
        ends = policies.ends_at(own_device=found.own_device, begun_at=found.begun_at, used_at=at)
        SignIn.objects.filter(pk=found.pk).update(used_at=at, ends_at=ends)
    return Actor.citizen(found.account_id)


def sign_in_of(request: HttpRequest) -> UUID | None:
    """The id of this browser's sign-in, whether or not it still stands."""
    known = request.session.get(_SIGN_IN)
    return UUID(known) if known else None


def this_one(request: HttpRequest) -> UUID:
    """The sign-in of a browser that is signed in."""
    return UUID(request.session[_SIGN_IN])


def begin(request: Request, account_id: UUID, *, way: str, own_device: bool) -> None:
    """Sign this browser in, under a new session key, so that none can be planted beforehand.

    A receipt that it holds stays: its owner is asked whether that report is to join the account.
    """
    actor = Actor.citizen(account_id)
    with transaction.atomic():
        _end_other(request, account_id)
        begun = services.begin_sign_in(
            actor=actor, way=way, device=device_of(request.headers.get("User-Agent", "")), own_device=own_device
        )
        request.session.cycle_key()
        request.session[_SIGN_IN] = str(begun.id)
        request.session.set_expiry(policies.OWN_LASTS if own_device else lasting.UNTIL_CLOSED)


def step_out(request: Request) -> None:
    """Sign this browser out of the account, and leave it the receipt that it held before."""
    with transaction.atomic():
        _end_own(request)
        request.session.cycle_key()


def end(request: Request) -> None:
    """Sign this browser out, and forget all that its session held."""
    with transaction.atomic():
        _end_own(request)
        logout(request)


def _end_other(request: Request, account_id: UUID) -> None:
    """Whoever else was signed in here did not sign out, and is out all the same."""
    if request.staff is not None:
        end_staff_session(request, request.actor)
    known = actor_of(request)
    if known is not None:
        _end_own(request)
        if known.id != account_id:
            request.session.flush()


def _end_own(request: Request) -> None:
    known, sign_in_id = actor_of(request), sign_in_of(request)
    if known is not None and sign_in_id is not None:
        services.end_sign_in(actor=known, sign_in_id=sign_in_id)
        del request.session[_SIGN_IN]
