"""Matters and all that is linked in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from bluelamp.access import services as access
from bluelamp.core.actor import Actor
from bluelamp.core.ids import check_reference
from bluelamp.records.enums import Basis, Category, LinkKind, MatterStatus
from bluelamp.records.models import Link, Matter, Person, Record
from bluelamp.records.selectors.seeing import READ, Row, load, one, visible_matters
from bluelamp.records.types import Ref


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter with everything that is linked in it and in the matters merged into it.

    ``records`` holds the ends that belong to this room; the ends of other rooms are named by ``Ref`` alone.
    """

    matter: Matter
    merged: tuple[Matter, ...]
    links: tuple[Link, ...]
    records: dict[Ref, Record]

    def people(self, category: Category) -> list[Person]:
        """Those in one category of s.38(3) of the Data Protection Act 2018, each once, never mixed."""
        found = {one.source: self.records.get(one.source) for one in self.links if one.category == category}
        return [person for person in found.values() if isinstance(person, Person)]

    @property
    def facts(self) -> tuple[Link, ...]:
        return tuple(one for one in self.links if one.basis == Basis.FACT)

    @property
    def opinions(self) -> tuple[Link, ...]:
        """Kept apart from facts: s.38(2)."""
        return tuple(one for one in self.links if one.basis == Basis.OPINION)

    def of(self, model: type[Row]) -> list[Row]:
        """Every record of one kind."""
        return [record for record in self.records.values() if isinstance(record, model)]


def matter_by_id(*, actor: Actor, matter: UUID) -> Matter:
    """The matter, when the actor may see it; raises ``NotFound`` just as for one that does not exist."""
    return one(visible_matters(actor).filter(pk=matter), "There is no such matter, or you cannot see it.", "matter")


def find_by_reference(*, actor: Actor, reference: str) -> Matter:
    """The matter with this reference as somebody typed it. Raises ``Invalid``, ``NotFound``."""
    return one(
        visible_matters(actor).filter(reference=check_reference(reference)),
        "There is no matter with this reference, or you cannot see it.",
        "reference",
    )


def matter_with_links(*, actor: Actor, matter: UUID, retracted: bool = False) -> MatterView:
    """Everything in a matter, in one query for each kind of record however much it holds.

    ``retracted``: also the links that were taken back. Raises ``NotFound``.
    """
    found = matter_by_id(actor=actor, matter=matter)
    access.check(actor=actor, action=READ, state=found.status, matter=matter)
    family = matters_merged_into(matter=matter) | {matter}
    rows = Link.objects.filter(matter_id__in=family).order_by("said_at", "id")
    links = tuple(rows if retracted else rows.filter(retracted_at=None))
    return MatterView(
        matter=found,
        merged=tuple(Matter.objects.filter(pk__in=family - {matter}).order_by("opened_at")),
        links=links,
        records=load(end for one in links for end in one.ends),
    )


def references_of(*, actor: Actor, matters: Iterable[UUID]) -> dict[UUID, str]:
    """The references of those matters that the actor may see, in one query."""
    return dict(visible_matters(actor).filter(pk__in=list(matters)).values_list("pk", "reference"))


def merged_into(*, actor: Actor, matter: Matter) -> Matter | None:
    """The matter that a merged one is read with, when the actor may see it."""
    if matter.status != MatterStatus.MERGED:
        return None
    into = Link.objects.filter(source_id=matter.pk, kind=LinkKind.MERGED_INTO, retracted_at=None)
    return visible_matters(actor).filter(pk__in=into.values("target_id")).first()


def matters_merged_into(*, matter: UUID) -> frozenset[UUID]:
    """The ids of all matters that are read with this one, also those merged by steps."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE merged (id) AS (
                SELECT source_id FROM records_link
                WHERE target_id = %(into)s AND kind = %(kind)s AND retracted_at IS NULL
                UNION
                SELECT link.source_id FROM records_link AS link JOIN merged ON link.target_id = merged.id
                WHERE link.kind = %(kind)s AND link.retracted_at IS NULL
            ) SELECT id FROM merged
            """,
            {"into": matter, "kind": LinkKind.MERGED_INTO.value},
        )
        return frozenset(row[0] for row in cursor.fetchall())
