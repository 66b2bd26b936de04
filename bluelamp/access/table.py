"""A row of the permission table: who may do what, in which state, standing how to the matter."""

from collections.abc import Iterable
from dataclasses import dataclass

from bluelamp.access.enums import Relation
from bluelamp.core.roles import Role


@dataclass(frozen=True, slots=True)
class Permission:
    """Roles may do ``action`` when the thing is in one of ``states`` (any when empty) and they stand in one
    of ``relations`` to its matter (any, even none, when empty). ``why`` is one line for the reader."""

    action: str
    roles: frozenset[Role]
    why: str
    states: frozenset[str] = frozenset()
    relations: frozenset[Relation] = frozenset()

    def fits(self, roles: frozenset[Role], state: str) -> bool:
        return bool(self.roles & roles) and (not self.states or state in self.states)


def permission(
    action: str,
    *roles: Role,
    why: str,
    states: Iterable[str] = (),
    relations: Iterable[Relation] = (),
) -> Permission:
    """The way rows are written: ``permission("incidents.incident.read", Role.DISPATCHER, why="…")``."""
    return Permission(action, frozenset(roles), why, frozenset(states), frozenset(relations))
