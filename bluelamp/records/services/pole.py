"""Recording people, organisations, places, vehicles, property and ways to reach people. Always in a matter."""

from dataclasses import asdict
from typing import TypeVar
from uuid import UUID

from bluelamp.access import services as access
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.places import grid, hexes
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.records import policies, selectors
from bluelamp.records.enums import Basis, LinkKind
from bluelamp.records.errors import ChangedMeanwhile
from bluelamp.records.models import (
    ContactPoint,
    Link,
    Matter,
    Organisation,
    Person,
    PersonVersion,
    Place,
    PropertyItem,
    Record,
    Vehicle,
)
from bluelamp.records.services.links import add_link
from bluelamp.records.types import (
    ContactDetails,
    OrganisationDetails,
    PersonDetails,
    PlaceDetails,
    PropertyDetails,
    Provenance,
    VehicleDetails,
)

Added = TypeVar("Added", bound=Record)
MENTIONED = LinkKind.MENTIONED_IN


@service
def add_person(
    *,
    actor: Actor,
    matter: UUID,
    details: PersonDetails,
    provenance: Provenance,
    kind: LinkKind = MENTIONED,
    basis: Basis = Basis.FACT,
) -> Person:
    """Record somebody as described, and how they stand to the matter (victim, witness, suspect …).

    Raises ``Invalid`` naming the part, ``NotAllowed``, ``NotFound``; so do all below.
    """
    person = Person(recorded_by=actor.id, **person_columns(policies.clean_person(details)))
    return _add(person, actor=actor, matter=matter, kind=kind, basis=basis, provenance=provenance)


@service
def add_organisation(
    *,
    actor: Actor,
    matter: UUID,
    details: OrganisationDetails,
    provenance: Provenance,
    kind: LinkKind = MENTIONED,
    basis: Basis = Basis.FACT,
) -> Organisation:
    """Record a company, charity or public body, and how it stands to the matter."""
    organisation = Organisation(recorded_by=actor.id, **asdict(policies.clean_organisation(details)))
    return _add(organisation, actor=actor, matter=matter, kind=kind, basis=basis, provenance=provenance)


@service
def add_place(
    *,
    actor: Actor,
    matter: UUID,
    details: PlaceDetails,
    provenance: Provenance,
    kind: LinkKind = LinkKind.SCENE_OF,
    basis: Basis = Basis.FACT,
) -> Place:
    """National Grid and H3 cells are worked out from the position, so that the four never disagree."""
    place = Place(recorded_by=actor.id, **place_columns(policies.clean_place(details)))
    return _add(place, actor=actor, matter=matter, kind=kind, basis=basis, provenance=provenance)


@service
def add_vehicle(
    *,
    actor: Actor,
    matter: UUID,
    details: VehicleDetails,
    provenance: Provenance,
    kind: LinkKind = LinkKind.INVOLVED_IN,
    basis: Basis = Basis.FACT,
) -> Vehicle:
    """Record a vehicle as it was described; its registration mark is kept in capitals without spaces."""
    vehicle = Vehicle(recorded_by=actor.id, **asdict(policies.clean_vehicle(details)))
    return _add(vehicle, actor=actor, matter=matter, kind=kind, basis=basis, provenance=provenance)


@service
def add_property(
    *,
    actor: Actor,
    matter: UUID,
    details: PropertyDetails,
    provenance: Provenance,
    kind: LinkKind = LinkKind.INVOLVED_IN,
    basis: Basis = Basis.FACT,
) -> PropertyItem:
    """Record something that was taken, found or damaged, and how it stands to the matter."""
    item = PropertyItem(recorded_by=actor.id, **asdict(policies.clean_property(details)))
    return _add(item, actor=actor, matter=matter, kind=kind, basis=basis, provenance=provenance)


@service
def add_contact_point(
    *,
    actor: Actor,
    matter: UUID,
    details: ContactDetails,
    provenance: Provenance,
    kind: LinkKind = MENTIONED,
    basis: Basis = Basis.FACT,
) -> ContactPoint:
    """Link the person to it with ``uses``."""
    contact = ContactPoint(recorded_by=actor.id, **asdict(policies.clean_contact(details)))
    return _add(contact, actor=actor, matter=matter, kind=kind, basis=basis, provenance=provenance)


@service
def correct_person(
    *, actor: Actor, person: UUID, matter: UUID, version: int, details: PersonDetails, reason: str
) -> Person:
    """Put a description right as a whole, keeping what was there before.

    ``version`` is the one that was read; raises ``ChangedMeanwhile`` when somebody else corrected it since.
    ``matter`` is where the actor learnt better: the person must be in it.
    """
    status = Matter.objects.filter(pk=matter).values_list("status", flat=True).first() or ""
    access.check(actor=actor, action="records.record.correct", state=status, matter=matter)
    found = Person.objects.select_for_update().filter(pk=person).first()
    if found is None or not Link.objects.filter(source_id=person, matter_id=matter, retracted_at=None).exists():
        raise NotFound("There is no such person in this matter.", field="person")
    if not selectors.may_correct(actor=actor, person=person):
        raise NotAllowed(
            "You brought this person into your matter yourself. Ask somebody who recorded or works with them."
        )
    if found.version != version:
        raise ChangedMeanwhile("Somebody else corrected this person meanwhile. Look again, then correct.")
    why = policies.clean_text(reason, field="reason", longest=2000, needed="Say what was wrong and how you know.")
    before = PersonVersion(
        person=found,
        matter_id=matter,
        version=found.version,
        details=asdict(found.details),
        replaced_by=actor.id,
        reason=why,
    )
    before.save(force_insert=True)
    for column, value in person_columns(policies.clean_person(details)).items():
        setattr(found, column, value)
    found.version += 1
    found.save()
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="records.person.correct",
        subjects=[found, before],
        matter=matter,
        reason=why,
    )
    return found


def _add(row: Added, *, actor: Actor, matter: UUID, kind: LinkKind, basis: Basis, provenance: Provenance) -> Added:
    found = Matter.objects.filter(pk=matter).first()
    if found is None:
        raise NotFound("There is no such matter. Check the reference.", field="matter")
    access.check(actor=actor, action="records.record.add", state=found.status, matter=matter)
    row.save(force_insert=True)
    made = add_link(actor=actor, source=row, target=found, matter=found, kind=kind, basis=basis, provenance=provenance)
    record(
        actor=actor,
        act=Act.COLLECTION,
        action=f"{row._meta.label_lower}.add",
        subjects=[row, made],
        matter=matter,
    )
    return row


def person_columns(details: PersonDetails) -> dict[str, object]:
    """Column -> value of a description that has been cleaned."""
    born = details.born
    return {
        "given": details.given,
        "middle": details.middle,
        "family": details.family,
        "known_as": details.known_as,
        "born_from": born and born.earliest,
        "born_to": born and born.latest,
        "ethnicity": details.ethnicity,
        "language": details.language,
        "deceased": details.deceased,
        "died_on": details.died_on,
    }


def place_columns(details: PlaceDetails) -> dict[str, object]:
    """The same for a place. Raises ``Invalid`` for a position outside Great Britain."""
    columns: dict[str, object] = {"name": details.name, "uprn": details.uprn, "precision": details.precision}
    if details.address is not None:
        columns |= asdict(details.address)
    if details.position is not None:
        latitude, longitude = details.position
        east, north = grid.to_grid(latitude, longitude)
        columns |= {"latitude": latitude, "longitude": longitude, "easting": round(east), "northing": round(north)}
        columns |= {f"h3_{size}": hexes.cell_at(latitude, longitude, size) for size in (9, 7)}
    return columns
