"""Beginning and ending a signed-in session, each with its ledger entry in the same transaction."""

from django.contrib.auth import login, logout
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest

from bluelamp.access import leaving
from bluelamp.access.actors import actor_of_user
from bluelamp.access.models import User
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record


def begin(request: HttpRequest, user: User) -> None:
    """Sign ``user`` in under a new session key, so that none can be planted beforehand."""
    with transaction.atomic():
        if isinstance(request.user, User) and request.user.pk != user.pk:
            end(request, actor_of_user(request.user))  # they did not sign out, and are out all the same
        login(request, user)
        _record(actor_of_user(user), "access.session.begin")


def end(request: HttpRequest, actor: Actor) -> None:
    """Sign out and forget everything the session held; open event streams end."""
    with transaction.atomic():
        if isinstance(request.user, User):
            _record(actor, "access.session.end")
        if actor.kind is not ActorKind.PUBLIC:
            leaving.left(actor.id)
        logout(request)


def forget_expired() -> None:
    """Erase sessions that ran out. Signing out erases its own at once; a browser that is only closed does not."""
    SessionStore.clear_expired()


def _record(actor: Actor, action: str) -> None:
    record(actor=actor, act=Act.CONSULTATION, action=action, subjects=[f"access.user:{actor.id}"])
