"""What somebody may see, as one condition inside the query."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.lookups import In

from bluelamp.access.demo import is_demo_sign_in
from bluelamp.access.enums import Relation
from bluelamp.access.models import Involvement, Membership, SecondStep, Team, User
from bluelamp.access.permissions import rows_for
from bluelamp.access.table import Permission
from bluelamp.access.types import Account, Owned
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.core.roles import Role

Row = TypeVar("Row", bound=models.Model)


def relations_to(*, actor: Actor, matter: UUID) -> frozenset[Relation]:
    """How the actor, or a team of theirs, stands to a matter now."""
    held = _current(actor).filter(matter_id=matter).values_list("relation", flat=True)
    return _widened(frozenset(Relation(relation) for relation in held))


def own_matters(*, actor: Actor) -> list[UUID]:
    """The matters that are the actor's own now."""
    return list(_current(actor).filter(relation=Relation.OWN).values_list("matter_id", flat=True).distinct())


def visible(
    queryset: QuerySet[Row],
    *,
    actor: Actor,
    action: str,
    matter_field: str = "matter_id",
    state_field: str | None = None,
) -> QuerySet[Row]:
    """``queryset`` without the rows on which the table does not allow ``action`` to this actor.

    One ``EXISTS`` at most, whatever the number of rows. A table row that names states needs ``state_field``.
    """
    rows = [row for row in rows_for(action) if row.roles & actor.roles]
    if any(row.states for row in rows) and state_field is None:
        raise ValueError(f"The table allows {action} in some states only: say which field holds the state.")
    if any(not row.relations and not row.states for row in rows):
        return queryset
    free = frozenset[str]().union(*(row.states for row in rows if not row.relations))
    related = [row for row in rows if row.relations]
    grounds = [Q(**{f"{state_field}__in": sorted(free)})] if free else []
    if related:
        mine = _current(actor).filter(_reasons(related, state_field), matter_id=OuterRef(matter_field))
        grounds.append(Q(Exists(mine)))
    return queryset.filter(reduce(or_, grounds)) if grounds else queryset.none()


def _reasons(rows: list[Permission], state_field: str | None) -> Q:
    """What an involvement must be, given the state of the row outside, for one of ``rows`` to allow; an empty ``Q``
    where any will do."""
    stateless = [row for row in rows if not row.states]
    if any(Relation.INVOLVED in row.relations for row in stateless):
        return Q()
    held = frozenset[Relation]().union(*(row.relations for row in stateless))
    return reduce(or_, [_reason(row, state_field) for row in rows if row.states], _held(held) if held else Q())


def _reason(row: Permission, state_field: str | None) -> Q:
    state = Cast(OuterRef(str(state_field)), models.TextField())
    standing = Q(In(state, sorted(row.states)))
    return standing if Relation.INVOLVED in row.relations else standing & _held(row.relations)


def _held(relations: Iterable[Relation]) -> Q:
    return Q(relation__in=sorted(relations))


def involved(*, matter: UUID, relation: Relation | None = None) -> list[UUID]:
    """The ids of everybody, team or person, who stands in ``relation`` to a matter now."""
    rows = Involvement.objects.filter(matter_id=matter).filter(Q(until=None) | Q(until__gt=now()))
    if relation is not None:
        rows = rows.filter(relation=relation)
    return list(rows.values_list("who", flat=True).distinct())


def owners(*, matter: UUID, grounds: str) -> list[Owned]:
    """Whose own a matter is now, on grounds that begin with ``grounds``, the longest first."""
    rows = Involvement.objects.filter(matter_id=matter, relation=Relation.OWN, ground__startswith=grounds, until=None)
    return [Owned(*row) for row in rows.order_by("since", "id").values_list("who", "ground", "since")]


def members_of(*, team: UUID) -> frozenset[UUID]:
    """The users in a team who may still sign in."""
    return frozenset(Membership.objects.filter(team_id=team, user__is_active=True).values_list("user_id", flat=True))


def holders_of(*, role: Role, among: frozenset[UUID]) -> frozenset[UUID]:
    """Those of some users who hold a role and may still sign in."""
    users = User.objects.filter(pk__in=among, is_active=True, roles__contains=[role.value])
    return frozenset(users.values_list("pk", flat=True))


