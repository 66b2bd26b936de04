"""One search through people, places, things and ways to reach people: what fits, why, and where it stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from bluelamp.access import services as access
from bluelamp.access.permissions import rows_for
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid
from bluelamp.ledger.enums import Purpose
from bluelamp.records import matching
from bluelamp.records.enums import LinkKind
from bluelamp.records.models import ContactPoint, Link, Matter, NameKey, Person, Record
from bluelamp.records.search import search
from bluelamp.records.selectors import things
from bluelamp.records.selectors.people import look_further
from bluelamp.records.selectors.seeing import READ, may_see, visible_links
from bluelamp.records.types import Question

SEARCH = "records.record.search"
MOST = 20  # of each kind
_SHOWN = 3  # matters of a hit that are named
_ALIKE = 0.5  # below, names have little in common
_SAME_STREET = 0.6  # the threshold of pg_trgm's own word similarity


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, why it was found, and how it stands to the latest of the matters that the actor may see it in.

    ``matters`` is how many such matters there are. Not ``visible``: the actor looked further than those, and may
    know no more than who it is.
    """

    record: Record
    why: tuple[str, ...]
    links: tuple[Link, ...]
    matters: int
    visible: bool


@dataclass(frozen=True, slots=True)
class Found:
    """``full`` when there may be more than is shown."""

    hits: tuple[Hit, ...]
    full: bool


@dataclass(slots=True)
class _Gathered:
    """What was found so far: each record once, with every reason."""

    records: dict[UUID, Record] = field(default_factory=dict)
    why: dict[UUID, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, record: Record, *why: str) -> None:
        self.records[record.pk] = record
        self.why[record.pk] += [words for words in why if words and words not in self.why[record.pk]]


def must_say_why(*, actor: Actor) -> bool:
    """Whether every search of theirs needs a purpose: the table lets them see every matter, so any goes beyond
    their own."""
    rows = [row for row in rows_for(READ) if row.roles & actor.roles]
    return any(not row.relations and not row.states for row in rows)


def find(*, actor: Actor, question: Question, everywhere: Purpose | None = None, reason: str = "") -> Found:
    """What fits any part of the question, people first; those with the most reasons first.

    In matters that the actor may see; with ``everywhere``, the purpose of looking further, people in all. Raises
    ``NotAllowed``, ``Invalid`` naming the field. As many queries however much is found.
    """
    access.check(actor=actor, action=SEARCH)
    if not question:
        raise Invalid(_("Enter something to look for."), field="q")
    if everywhere is not None:
        look_further(actor, everywhere, reason)
    elif must_say_why(actor=actor):
        raise Invalid(_("Choose what you are looking for this for. You can see every matter."), field="purpose")
    people = _people(actor, question, everywhere=everywhere is not None)
    others = _others(actor, question)
    ordered = sorted(people.records, key=lambda one: -len(people.why[one])) + list(others.records)
    gathered = {**people.records, **others.records}
    why = {**people.why, **others.why}
    links, counts = _standing(actor, ordered)
    known = frozenset(ordered) if everywhere is None else others.records.keys() | may_see(actor=actor, ids=ordered)
    hits = tuple(
        Hit(gathered[one], tuple(why[one]), tuple(links[one]), counts.get(one, 0), one in known) for one in ordered
    )
    return Found(hits, full=any(_count(hits, kind) >= MOST for kind in {type(hit.record) for hit in hits}))


def _people(actor: Actor, question: Question, *, everywhere: bool) -> _Gathered:
    found, links = _Gathered(), None if everywhere else visible_links(actor=actor)
    named = _named(question, links)
    reached = _reached(question, links)
    rows = Person.objects.in_bulk({*named, *reached})
    for one in dict.fromkeys([*named, *reached]):
        person = rows[one]
        if one in named and question.name:
            found.add(person, *matching.why_name(question.name, _names(person)))
        if one in named and question.born:
            found.add(person, matching.why_born(question.born, person.born))
        if one in reached:
            found.add(person, _("Uses this number or address"))
    return found


def _named(question: Question, links: "QuerySet[Link] | None") -> list[UUID]:
    if question.name:
        return search(name=question.name, born=question.born, links=links, limit=MOST, least=_ALIKE)
    if question.born is None:
        return []
    keys = NameKey.objects.filter(born_from=question.born.earliest, born_to=question.born.latest)
    if links is not None:
        keys = keys.filter(person_id__in=links.values("source_id"))
    return list(keys.order_by("person_id").values_list("person_id", flat=True).distinct()[:MOST])


def _reached(question: Question, links: "QuerySet[Link] | None") -> set[UUID]:
    """Those who use a telephone number or an email address."""
    if not question.contact:
        return set()
    uses = Link.objects.filter(retracted_at=None) if links is None else links
    reached = ContactPoint.objects.filter(value=question.contact).values("pk")
    uses = uses.filter(kind=LinkKind.USES, source_label=Person._meta.label_lower, target_id__in=reached)
    return set(uses.order_by("-said_at").values_list("source_id", flat=True)[:MOST])


def _others(actor: Actor, question: Question) -> _Gathered:
    found = _Gathered()
    if question.contact:
        _gather(found, things.contacts(actor, question.contact)[:MOST], _("The same number or address"))
    if question.place or question.postcode:
        for place in things.places(actor, words=question.place, postcode=question.postcode)[:MOST]:
            found.add(
                place,
                _("The same postcode") if question.postcode else "",
                _("Address like what you typed") if getattr(place, "alike", 0) >= _SAME_STREET else "",
            )
    if question.mark:
        for vehicle in things.vehicles(actor, question.mark)[:MOST]:
            exact = vehicle.vrm == question.mark
            found.add(vehicle, _("The same mark") if exact else _("The same mark, if O is 0 and I is 1"))
    if question.number:
        _gather(found, things.property_numbered(actor, question.number)[:MOST], _("The same number"))
    return found


def _gather(found: _Gathered, records: Iterable[Record], why: str) -> None:
    for record in records:
        found.add(record, why)


def _standing(actor: Actor, ids: list[UUID]) -> tuple[dict[UUID, list[Link]], dict[UUID, int]]:
    """How each record stands to its latest matters, and in how many it stands. Only what is shown is loaded."""
    mine = visible_links(actor=actor).filter(source_id__in=ids, target_label=Matter._meta.label_lower)
    latest = Window(RowNumber(), partition_by=F("source_id"), order_by=[F("said_at").desc(), F("id").desc()])
    links: dict[UUID, list[Link]] = defaultdict(list)
    for link in mine.alias(place=latest).filter(place__lte=_SHOWN).select_related("matter").order_by("-said_at"):
        links[link.source_id].append(link)
    counts = mine.order_by().values("source_id").annotate(n=Count("matter_id", distinct=True))
    return links, {row["source_id"]: row["n"] for row in counts}


def _names(person: Person) -> matching.Named:
    return matching.Named(person.given, person.family, person.known_as)


def _count(hits: Iterable[Hit], kind: type[Record]) -> int:
    return sum(isinstance(hit.record, kind) for hit in hits)
