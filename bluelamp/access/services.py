"""May somebody? And who needs to know about a matter?"""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bluelamp.access import leaving
from bluelamp.access.enums import Relation
from bluelamp.access.models import BEFORE_GROUNDS, Involvement, Membership, RecoveryCode, SecondStep, Team, User
from bluelamp.access.permissions import rows_for
from bluelamp.access.selectors import relations_to
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.roles import STAFF_ROLES, Role
from bluelamp.core.text import plain_text
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


def may_ever(*, actor: Actor, action: str) -> bool:
    """Whether some state and relation would let this actor do it: what a menu or a route asks."""
    return any(row.roles & actor.roles for row in rows_for(action))


def allowed(*, actor: Actor, action: str, state: str = "", matter: UUID | None = None) -> bool:
    """Whether a row of the table allows it now. Asks the database only when a row wants a relation."""
    rows = [row for row in rows_for(action) if row.fits(actor.roles, state)]
    if any(not row.relations for row in rows):
        return True
    if not rows or matter is None:
        return False
    held = relations_to(actor=actor, matter=matter)
    return any(row.relations & held for row in rows)


def check(*, actor: Actor, action: str, state: str = "", matter: UUID | None = None) -> None:
    """Raise ``NotAllowed`` unless a row of the table allows it."""
    if not allowed(actor=actor, action=action, state=state, matter=matter):
        raise NotAllowed(
            "You cannot do this. Your role, your part in this matter or its present state does not allow it. "
            "If you need to, ask your supervisor to involve you."
        )


@service
def involve(*, actor: Actor, matter: UUID, who: UUID, relation: Relation, ground: str = "") -> None:
    """Give somebody a reason to know about a matter. Doing it twice changes nothing.

    ``ground`` names what the reason is, as an opaque id (``incidents.assignment:…``): each ground is ended by itself,
    so that whoever leaves a crew still holds their case.
    """
    check(actor=actor, action="access.involvement.change")
    begun = Involvement(matter_id=matter, who=who, relation=relation, ground=ground)
    Involvement.objects.bulk_create([begun], ignore_conflicts=True)
    _record_involvement(actor, "access.involvement.begin", matter, who, ground)


@service
def release(*, actor: Actor, matter: UUID, who: UUID, relation: Relation, ground: str = "") -> None:
    """End one reason of somebody's to know; another ground of theirs stands. What they saw stays on the ledger.

    A reason from before grounds were kept is ended by any: nobody keeps a look that nothing accounts for.
    """
    check(actor=actor, action="access.involvement.change")
    standing = Involvement.objects.filter(matter_id=matter, who=who, relation=relation, until=None)
    standing.filter(ground__in={ground, BEFORE_GROUNDS}).update(until=now())
    _record_involvement(actor, "access.involvement.end", matter, who, ground)


@service
def create_user(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    password: str | None,
    roles: Iterable[Role],
    teams: Iterable[Team] = (),
    collar_number: str = "",
    reason: str = "",
) -> User:
    """Open an account. Without a password nobody can sign in to it. Raises ``Invalid``, naming the field."""
    check(actor=actor, action="access.user.change")
    held = frozenset(roles)
    if not held <= STAFF_ROLES:
        raise Invalid("Choose roles that members of staff can hold.", field="roles")
    user = User(
        username=_free_name(username),
        display_name=display_name,
        collar_number=collar_number,
        roles=sorted(role.value for role in held),
    )
    if password is not None:
        _check_password(password, user)
    user.set_password(password)
    user.save(force_insert=True)
    Membership.objects.bulk_create([Membership(user=user, team=team) for team in teams])
    record(actor=actor, act=Act.COLLECTION, action="access.user.create", subjects=[user], reason=reason)
    return user


@service
def close_account(*, actor: Actor, user_id: UUID, reason: str) -> User:
    """Nobody signs in to it any more, and who is signed in is out at once. Doing it twice changes nothing."""
    user = _locked(actor, user_id)
    if user.pk == actor.id:
        raise Conflict("You cannot close your own account. Ask another administrator.")
    words = plain_text(reason, "reason", "Say why the account is closed.")
    if user.is_active:
        user.is_active, user.sessions_ended = False, user.sessions_ended + 1
        user.save(update_fields=["is_active", "sessions_ended"])
        leaving.left(user.pk)
        record(actor=actor, act=Act.ALTERATION, action="access.user.close", subjects=[user], reason=words)
    return user


@service
def reopen_account(*, actor: Actor, user_id: UUID, reason: str) -> User:
    """Let somebody sign in again. Sessions from before stay ended."""
    user = _locked(actor, user_id)
    words = plain_text(reason, "reason", "Say why the account is opened again.")
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        record(actor=actor, act=Act.ALTERATION, action="access.user.reopen", subjects=[user], reason=words)
    return user


@service
def reset_second_step(*, actor: Actor, user_id: UUID, reason: str) -> User:
    """Forget somebody's app and recovery codes: they are out, and set up a new one when they next sign in."""
    user = _locked(actor, user_id)
    if user.pk == actor.id:
        raise Conflict("You cannot reset your own second step. Ask another administrator.")
    words = plain_text(reason, "reason", "Say why the second step is reset.")
    RecoveryCode.objects.filter(user=user).delete()
    if SecondStep.objects.filter(user=user).delete()[0]:
        user.sessions_ended += 1
        user.save(update_fields=["sessions_ended"])
        leaving.left(user.pk)
        record(actor=actor, act=Act.ERASURE, action="access.second_step.reset", subjects=[user], reason=words)
    return user


@service
def create_team(*, actor: Actor, name: str) -> Team:
    """Found a team; its name is unique."""
    check(actor=actor, action="access.user.change")
    team = Team.objects.create(name=name)
    record(actor=actor, act=Act.COLLECTION, action="access.team.create", subjects=[team])
    return team


def _record_involvement(actor: Actor, action: str, matter: UUID, who: UUID, ground: str) -> None:
    subjects = [f"access.user:{who}", *([ground] if ground else [])]
    record(actor=actor, act=Act.ALTERATION, action=action, subjects=subjects, matter=matter)


def _locked(actor: Actor, user_id: UUID) -> User:
    check(actor=actor, action="access.user.change")
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound("There is no such account. Go back to the list.")
    return user


def _free_name(username: str) -> str:
    """In small letters: see ``forms.SignInForm``."""
    name = username.strip().lower()
    if not name or User.objects.filter(username=name).exists():
        raise Invalid("Choose another name: this one is empty or taken.", field="username")
    return name


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field="password") from error
