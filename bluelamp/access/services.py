"""May somebody? And who needs to know about a matter?"""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from bluelamp.access import codes, leaving, second_step
from bluelamp.access.demo import DEMO_PASSWORD, is_demo_sign_in
from bluelamp.access.enums import Relation
from bluelamp.access.models import BEFORE_GROUNDS, Involvement, Membership, RecoveryCode, SecondStep, Team, User
from bluelamp.access.permissions import rows_for
from bluelamp.access.selectors import relations_to
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.roles import PARTNER_ROLES, STAFF_ROLES, Role
from bluelamp.core.text import plain_text
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the code of an error
_DEMO_KEEPS = "Demo sign-ins keep the passwords on the sign-in page."


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
def release_own(*, actor: Actor, matter: UUID) -> None:
    """End that a matter is the actor's own, whatever the ground: they leave, and what they saw stays on the ledger."""
    check(actor=actor, action="access.involvement.change")
    standing = Involvement.objects.filter(matter_id=matter, who=actor.id, relation=Relation.OWN, until=None)
    standing.update(until=now())
    _record_involvement(actor, "access.involvement.end", matter, actor.id, "")


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
    if held & PARTNER_ROLES and held != held & PARTNER_ROLES:
        raise Invalid("Whoever works for a partner organisation can hold no other role here.", field="roles")
    user = User(
        username=_free_name(username),
        display_name=display_name,
        collar_number=collar_number,
        roles=sorted(role.value for role in held),
    )
    if password is not None:
        _check_password(password, user, "password")
    user.set_password(password)
    user.save(force_insert=True)
    Membership.objects.bulk_create([Membership(user=user, team=team) for team in teams])
    record(actor=actor, act=Act.COLLECTION, action="access.user.create", subjects=[user], reason=reason)
    return user


@service
def open_account(
    *, actor: Actor, username: str, display_name: str, password: str, roles: Iterable[Role], reason: str = ""
) -> tuple[User, str]:
    """An account for somebody who is told its password: for one use. With it their enrolment code, empty where no
    second step is asked for; nobody sees it again."""
    user = create_user(
        actor=actor, username=username, display_name=display_name, password=password, roles=roles, reason=reason
    )
    user.password_given = not is_demo_sign_in(user.username)
    code = second_step.new_enrolment(user) if settings.BLUELAMP_STAFF_MFA and user.password_given else ""
    user.save(update_fields=["password_given", "enrolment"])
    return user, code


@service
def change_password(*, actor: Actor, present: str, new: str) -> User:
    """Their own, which from then on nobody else knows: every session from before is over. Raises ``Invalid``, with the
    code ``WRONG_PASSWORD`` for a wrong present one: the caller counts it."""
    check(actor=actor, action="access.password.change")
    user = User.objects.select_for_update().get(pk=actor.id)
    if is_demo_sign_in(user.username):
        raise Conflict(_DEMO_KEEPS)
    if not user.check_password(present):
        raise Invalid("Enter the password that you signed in with.", field="present", code=WRONG_PASSWORD)
    if new == present:
        raise Invalid("Choose another password than your present one.", field="new")
    _check_password(new, user, "new")
    user.set_password(new)
    user.password_given = False
    _end_sessions(user, "password", "password_given")
    record(actor=actor, act=Act.ALTERATION, action="access.password.change", subjects=[user])
    return user


@service
def give_password(*, actor: Actor, user_id: UUID, reason: str, version: int | None = None) -> str:
    """Give somebody a new password for one use: they are out, and choose their own when they next sign in.

    Nobody sees it again. ``version`` is ``Account.version`` as the form knew it: sent twice, it gives one password.
    """
    user = _locked(actor, user_id)
    if user.pk == actor.id:
        raise Conflict("You cannot give yourself a password. Change yours from your first page.")
    if is_demo_sign_in(user.username):
        raise Conflict(_DEMO_KEEPS)
    words = plain_text(reason, "reason", "Say why they need a new password.")
    _check_version(user, version)
    password = codes.new_password()
    user.set_password(password)
    user.password_given = True
    _end_sessions(user, "password", "password_given")
    record(actor=actor, act=Act.ALTERATION, action="access.password.give", subjects=[user], reason=words)
    return password


@service
def close_account(*, actor: Actor, user_id: UUID, reason: str) -> User:
    """Nobody signs in to it any more, and who is signed in is out at once. Doing it twice changes nothing."""
    user = _locked(actor, user_id)
    if user.pk == actor.id:
        raise Conflict("You cannot close your own account. Ask another administrator.")
    words = plain_text(reason, "reason", "Say why the account is closed.")
    if user.is_active:
        user.is_active = False
        _end_sessions(user, "is_active")
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
def reset_second_step(*, actor: Actor, user_id: UUID, reason: str, version: int | None = None) -> str:
    """Forget somebody's app and recovery codes: they are out, and set up a new app when they next sign in, with the
    enrolment code that this returns and nobody sees again (empty for who needs none). ``version``: as above."""
    user = _locked(actor, user_id)
    if user.pk == actor.id:
        raise Conflict("You cannot reset your own second step. Ask another administrator.")
    words = plain_text(reason, "reason", "Say why the second step is reset.")
    _check_version(user, version)
    RecoveryCode.objects.filter(user=user).delete()
    SecondStep.objects.filter(user=user).delete()
    code = second_step.new_enrolment(user) if second_step.wants_enrolment(user) else ""
    _end_sessions(user, "enrolment")
    record(actor=actor, act=Act.ERASURE, action="access.second_step.reset", subjects=[user], reason=words)
    return code


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


def _check_password(password: str, user: User, field: str) -> None:
    if password == DEMO_PASSWORD and not settings.BLUELAMP_DEMO:  # signing in with it is refused: see forms.SignInForm
        raise Invalid("This is the demonstration's password, which everybody has read. Choose another.", field=field)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field=field) from error


def _check_version(user: User, version: int | None) -> None:
    if version is not None and version != user.sessions_ended:
        raise Conflict(
            "This form was sent before, or the account has changed since. What it showed is not shown again. "
            "If it is lost, go back to the accounts and begin anew."
        )


def _end_sessions(user: User, *changed: str) -> None:
    """Save what changed; who is signed in anywhere is out at once."""
    user.sessions_ended += 1
    user.save(update_fields=["sessions_ended", *changed])
    leaving.left(user.pk)
