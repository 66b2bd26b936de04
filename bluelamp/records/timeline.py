"""What happened in a matter, room by room, in one list.

A room above adds its entries when its app is ready: ``timeline.register("incidents", provider)``. Nothing here
knows which rooms there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor
from bluelamp.records import selectors
from bluelamp.records.models import Link, Matter
from bluelamp.records.selectors import RecordView
from bluelamp.records.types import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. ``text`` is translated, plain and names nobody the reader may not know; ``url`` leads further."""

    at: datetime
    text: str
    by: UUID | None = None
    subject: Ref | None = None
    url: str = ""
    room: str = ""


class Provider(Protocol):
    """Gives a room's entries for a matter and those merged into it, in a fixed number of queries.

    The actor may see the matter; whether they may see each entry is for the provider.
    """

    def __call__(self, *, actor: Actor, matters: frozenset[UUID]) -> Iterable[Entry]: ...


_providers: dict[str, Provider] = {}


def register(room: str, provider: Provider) -> None:
    """Show a room's entries in every matter. Raises ``ValueError`` when another provider has the name."""
    if _providers.setdefault(room, provider) is not provider:
        raise ValueError(f"{room} already has a timeline provider.")


def of_matter(*, actor: Actor, matter: UUID) -> list[Entry]:
    """Every room's entries, earliest first. Raises ``NotFound`` when the actor may not see the matter."""
    selectors.matter_by_id(actor=actor, matter=matter)
    return _sorted(_told(actor, selectors.matters_merged_into(matter=matter) | {matter}))


def of_record(*, actor: Actor, view: RecordView) -> list[Entry]:
    """What was said about a record and what happened in its matters, earliest first, as far as ``view`` reaches."""
    corrected = (
        Entry(
            at=version.replaced_at,
            text=_("Description corrected: %s") % version.reason,
            by=version.replaced_by,
            subject=Ref.of(view.record),
            room="records",
        )
        for version in view.versions
    )
    said = (_said(view, link) for link in view.links)
    return _sorted([*_told(actor, frozenset(view.matters)), *said, *corrected])


def _said(view: RecordView, link: Link) -> Entry:
    """A link, from its source: “Ann Example: victim of CR-26-…”."""
    source, target = view.records.get(link.source), view.records.get(link.target)
    other = link.matter.reference if link.target == Ref.of(link.matter) else target.title if target else ""
    words = {"who": source.title if source else "", "how": link.get_kind_display().lower(), "what": other}
    subject = link.source if link.target == Ref.of(view.record) else link.target
    text = _("%(who)s: %(how)s %(what)s") % words
    return Entry(at=link.said_at, text=text.strip(), by=link.recorded_by, subject=subject, room="records")


def _told(actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    for room, provider in _providers.items():
        for entry in provider(actor=actor, matters=matters):
            yield replace(entry, room=room)


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.at)


def _matters(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:  # noqa: ARG001 - a matter names nobody
    for matter in Matter.objects.filter(pk__in=matters):
        subject = Ref.of(matter)
        yield Entry(at=matter.opened_at, text=_("Matter %s was opened") % matter.reference, subject=subject)
        if matter.closed_at is not None:
            yield Entry(at=matter.closed_at, text=_("Matter %s was closed") % matter.reference, subject=subject)


register("records", _matters)
