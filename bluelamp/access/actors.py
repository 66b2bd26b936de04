"""From a request to its actor: somebody who is signed in, the holder of a receipt, or the public."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from bluelamp.access import lasting, leaving
from bluelamp.access.models import Membership, User
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.roles import PARTNER_ROLES, Role

_RECEIPT = "receipt"
_HELD = "receipt_held"  # since when, and when it was last used
Recogniser = Callable[[HttpRequest], Actor | None]
_recognisers: list[Recogniser] = []


def recognise_by(recogniser: Recogniser) -> None:
    """Have a room above say who is signed in to an account of theirs: staff come first, receipts after."""
    if recogniser not in _recognisers:
        _recognisers.append(recogniser)


def actor_of_user(user: User) -> Actor:
    """A member of staff, or of a partner organisation, with their present roles and teams (one query)."""
    teams = Membership.objects.filter(user=user).values_list("team_id", flat=True)
    roles = frozenset(Role(role) for role in user.roles)
    kind = ActorKind.PARTNER if roles & PARTNER_ROLES else ActorKind.STAFF
    return Actor(kind, user.pk, roles, frozenset(teams))


def actor_of_request(request: HttpRequest) -> Actor:
    user = request.user
    if isinstance(user, User):
        return actor_of_user(user)
    for recogniser in _recognisers:
        if citizen := recogniser(request):
            return citizen
    report_id = held_receipt(request)
    return Actor.receipt(report_id) if report_id else Actor.public()


def hold_receipt(request: HttpRequest, report_id: UUID) -> None:
    """Remember that this browser proved to hold a receipt, until it is closed or was not used for half an hour.

    A new session key, so that none can be planted; a session that has no key yet is given one when it is kept.
    Whoever is signed in on their own device stays so for as long.
    """
    if request.session.session_key is not None:
        request.session.cycle_key()
    request.session[_RECEIPT] = str(report_id)
    request.session[_HELD] = [now().isoformat()] * 2
    if request.session.get_expiry_age() <= settings.SESSION_COOKIE_AGE:
        request.session.set_expiry(lasting.UNTIL_CLOSED)


def held_receipt(request: HttpRequest) -> UUID | None:
    """The report whose receipt this browser holds, also beside a sign-in."""
    receipt = request.session.get(_RECEIPT)
    if not receipt:
        return None
    if not _is_used_in_time(request):
        del request.session[_RECEIPT]
        return None
    return UUID(receipt)


def _is_used_in_time(request: HttpRequest) -> bool:
    """Whether it still opens; if so, that it is used is noted. Those held before this was kept begin now."""
    at = now()
    begun, used = (datetime.fromisoformat(one) for one in request.session.get(_HELD) or [at.isoformat()] * 2)
    if lasting.ends_at(begun_at=begun, used_at=used) <= at:
        return False
    if _HELD not in request.session or lasting.is_due(used_at=used, at=at):
        request.session[_HELD] = [begun.isoformat(), at.isoformat()]
    return True


def drop_receipt(request: HttpRequest) -> None:
    """Forget the receipt; what this browser still follows under it ends."""
    receipt = request.session.pop(_RECEIPT, None)
    if receipt:
        with transaction.atomic():
            leaving.left(UUID(receipt))
