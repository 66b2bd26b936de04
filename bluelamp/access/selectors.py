"""What somebody may see, as one condition inside the query."""

from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from bluelamp.access.enums import Relation
from bluelamp.access.models import Involvement, Membership, User
from bluelamp.access.permissions import rows_for
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.core.roles import Role

Row = TypeVar("Row", bound=models.Model)


def relations_to(*, actor: Actor, matter: UUID) -> frozenset[Relation]:
    """How the actor, or a team of theirs, stands to a matter now."""
    held = _current(actor).filter(matter_id=matter).values_list("relation", flat=True)
    return _widened(frozenset(Relation(relation) for relation in held))


def visible(
    queryset: QuerySet[Row],
    *,
    actor: Actor,
    action: str,
    matter_field: str = "matter_id",
    state_field: str | None = None,
) -> QuerySet[Row]:
    """``queryset`` without the rows on which the table does not allow ``action`` to this actor."""
    rows = [row for row in rows_for(action) if row.roles & actor.roles]
    if any(not row.relations and not row.states for row in rows):
        return queryset
    allowed = Q(pk__in=[])
    for row in rows:
        condition = Q()
        if row.states and state_field:
            condition &= Q(**{f"{state_field}__in": sorted(row.states)})
        if row.relations:
            mine = _current(actor).filter(matter_id=OuterRef(matter_field))
            if Relation.INVOLVED not in row.relations:
                mine = mine.filter(relation__in=row.relations)
            condition &= Q(Exists(mine))
        allowed |= condition
    return queryset.filter(allowed)


def involved(*, matter: UUID, relation: Relation | None = None) -> list[UUID]:
    """The ids of everybody, team or person, who stands in ``relation`` to a matter now."""
    rows = Involvement.objects.filter(matter_id=matter).filter(Q(until=None) | Q(until__gt=now()))
    if relation is not None:
        rows = rows.filter(relation=relation)
    return list(rows.values_list("who", flat=True))


def members_of(*, team: UUID) -> frozenset[UUID]:
    """The users in a team who may still sign in."""
    return frozenset(
        Membership.objects.filter(team_id=team, user__is_active=True).values_list("user_id", flat=True)
    )


def holders_of(*, role: Role, among: frozenset[UUID]) -> frozenset[UUID]:
    """Those of some users who hold a role and may still sign in."""
    users = User.objects.filter(pk__in=among, is_active=True, roles__contains=[role.value])
    return frozenset(users.values_list("pk", flat=True))


def involved_people(*, matter: UUID, among: frozenset[UUID]) -> frozenset[UUID]:
    """Those of some users and receipt holders who are involved in a matter now, by themselves or by a team."""
    known = frozenset(involved(matter=matter))
    by_team = Membership.objects.filter(team_id__in=known, user_id__in=among, user__is_active=True)
    return (known & among) | frozenset(by_team.values_list("user_id", flat=True))


def names_of(*, users: set[UUID]) -> dict[UUID, str]:
    """Display name and collar number of members of staff, in one query."""
    found = User.objects.filter(pk__in=users)
    return {user.pk: f"{user.display_name} {user.collar_number}".strip() for user in found}


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