def able_to(*, action: str, among: frozenset[UUID]) -> frozenset[UUID]:
    """Those of some users who may still sign in and whose role could do ``action`` on some matter."""
    roles = frozenset[Role]().union(*(row.roles for row in rows_for(action)))
    users = User.objects.filter(pk__in=among, is_active=True, roles__overlap=sorted(roles))
    return frozenset(users.values_list("pk", flat=True))


def involved_by_matter(*, matters: frozenset[UUID], among: frozenset[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Those of some users and receipt holders who are involved in each matter now, by themselves or by a team.

    Two queries, however many matters and people; one when everybody involved is among those asked about.
    """
    standing = Involvement.objects.filter(matter_id__in=matters).filter(Q(until=None) | Q(until__gt=now()))
    found: dict[UUID, set[UUID]] = {matter: set() for matter in matters}
    for matter, who in standing.values_list("matter_id", "who"):
        found[matter].add(who)
    perhaps_teams = set[UUID]().union(*found.values()) - among
    members: dict[UUID, set[UUID]] = {}
    if perhaps_teams:
        by_team = Membership.objects.filter(team_id__in=perhaps_teams, user__is_active=True)
        for team, user in by_team.values_list("team_id", "user_id"):
            members.setdefault(team, set()).add(user)
    return {
        matter: frozenset(known.union(*(members[who] for who in known & members.keys())) & among)
        for matter, known in found.items()
    }


def any_user() -> bool:
    """Whether anybody has an account here."""
    return User.objects.exists()


def team_by_name(*, name: str) -> UUID | None:
    """The id of a team; None when the force has no team of this name."""
    return Team.objects.filter(name=name).values_list("pk", flat=True).first()


def names_of(*, users: set[UUID]) -> dict[UUID, str]:
    """Display name and collar number of members of staff, in one query."""
    found = User.objects.filter(pk__in=users)
    return {user.pk: f"{user.display_name} {user.collar_number}".strip() for user in found}


def names_with_teams(*, who: set[UUID]) -> dict[UUID, str]:
    """What staff and teams are called, in two queries; whoever is neither has no name here."""
    teams = dict(Team.objects.filter(pk__in=who).values_list("pk", "name"))
    return names_of(users=who) | teams


def accounts(*, actor: Actor, words: str = "", limit: int) -> list[Account]:
    """Who has an account, by name, the closed ones last: those with each of ``words`` in name, number or team."""
    users = _accounts(actor)
    for word in words.split():
        named = [Q(**{f"{field}__icontains": word}) for field in ("display_name", "username", "collar_number")]
        team = Exists(Membership.objects.filter(user=OuterRef("pk"), team__name__icontains=word))
        users = users.filter(reduce(or_, named, Q(team)))
    return [_account(user) for user in users.order_by("-is_active", "display_name", "username")[:limit]]


def account(*, actor: Actor, user_id: UUID) -> Account:
    """One of them; raises ``NotFound``."""
    user = _accounts(actor).filter(pk=user_id).first()
    if user is None:
        raise NotFound("There is no such account. Go back to the list.")
    return _account(user)


def _accounts(actor: Actor) -> QuerySet[User]:
    set_up = Exists(SecondStep.objects.filter(user=OuterRef("pk")))
    users = User.objects.annotate(is_set_up=set_up).prefetch_related("teams")
    return visible(users, actor=actor, action="access.user.change")


def _account(user: User) -> Account:
    return Account(
        id=user.pk,
        username=user.username,
        display_name=user.display_name,
        collar_number=user.collar_number,
        roles=tuple(Role(role) for role in user.roles),
        teams=tuple(sorted(team.name for team in user.teams.all())),
        is_open=user.is_active,
        has_second_step=bool(user.__dict__["is_set_up"]),
        is_demo=is_demo_sign_in(user.username),
        version=user.sessions_ended,
    )


def session_ends(*, key: str) -> datetime | None:
    """When a session ends. The session itself only says how long one begun now would last."""
    return Session.objects.filter(pk=key).values_list("expire_date", flat=True).first()


def user_by_username(*, username: str) -> User:
    """The account with this name; raises ``NotFound``."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NotFound("There is no account with this name.", field="username")
    return user


def _current(actor: Actor) -> QuerySet[Involvement]:
    return Involvement.objects.filter(who__in=actor.identities).filter(Q(until=None) | Q(until__gt=now()))


def _widened(held: frozenset[Relation]) -> frozenset[Relation]:
    return held | {Relation.INVOLVED} if held else held
