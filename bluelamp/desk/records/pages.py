"""What the pages of a record and of a matter bring together from the rooms, for whoever looks."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.access.selectors import names_of
from bluelamp.access.services import allowed, may_ever
from bluelamp.contact import selectors as contact
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.places.ground import districts
from bluelamp.desk.records.addresses import NOUNS, address_of, kind_of
from bluelamp.desk.records.sources import Source, people_in, source_of
from bluelamp.evidence import selectors as evidence
from bluelamp.incidents import selectors as incidents
from bluelamp.intelligence import selectors as intelligence
from bluelamp.investigations import selectors as investigations
from bluelamp.records import selectors, timeline
from bluelamp.records.enums import Category
from bluelamp.records.types import Ref

if TYPE_CHECKING:
    from bluelamp.records.models import Link, Record

Row = TypeVar("Row")
_ADD, _CORRECT, _MERGE = "records.record.add", "records.record.correct", "records.matter.merge"
# In the order in which they are shown; the law's categories are never mixed: Data Protection Act 2018, s.38(3).
CATEGORIES = (Category.VICTIM, Category.WITNESS, Category.SUSPECT, Category.CONVICTED)


class Reader:
    """What the templates ask while they write: addresses, sources and names, with nothing more to be read."""

    def __init__(self, actor: Actor, names: Mapping[UUID, str], openable: frozenset[UUID] | None = None) -> None:
        self._actor, self._names, self._openable = actor, names, openable

    def href(self, ref: Ref) -> str:
        """The page of a thing, when this reader may open it."""
        if kind_of(ref) and self._openable is not None and ref.id not in self._openable:
            return ""
        return address_of(actor=self._actor, ref=ref)

    def kind(self, ref: Ref) -> str:
        return kind_of(ref)

    def source(self, link: "Link") -> Source:
        return source_of(link.said_in, actor=self._actor, names=self._names)

    def name(self, who: UUID | None) -> str:
        return self._names.get(who, "") if who else ""


def record_page(*, actor: Actor, ref: Ref) -> dict[str, Any]:
    """The context of a record's page."""
    view = selectors.record_view(actor=actor, ref=ref)
    happened = timeline.of_record(actor=actor, view=view)
    known = _names(view.links, happened, {version.replaced_by for version in view.versions})
    return {
        "view": view,
        "record": view.record,
        "ref": ref,
        "kind": kind_of(ref),
        "noun": NOUNS[kind_of(ref)],
        "happened": happened,
        "categories": CATEGORIES,
        "features": _on_the_map(view.record),
        "areas": districts(),
        "reader": Reader(actor, known),
        "sees_all": selectors.must_say_why(actor=actor),
    }


def matter_page(*, actor: Actor, matter_id: UUID) -> dict[str, Any]:
    """The context of a matter's page; whoever may see it but nobody in it gets its outside and its timeline."""
    matter = selectors.matter_by_id(actor=actor, matter=matter_id)
    view = _if_allowed(lambda: selectors.matter_with_links(actor=actor, matter=matter_id, retracted=True))
    happened = timeline.of_matter(actor=actor, matter=matter_id)
    links = view.links if view else ()
    openable = selectors.may_see(actor=actor, ids={end.id for link in links for end in link.ends})
    names = _names(links, happened, {matter.owner_id} if matter.owner_id else set())
    return {
        "matter": matter,
        "into": selectors.merged_into(actor=actor, matter=matter),
        "view": view,
        "rooms": under_matter(actor, matter_id),
        "happened": happened,
        "categories": CATEGORIES,
        "reader": Reader(actor, names, openable),
        "nouns": NOUNS,
        "can_add": view is not None and allowed(actor=actor, action=_ADD, state=matter.status, matter=matter_id),
        "can_correct": allowed(actor=actor, action=_CORRECT, state=matter.status, matter=matter_id),
        "can_merge": allowed(actor=actor, action=_MERGE),
    }


def matter_card(*, actor: Actor, matter_id: UUID) -> dict[str, Any] | None:
    """A matter with its people and places in short, for the pages of other rooms; None for whoever may not see it."""
    view = _if_allowed(lambda: selectors.matter_with_links(actor=actor, matter=matter_id))
    if view is None:
        return None
    openable = selectors.may_see(actor=actor, ids={ref.id for ref in view.records})
    talks = allowed(actor=actor, action="conversations.message.read", matter=matter_id)
    return {"view": view, "categories": CATEGORIES, "reader": Reader(actor, {}, openable), "talks": talks}


def _if_allowed(read: Callable[[], Row]) -> Row | None:
    try:
        return read()
    except (NotAllowed, NotFound):
        return None


def _names(links: Iterable["Link"], happened: Iterable[timeline.Entry], more: set[UUID]) -> dict[UUID, str]:
    """Everybody of the force who is named on the page, in one query."""
    links = list(links)
    wrote = {link.recorded_by for link in links} | {link.retracted_by for link in links if link.retracted_by}
    did = {entry.by for entry in happened if entry.by}
    return names_of(users=wrote | did | more | people_in(link.said_in for link in links))


def under_matter(actor: Actor, matter: UUID) -> list[dict[str, Any]]:
    """What the rooms keep under this matter and the actor may see."""
    reads: tuple[tuple[str, str, Callable[[], list[Any]]], ...] = (
        (_("Report"), "contact.report.read", lambda: contact.reports_for_matter(actor=actor, matter_id=matter)),
        (
            _("Incident"),
            "incidents.incident.read",
            lambda: incidents.incidents_for_matter(actor=actor, matter_id=matter),
        ),
        (
            _("Crime"),
            "investigations.crime.read",
            lambda: investigations.crimes_for_matter(actor=actor, matter_id=matter),
        ),
        (
            _("Case"),
            "investigations.case.read",
            lambda: investigations.cases_for_matters(actor=actor, matters=[matter]),
        ),
        (_("Exhibit"), "evidence.exhibit.read", lambda: evidence.exhibits_for_matter(actor=actor, matter_id=matter)),
        (
            _("Intelligence"),
            "intelligence.report.read",
            lambda: intelligence.reports_for_matter(actor=actor, matter_id=matter),
        ),
    )
    return [
        {"noun": noun, "ref": Ref.of(row), "row": row}
        for noun, action, read in reads
        if may_ever(actor=actor, action=action)
        for row in read()
    ]


def _on_the_map(record: "Record") -> dict[str, Any]:
    """A place as a point; anything else is nowhere."""
    position = getattr(record, "position", None)
    if position is None:
        return {"type": "FeatureCollection", "features": []}
    properties = {"id": "place", "name": record.title, "tone": "info"}
    point = {"type": "Point", "coordinates": [position.longitude, position.latitude]}
    feature = {"type": "Feature", "geometry": point, "properties": properties}
    return {"type": "FeatureCollection", "features": [feature]}
