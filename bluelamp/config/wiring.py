"""Who listens to whom: the one place where rooms are joined from above."""

from uuid import UUID

from bluelamp.access.selectors import holders_of, involved_people, members_of
from bluelamp.core.roles import Role
from bluelamp.live import audiences


def wire() -> None:
    """Called once, when every room is loaded."""
    audiences.register("role", _role)
    audiences.register("team", _team)
    audiences.register("matter", _matter)


def _role(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    return holders_of(role=Role(key_id), among=candidates)


def _team(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    return members_of(team=UUID(key_id)) & candidates


def _matter(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    return involved_people(matter=UUID(key_id), among=candidates)
