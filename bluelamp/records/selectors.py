"""What may be seen of records. Everything is filtered by the matters that the actor needs to know."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from bluelamp.access import services as access
from bluelamp.access.selectors import visible
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import check_reference
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.services import record
from bluelamp.records.enums import Basis, Category, LinkKind
from bluelamp.records.models import Link, Matter, Person, PersonVersion, Record, Vehicle
from bluelamp.records.policies import normalise_vrm
from bluelamp.records.search import search
from bluelamp.records.types import Born, Ref

Row = TypeVar("Row", bound=Record)
One = TypeVar("One", bound=Model)

READ = "records.record.read"
ADD = "records.record.add"
SEARCH_ALL = "records.person.search_all"
_OURS = "records."


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
    return _one(_matters(actor).filter(pk=matter), "There is no such matter, or you cannot see it.", "matter")


def find_by_reference(*, actor: Actor, reference: str) -> Matter:
    """The matter with this reference as somebody typed it. Raises ``Invalid``, ``NotFound``."""
    return _one(
        _matters(actor).filter(reference=check_reference(reference)),
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
        records=_load(end for one in links for end in one.ends),
    )


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


def find_people(
    *,
    actor: Actor,
    name: str,
    born: date | Born | None = None,
    limit: int = 20,
    everywhere: Purpose | None = None,
) -> list[Person]:
    """People whose name is like ``name``, misspelt, shortened or swapped as it may be; best first.

    Only those in matters the actor needs to know; with ``everywhere``, the purpose of looking further, all, when the
    actor's role may (``NotAllowed``). Such a search has its own entry on the ledger, also when it finds nobody.
    Raises ``Invalid`` for an empty or overlong name.
    """
    if everywhere is not None:
        access.check(actor=actor, action=SEARCH_ALL)
    links = None if everywhere is not None else visible_links(actor=actor)
    ids = search(name=name, born=born, links=links, limit=limit)
    if everywhere is not None:
        _tell_ledger(actor, everywhere, ids)
    found = Person.objects.in_bulk(ids)
    return [found[person] for person in ids]


def suggest_same_person(*, actor: Actor, person: UUID, limit: int = 5) -> list[Person]:
    """Others who may be the same human being, for somebody to decide with a ``same_as`` link. Never automatic."""
    this = person_by_id(actor=actor, person=person)
    name = f"{this.given} {this.family}".strip() or this.known_as
    alike = find_people(actor=actor, name=name, born=this.born, limit=limit + 20)
    said = Link.objects.filter(kind=LinkKind.SAME_AS, retracted_at=None)
    said = said.filter(source_id=person) | said.filter(target_id=person)
    known = {person} | {end.id for one in said for end in one.ends}
    return [other for other in alike if other.pk not in known][:limit]


def person_by_id(*, actor: Actor, person: UUID) -> Person:
    """One person, when in a matter that the actor needs to know. Raises ``NotFound``."""
    return _one(_seen(Person, actor).filter(pk=person), "There is no such person, or you cannot see them.", "person")


def history_of_person(*, actor: Actor, person: UUID) -> list[PersonVersion]:
    """What was recorded before each correction, latest first."""
    person_by_id(actor=actor, person=person)
    return list(PersonVersion.objects.filter(person_id=person).order_by("-version"))


def find_vehicle(*, actor: Actor, vrm: str) -> list[Vehicle]:
    """Vehicles with this registration mark in any spacing, O and 0 and I and 1 taken for each other."""
    seen = normalise_vrm(vrm).translate(str.maketrans("OI", "01"))
    return list(_seen(Vehicle, actor).filter(vrm_seen=seen).exclude(vrm="").order_by("-recorded_at"))


def visible_links(*, actor: Actor, action: str = READ) -> "QuerySet[Link]":
    """The links in matters where the actor may do ``action``: what every search goes through."""
    return visible(Link.objects.filter(retracted_at=None), actor=actor, action=action, state_field="matter__status")


def victims_in(*, actor: Actor, matter: UUID) -> list[UUID]:
    """The ids of the people it happened to, as far as the actor may see the matter; the first that was named first."""
    links = visible_links(actor=actor).filter(matter_id=matter, kind=LinkKind.VICTIM_OF)
    return list(links.order_by("said_at", "id").values_list("source_id", flat=True))


def is_in_matter(*, actor: Actor, record: UUID, matter: UUID) -> bool:
    """Whether a person, place or thing stands in a matter that the actor may add to."""
    return visible_links(actor=actor, action=ADD).filter(source_id=record, matter_id=matter).exists()


def may_link(*, actor: Actor, ref: Ref) -> bool:
    """Whether the actor may tie something to this record: it is in a matter of theirs, or they may find anybody.

    Matters and the records of other rooms are for the caller to check.
    """
    if not ref.label.startswith(_OURS) or ref.label == Matter._meta.label_lower:
        return True
    if ref.label == Person._meta.label_lower and access.allowed(actor=actor, action=SEARCH_ALL):
        return True
    return visible_links(actor=actor, action="records.record.add").filter(source_id=ref.id).exists()


def _tell_ledger(actor: Actor, purpose: Purpose, people: list[UUID]) -> None:
    with transaction.atomic():
        record(
            actor=actor,
            act=Act.CONSULTATION,
            action=SEARCH_ALL,
            subjects=[str(Ref(Person._meta.label_lower, person)) for person in people],
            purpose=purpose,
        )


def _seen(model: type[Row], actor: Actor) -> "QuerySet[Row]":
    return model._default_manager.filter(Exists(visible_links(actor=actor).filter(source_id=OuterRef("pk"))))


def _matters(actor: Actor) -> "QuerySet[Matter]":
    return visible(
        Matter.objects.all(), actor=actor, action="records.matter.read", matter_field="id", state_field="status"
    )


def _one(queryset: "QuerySet[One]", missing: str, field: str) -> "One":
    found = queryset.first()
    if found is None:
        raise NotFound(missing, field=field)
    return found


def _load(ends: Iterable[Ref]) -> dict[Ref, Record]:
    by_label: dict[str, set[UUID]] = defaultdict(set)
    for end in ends:
        by_label[end.label].add(end.id)
    found: dict[Ref, Record] = {}
    for label, ids in sorted(by_label.items()):
        if label.startswith(_OURS) and label != Matter._meta.label_lower:
            rows = apps.get_model(label)._default_manager.filter(pk__in=ids)
            found |= {Ref(label, row.pk): row for row in rows}
    return found
