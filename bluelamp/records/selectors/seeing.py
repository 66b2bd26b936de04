"""Whether somebody may see a record at all: it stands in a matter that they need to know."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from bluelamp.access import services as access
from bluelamp.access.selectors import visible
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.records.enums import LinkKind
from bluelamp.records.models import Link, Matter, Person, Record
from bluelamp.records.types import Ref

Row = TypeVar("Row", bound=Record)
One = TypeVar("One", bound=Model)

READ = "records.record.read"
ADD = "records.record.add"
CORRECT = "records.record.correct"
SEARCH_ALL = "records.person.search_all"
_OURS = "records."


def visible_links(*, actor: Actor, action: str = READ) -> "QuerySet[Link]":
    """The links in matters where the actor may do ``action``: what every search goes through."""
    return visible(Link.objects.filter(retracted_at=None), actor=actor, action=action, state_field="matter__status")


def victims_in(*, actor: Actor, matter: UUID) -> list[UUID]:
    """The ids of the people it happened to, as far as the actor may see the matter; the first that was named first."""
    links = visible_links(actor=actor).filter(matter_id=matter, kind=LinkKind.VICTIM_OF)
    return list(links.order_by("said_at", "id").values_list("source_id", flat=True))


def those_in_matter(*, actor: Actor, records: Iterable[UUID], matter: UUID) -> set[UUID]:
    """Which of these people, places and things stand in a matter that the actor may add to."""
    links = Link.objects.filter(source_id__in=list(records), matter_id=matter, retracted_at=None)
    found = list(links.values_list("source_id", "matter__status"))
    if not found or not access.allowed(actor=actor, action=ADD, state=found[0][1], matter=matter):
        return set()
    return {source for source, _status in found}


def may_link(*, actor: Actor, ref: Ref) -> bool:
    """Whether the actor may tie something to this record: it is in a matter of theirs, or they may find anybody.

    Matters and the records of other rooms are for the caller to check.
    """
    if not ref.label.startswith(_OURS) or ref.label == Matter._meta.label_lower:
        return True
    if ref.label == Person._meta.label_lower and access.allowed(actor=actor, action=SEARCH_ALL):
        return Person.objects.filter(pk=ref.id).exists()
    return _stands_in_theirs(actor, ref)


def lies_beyond(*, actor: Actor, ref: Ref) -> bool:
    """Whether the actor knows of a person by looking further alone: to tie them is to see them, and is said why."""
    return ref.label == Person._meta.label_lower and not _stands_in_theirs(actor, ref)


def _stands_in_theirs(actor: Actor, ref: Ref) -> bool:
    return visible_links(actor=actor, action=ADD).filter(source_id=ref.id).exists()


def may_correct(*, actor: Actor, person: UUID) -> bool:
    """Whether a description is the actor's to put right: they recorded it, or somebody else brought it to their work.

    What they brought there themselves is for them to read: others, whom they do not know, rely on what it says.
    """
    ties = visible_links(actor=actor, action=CORRECT).filter(source_id=person)
    theirs = Person.objects.filter(pk=person, recorded_by=actor.id)
    return ties.exclude(recorded_by=actor.id).exists() or theirs.exists()


def may_see(*, actor: Actor, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of some records whose page the actor may open, in one query."""
    wanted = set(ids)
    ends = visible_links(actor=actor).filter(Q(source_id__in=wanted) | Q(target_id__in=wanted))
    return frozenset(end for pair in ends.values_list("source_id", "target_id") for end in pair) & wanted


def seen(model: type[Row], actor: Actor) -> "QuerySet[Row]":
    """The records of one kind that the actor may see: at either end of a link in a matter that they need to know."""
    mine = visible_links(actor=actor)
    return model._default_manager.filter(
        Exists(mine.filter(source_id=OuterRef("pk"))) | Exists(mine.filter(target_id=OuterRef("pk")))
    )


def visible_matters(actor: Actor, action: str = "records.matter.read") -> "QuerySet[Matter]":
    """The matters where the actor may do ``action``."""
    return visible(Matter.objects.all(), actor=actor, action=action, matter_field="id", state_field="status")


def one(queryset: "QuerySet[One]", missing: str, field: str) -> "One":
    """The first row; raises ``NotFound`` with the sentence ``missing``."""
    found = queryset.first()
    if found is None:
        raise NotFound(missing, field=field)
    return found


def load(ends: Iterable[Ref]) -> dict[Ref, Record]:
    """The records of this room at these ends, in one query for each kind. The caller knows that they may be seen."""
    by_label: dict[str, set[UUID]] = defaultdict(set)
    for end in ends:
        by_label[end.label].add(end.id)
    found: dict[Ref, Record] = {}
    for label, ids in sorted(by_label.items()):
        if label.startswith(_OURS) and label != Matter._meta.label_lower:
            rows = apps.get_model(label)._default_manager.filter(pk__in=ids)
            found |= {Ref(label, row.pk): row for row in rows}
    return found
