"""One queue of all that waits, whatever it is: the riskiest first, of equals whoever is there now, then the oldest,
with the reason shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator

from bluelamp.access.selectors import names_of
from bluelamp.contact.escalation import late_after, whom
from bluelamp.contact.selectors import escalations
from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.desk.contact.sources import Line, Source, sources

if TYPE_CHECKING:
    from bluelamp.contact.models import Escalation

PER_PAGE = 50


class Place(NamedTuple):
    """Somebody who waits: where in the queue, and which source knows more."""

    at: Waiting
    source: Source
    escalations: "tuple[Escalation, ...]" = ()

    @property
    def order(self) -> tuple[str, int, datetime, UUID]:
        return self.at.risk, -self.at.ahead, self.at.since, self.at.id


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see of it; empty is everything. ``whose``: mine, nobody's, or escalated to whoever."""

    kind: str = ""
    risk: str = ""
    whose: str = ""

    def fits(self, place: Place, actor: Actor) -> bool:
        who = place.at.taken_by
        return (
            self.kind in ("", place.source.name)
            and self.risk in ("", place.at.risk)
            and (self.whose != "mine" or who == actor.id)
            and (self.whose != "nobody" or who is None)
            and (self.whose != "escalated" or bool(place.escalations))
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row to show. ``key`` stays the same for the same thing; ``late`` when somebody should have been told."""

    key: str
    line: Line
    source: Source
    taken_by: str
    late: bool = False
    escalated: "Escalated | None" = None


@dataclass(frozen=True, slots=True)
class Escalated:
    """The highest rule that was reached: before whom, since when, and who has seen it."""

    id: UUID
    whom: str
    at: datetime
    seen_by: str


def places(*, actor: Actor) -> list[Place]:
    """Everything that waits, in order. One query for each source and one more; ids and codes alone."""
    raised = escalations(actor=actor)
    found = (Place(at, source, raised.get(at.id, ())) for source in sources() for at in source.waiting(actor=actor))
    return sorted(found, key=lambda place: place.order)


def page_of(found: Iterable[Place], *, actor: Actor, wanted: Wanted, number: object = 1) -> "Page[Place]":
    """One page of what is wanted; the last one for a number that is too large."""
    fitting = [place for place in found if wanted.fits(place, actor)]
    return Paginator(fitting, PER_PAGE).get_page(number)  # type: ignore[arg-type]  # Django takes whatever was typed


def rows(page: Iterable[Place], *, actor: Actor) -> list[Row]:
    """The rows of one page: so many queries as there are kinds on it. What was dealt with meanwhile is left out."""
    on_page = list(page)
    people = {place.at.taken_by for place in on_page} | {one.seen_by for place in on_page for one in place.escalations}
    names = names_of(users={who for who in people if who})
    lines, at = _lines(on_page, actor), now()
    return [
        Row(
            key=f"{place.source.label.replace('.', '-')}-{place.at.id}",
            line=lines[place.at.id],
            source=place.source,
            taken_by=names.get(place.at.taken_by, "") if place.at.taken_by else "",
            late=at - place.at.since >= late_after(place.at.risk),
            escalated=_escalated(place, names),
        )
        for place in on_page
        if place.at.id in lines
    ]


def first(*, actor: Actor) -> Row | None:
    """What to do next: the first that nobody has, or that is the actor's own."""
    free = [place for place in places(actor=actor) if place.at.taken_by in (None, actor.id)]
    return next(iter(rows(free[:1], actor=actor)), None)


def _escalated(place: Place, names: Mapping[UUID, str]) -> Escalated | None:
    if not place.escalations:
        return None
    last = place.escalations[-1]
    return Escalated(last.id, whom(last.rule), last.raised_at, names.get(last.seen_by, "") if last.seen_by else "")


def _lines(on_page: Iterable[Place], actor: Actor) -> Mapping[UUID, Line]:
    ids: defaultdict[str, set[UUID]] = defaultdict(set)
    for place in on_page:
        ids[place.source.name].add(place.at.id)
    found: dict[UUID, Line] = {}
    for source in sources():
        if ids[source.name]:
            found |= source.lines(actor=actor, ids=ids[source.name])
    return found
