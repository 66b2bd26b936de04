"""One record with everything that the actor may know of it.

What lies in matters that the actor has no need to know is never loaded, and never counted. That somebody has *another*
matter says that they are a suspect, a victim or a source somewhere, and a number that grows says when: so nobody is
told “2 more that you cannot see”, and a page looks the same whether there is more or nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.records.enums import Basis, Category, LinkKind
from bluelamp.records.models import Link, Matter, Person, PersonVersion, Record
from bluelamp.records.selectors.people import suggest_same_person
from bluelamp.records.selectors.seeing import load, may_correct, one, seen, visible_links, visible_matters
from bluelamp.records.selectors.things import others_like
from bluelamp.records.types import Ref

_MOST_ALIKE = 5
_STEPS = 4  # of “same as” that are followed: one query each, and nobody says so of more


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record, those said to be the same, and how they stand to what else the actor may see.

    ``links`` are in the order in which they were said; ``alike`` may be the same and nobody has decided; ``versions``
    are what was corrected, the latest first. ``add`` and ``correct`` are the matters where the actor may do so.
    """

    record: Record
    same: tuple[Record, ...]
    links: tuple[Link, ...]
    records: dict[Ref, Record]
    matters: dict[UUID, Matter]
    alike: tuple[Record, ...]
    versions: tuple[PersonVersion, ...]
    add: frozenset[UUID]
    correct: frozenset[UUID]
    may_describe: bool  # whether the description is the actor's to put right

    def in_matters(self, category: Category | None) -> list[Link]:
        """How the record stands to matters, in one category of s.38(3), or in none: never mixed."""
        label = Matter._meta.label_lower
        return [one for one in self.links if one.target_label == label and one.category == (category or "")]

    @property
    def to_records(self) -> list[Link]:
        """How it stands to other records, without what says that two are the same."""
        label = Matter._meta.label_lower
        return [one for one in self.links if one.target_label != label and one.kind != LinkKind.SAME_AS]

    @property
    def sameness(self) -> list[Link]:
        return [one for one in self.links if one.kind == LinkKind.SAME_AS]


def facts(links: Iterable[Link]) -> list[Link]:
    """Kept apart from opinions: Data Protection Act 2018, s.38(2)."""
    return [one for one in links if one.basis == Basis.FACT]


def record_view(*, actor: Actor, ref: Ref) -> RecordView:
    """Raises ``NotFound`` just as for a record that does not exist. As many queries however much there is."""
    record = record_by_ref(actor=actor, ref=ref)
    cluster, mine = _same(actor, ref.id), visible_links(actor=actor)
    of_it = mine.filter(Q(source_id__in=cluster) | Q(target_id__in=cluster)).select_related("matter")
    links = tuple(of_it.order_by("said_at", "id"))
    records = load({end for link in links for end in link.ends} | {Ref(ref.label, other) for other in cluster})
    matters = {link.matter_id: link.matter for link in links}
    return RecordView(
        record=record,
        same=tuple(records[Ref(ref.label, other)] for other in sorted(cluster - {ref.id})),
        links=links,
        records=records,
        matters=matters,
        alike=_alike(actor, record, cluster),
        versions=tuple(PersonVersion.objects.filter(person_id=ref.id, matter__in=matters).order_by("-version"))
        if isinstance(record, Person)
        else (),
        add=matters_where(actor=actor, action="records.record.add", among=matters),
        correct=matters_where(actor=actor, action="records.record.correct", among=matters),
        may_describe=isinstance(record, Person) and may_correct(actor=actor, person=ref.id),
    )


def record_by_ref(*, actor: Actor, ref: Ref) -> Record:
    """A person, place, thing or contact point that the actor may see. Raises ``NotFound``."""
    missing = "There is no such record, or you cannot see it."
    model = apps.get_model(ref.label)
    if not issubclass(model, Record):
        raise NotFound(missing, field="record")
    return one(seen(model, actor).filter(pk=ref.id), missing, "record")


def matters_of(*, actor: Actor, ids: Iterable[UUID], action: str) -> list[Matter]:
    """The matters that hold one of some records and where the actor may do ``action``, the latest first."""
    ends = visible_links(actor=actor, action=action).filter(source_id__in=list(ids))
    return list(Matter.objects.filter(pk__in=ends.values("matter_id")).order_by("-opened_at"))


def link_by_id(*, actor: Actor, link: UUID) -> tuple[Link, dict[Ref, Record]]:
    """A link that still stands, with the records at its ends. Raises ``NotFound``."""
    found = one(
        visible_links(actor=actor).filter(pk=link).select_related("matter"),
        "There is no such link, it was taken back, or you cannot see it.",
        "link",
    )
    return found, load(found.ends)


def matters_where(*, actor: Actor, action: str, among: Iterable[UUID]) -> frozenset[UUID]:
    """Those of some matters where the actor may do ``action``, in one query."""
    return frozenset(visible_matters(actor, action).filter(pk__in=list(among)).values_list("pk", flat=True))


def _same(actor: Actor, this: UUID) -> set[UUID]:
    """The record and those said to be the same as it, or as one of those, where the actor may see who said so."""
    known, fresh = {this}, {this}
    said = visible_links(actor=actor).filter(kind=LinkKind.SAME_AS)
    for _step in range(_STEPS):
        ends = said.filter(Q(source_id__in=fresh) | Q(target_id__in=fresh)).values_list("source_id", "target_id")
        fresh = {end for pair in ends for end in pair} - known
        known |= fresh
        if not fresh:
            break
    return known


def _alike(actor: Actor, record: Record, known: set[UUID]) -> tuple[Record, ...]:
    if isinstance(record, Person):
        found: Iterable[Record] = suggest_same_person(actor=actor, person=record.pk, limit=_MOST_ALIKE)
    else:
        others = others_like(actor, record)
        found = () if others is None else others.exclude(pk__in=known)[:_MOST_ALIKE]
    return tuple(other for other in found if other.pk not in known)
