"""Beginning and ending a signed-in session, each with its ledger entry in the same transaction.

With a second step, whoever gave the right password is half-way in: known to these pages alone, and for ten minutes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.hashers import get_hasher, identify_hasher
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest

from bluelamp.access import codes, leaving, sealed, second_step, services
from bluelamp.access.actors import actor_of_user
from bluelamp.access.enums import Proof
from bluelamp.access.models import User
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record

_HALF = "half_way_in"
_PATIENCE = timedelta(minutes=10)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class HalfWay:
    """Somebody whose password was right, and the secret that their app would be given if it has none yet.

    ``enrolled``: they gave their enrolment code, or need none, so that the secret may be shown.
    """

    user: User
    secret: str
    enrolled: bool


def strengthen(user: User, password: str) -> None:
    """Hash a password that was just given, and right, as strongly as this version does. Nearly always it is."""
    kept, wanted = identify_hasher(user.password), get_hasher()
    if kept.algorithm == wanted.algorithm and not wanted.must_update(user.password):
        return
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        record(actor=actor_of_user(user), act=Act.ALTERATION, action="access.user.rehash", subjects=[user])


def begin_half(request: HttpRequest, user: User) -> None:
    """Remember that ``user`` gave the right password, under a new session key."""
    request.session.cycle_key()
    request.session[_HALF] = {
        "user": str(user.pk),
        "hash": user.get_session_auth_hash(),  # an account that is closed meanwhile is not let in
        "secret": sealed.seal(codes.new_secret(), owner=str(user.pk)),
        "until": (now() + _PATIENCE).isoformat(),
    }


def half_way(request: HttpRequest) -> HalfWay | None:
    """Who is half-way in, if they did not take too long."""
    kept = request.session.get(_HALF)
    if not kept or datetime.fromisoformat(kept["until"]) <= now():
        return None
    user: User | None = User.objects.filter(pk=kept["user"], is_active=True).first()
    secret = sealed.unseal(kept["secret"], owner=kept["user"])
    if user is None or secret is None or user.get_session_auth_hash() != kept["hash"]:
        return None
    return HalfWay(user, secret, kept.get("enrolled", False) or not second_step.wants_enrolment(user))


def enrol(request: HttpRequest, half: HalfWay, typed: str) -> bool:
    """Whether it is the code they were handed: this browser may then see the app's secret. That app spends it."""
    if not second_step.is_enrolment(half.user, typed):
        return False
    request.session[_HALF] = request.session[_HALF] | {"enrolled": True}
    return True


def finish(request: HttpRequest, half: HalfWay, typed: str) -> Proof | None:
    """Let them in when the code is right; None, and nothing changed, when it is not."""
    with transaction.atomic():
        proof = second_step.accept(half.user, typed)
        if proof is not None:
            begin(request, half.user)
    return proof


def finish_set_up(request: HttpRequest, half: HalfWay, typed: str) -> list[str]:
    """Set up their second step and let them in; their recovery codes. Raises ``Invalid`` for a wrong code."""
    with transaction.atomic():
        made = second_step.set_up(half.user, half.secret, typed)
        begin(request, half.user)
    return made


def begin(request: HttpRequest, user: User) -> None:
    """Sign ``user`` in under a new session key, so that none can be planted beforehand."""
    with transaction.atomic():
        if isinstance(request.user, User) and request.user.pk != user.pk:
            end(request, actor_of_user(request.user))  # they did not sign out, and are out all the same
        request.session.pop(_HALF, None)
        login(request, user, backend=_BACKEND)
        _record(actor_of_user(user), "access.session.begin")


def change_password(request: HttpRequest, actor: Actor, *, present: str, new: str) -> None:
    """Their own: this session goes on under a new key, every other one of theirs is over. Raises ``Invalid``."""
    with transaction.atomic():
        update_session_auth_hash(request, services.change_password(actor=actor, present=present, new=new))


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
