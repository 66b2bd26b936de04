"""Recording people, organisations, places, vehicles, property and ways to reach people. Always in a matter."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TypeVar
from uuid import UUID

from bluelamp.access import services as access
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
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
from bluelamp.records.rows import person_columns, row_of
from bluelamp.records.services.links import new_link
from bluelamp.records.types import (
    ContactDetails,
    Details,
    OrganisationDetails,
    PersonDetails,
    PlaceDetails,
    PropertyDetails,
    Provenance,
    Told,
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
    person = _row(Person, details, actor)
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
    organisation = _row(Organisation, details, actor)
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
    place = _row(Place, details, actor)
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
    vehicle = _row(Vehicle, details, actor)
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
    item = _row(PropertyItem, details, actor)
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
    contact = _row(ContactPoint, details, actor)
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


@service
def add_records(*, actor: Actor, matter: UUID, told: Iterable[Told], provenance: Provenance) -> None:
    """Record all that was told at once, with one entry that names it all. All or nothing: ``rows.fits`` says before
    what a record can hold."""
    made = [(row_of(one.details, recorded_by=actor.id, id=one.id), one.kind, one.basis) for one in told]
    if made:
        _add_all(made, actor=actor, matter=matter, provenance=provenance, action="records.record.add")


def _row(model: type[Added], details: Details, actor: Actor) -> Added:
    row = row_of(details, recorded_by=actor.id)
    assert isinstance(row, model)  # each kind of details has one model
    return row


def _add(row: Added, *, actor: Actor, matter: UUID, kind: LinkKind, basis: Basis, provenance: Provenance) -> Added:
    action = f"{row._meta.label_lower}.add"
    _add_all([(row, kind, basis)], actor=actor, matter=matter, provenance=provenance, action=action)
    return row


def _add_all(
    made: Sequence[tuple[Record, LinkKind, Basis]], *, actor: Actor, matter: UUID, provenance: Provenance, action: str
) -> None:
    found = Matter.objects.filter(pk=matter).first()
    if found is None:
        raise NotFound("There is no such matter. Check the reference.", field="matter")
    access.check(actor=actor, action="records.record.add", state=found.status, matter=matter)
    links = [
        new_link(actor=actor, source=row, target=found, matter=found, kind=kind, basis=basis, provenance=provenance)
        for row, kind, basis in made
    ]
    for model in {type(row): None for row, *_ in made}:
        model._default_manager.bulk_create([row for row, *_ in made if type(row) is model])
    Link.objects.bulk_create(links)
    subjects = [row for row, *_ in made]
    record(actor=actor, act=Act.COLLECTION, action=action, subjects=[*subjects, *links], matter=matter)
