"""What was taken, lost or found in a matter, as it was said: for whoever works on it, and for whoever said so."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.selectors import visible
from bluelamp.core.actor import Actor
from bluelamp.records.enums import LinkKind
from bluelamp.records.models import Link, Matter, PropertyItem, Record, Vehicle
from bluelamp.records.selectors.seeing import load, one, visible_links
from bluelamp.records.types import Ref, Thing

GONE = (LinkKind.STOLEN_IN, LinkKind.LOST_IN, LinkKind.FOUND_IN)
_THINGS = (PropertyItem._meta.label_lower, Vehicle._meta.label_lower)


def things_of_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Thing]:
    """Those of some matters that the actor may see, in the order in which they were said. Three queries."""
    return _things(visible_links(actor=actor).filter(matter_id__in=matters))


def things_said_in(*, actor: Actor, matter_id: UUID, source: str) -> list[Thing]:
    """Those that one source named, such as ``contact.report:…``: what its sender knows, and nothing beside it."""
    links = visible(Link.objects.filter(retracted_at=None), actor=actor, action="records.thing.follow")
    return _things(links.filter(matter_id=matter_id, said_in=source))


def thing(*, actor: Actor, link_id: UUID) -> Thing:
    """One of them. Raises ``NotFound``."""
    found = visible_links(actor=actor).filter(pk=link_id, kind__in=GONE, source_label__in=_THINGS)
    return _things([one(found, "There is no such thing, or you cannot see it.", "thing")])[0]


def _things(links: "QuerySet[Link] | list[Link]") -> list[Thing]:
    if isinstance(links, QuerySet):
        links = list(
            links.filter(kind__in=GONE, source_label__in=_THINGS, target_label=Matter._meta.label_lower).order_by(
                "said_at", "id"
            )
        )
    records = load(link.source for link in links)
    return [_thing(link, records[link.source]) for link in links]


def _thing(link: Link, found: Record) -> Thing:
    number = found.serial_number or found.imei if isinstance(found, PropertyItem) else getattr(found, "vin", "")
    return Thing(
        link_id=link.pk,
        matter_id=link.matter_id,
        ref=Ref(link.source_label, link.source_id),
        title=found.title,
        number=number,
        how=LinkKind(link.kind),
    )
