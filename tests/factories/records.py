"""Matters and what is in them, invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.core.places.grid import Position
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from bluelamp.records import services
from bluelamp.records.enums import LinkKind, MatterKind
from bluelamp.records.models import Matter, Person, Place, Vehicle
from bluelamp.records.types import Born, PersonDetails, PersonRow, PlaceDetails, Provenance, VehicleDetails

BIRMINGHAM = Position(52.4796, -1.9026)


@contextmanager
def looking(actor: Actor) -> Iterator[Actor]:
    """Personal data may be read inside, as it would be through a page."""
    with reading(actor=actor, purpose=Purpose.INVESTIGATION, action="records.record.read"):
        yield actor


def said(source: str = "999") -> Provenance:
    """Where a statement comes from, when a test does not care."""
    return Provenance(source=source)


def open_matter(actor: Actor, title: str = "Burglary in a dwelling") -> Matter:
    """A matter that only ``actor``, and whoever oversees everything, needs to know."""
    return services.open_matter(actor=actor, kind=MatterKind.REPORT, title=title)


def person(
    actor: Actor,
    matter: Matter,
    name: str = "Ann Example",
    *,
    born: date | None = None,
    known_as: str = "",
    kind: LinkKind = LinkKind.MENTIONED_IN,
) -> Person:
    """Somebody called ``name`` (the last word is the family's) in a matter."""
    given, _, family = name.rpartition(" ")
    details = PersonDetails(given=given, family=family, known_as=known_as, born=Born.on(born) if born else None)
    return services.add_person(actor=actor, matter=matter.id, details=details, provenance=said(), kind=kind)


def crowd(matter: Matter, names: str) -> None:
    """Everybody in ``names``, with commas between, mentioned in a matter; loaded at once."""
    rows = []
    for name in names.split(","):
        given, _, family = name.strip().rpartition(" ")
        rows.append(PersonRow(details=PersonDetails(given=given, family=family), id=new_id(), matter=matter.id))
    services.add_people_bulk(actor=Actor.job("test"), rows=rows, source="test")


def place(actor: Actor, matter: Matter, position: Position = BIRMINGHAM) -> Place:
    """The scene of a matter, as a point."""
    details = PlaceDetails(position=position)
    return services.add_place(actor=actor, matter=matter.id, details=details, provenance=said())


def vehicle(actor: Actor, matter: Matter, vrm: str = "AB12 CDE") -> Vehicle:
    """A vehicle in a matter."""
    details = VehicleDetails(vrm=vrm)
    return services.add_vehicle(actor=actor, matter=matter.id, details=details, provenance=said())
