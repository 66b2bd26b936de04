"""Two matters side by side: what each holds, who works on it, and who would see more if they became one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bluelamp.access.enums import Relation
from bluelamp.access.selectors import involved, names_with_teams
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid
from bluelamp.desk.records.pages import under_matter
from bluelamp.records import selectors

if TYPE_CHECKING:
    from bluelamp.records.models import Matter

# Whom a merge lets see both. A citizen's right to their own report never widens.
_WIDENED = (Relation.ASSIGNED, Relation.TEAM)


@dataclass(frozen=True, slots=True)
class Side:
    """``gains`` are those of the other side who would see this one too."""

    matter: "Matter"
    holds: list[dict[str, Any]]
    people: tuple[str, ...]
    gains: tuple[str, ...]


def sides(*, actor: Actor, this: UUID, other: UUID) -> tuple[Side, Side]:
    """Both, as far as the actor may see them. Raises ``NotFound``; ``Invalid`` for twice the same."""
    if this == other:
        raise Invalid("Choose another matter than this one.", field="reference")
    matters = [selectors.matter_by_id(actor=actor, matter=matter) for matter in (this, other)]
    here, there = (_working_on(matter) for matter in (this, other))
    names = names_with_teams(who=here | there)

    def called(who: set[UUID]) -> tuple[str, ...]:
        return tuple(sorted(names[one] for one in who if one in names))

    first = Side(matters[0], under_matter(actor, this), called(here), called(there - here))
    second = Side(matters[1], under_matter(actor, other), called(there), called(here - there))
    return first, second


def _working_on(matter: UUID) -> set[UUID]:
    return {who for relation in _WIDENED for who in involved(matter=matter, relation=relation)}
