"""From a request to its actor: somebody who is signed in, the holder of a receipt, or the public."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest

from bluelamp.access import leaving
from bluelamp.access.models import Membership, User
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.roles import PARTNER_ROLES, Role

_RECEIPT = "receipt"
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
    receipt = request.session.get(_RECEIPT)
    return Actor.receipt(UUID(receipt)) if receipt else Actor.public()


def hold_receipt(request: HttpRequest, report_id: UUID) -> None:
    """Remember that this browser proved to hold a receipt. A new session key, so that none can be planted."""
    request.session.cycle_key()
    request.session[_RECEIPT] = str(report_id)


def held_receipt(request: HttpRequest) -> UUID | None:
    """The report whose receipt this browser holds, also beside a sign-in."""
    receipt = request.session.get(_RECEIPT)
    return UUID(receipt) if receipt else None


def drop_receipt(request: HttpRequest) -> None:
    """Forget the receipt; what this browser still follows under it ends."""
    receipt = request.session.pop(_RECEIPT, None)
    if receipt:
        with transaction.atomic():
            leaving.left(UUID(receipt))
