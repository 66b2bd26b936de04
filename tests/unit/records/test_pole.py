"""People, objects and places: recorded in a matter, corrected without losing what was there."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.places.addresses import Address
from bluelamp.core.places.grid import Position
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.records import selectors, services
from bluelamp.records.enums import Basis, ContactKind, Ethnicity, LinkKind, Precision, PropertyKind
from bluelamp.records.errors import ChangedMeanwhile
from bluelamp.records.models import Link, Matter, Person, PropertyItem, Record, Vehicle
from bluelamp.records.rows import fits
from bluelamp.records.types import (
    Born,
    ContactDetails,
    OrganisationDetails,
    PersonDetails,
    PlaceDetails,
    PropertyDetails,
    Ref,
    Told,
    VehicleDetails,
)
from tests.factories.records import BIRMINGHAM, looking, open_matter, person, place, said
from tests.plugins.cast import Cast

Add = Callable[[Actor, Matter], Record]

ADDING: dict[str, Add] = {
    "records.person.add": person,
    "records.place.add": place,
    "records.organisation.add": lambda actor, matter: services.add_organisation(
        actor=actor, matter=matter.id, details=OrganisationDetails(name="Corner Shop Ltd"), provenance=said()
    ),
    "records.vehicle.add": lambda actor, matter: services.add_vehicle(
        actor=actor, matter=matter.id, details=VehicleDetails(vrm="ab12 cde"), provenance=said()
    ),
    "records.propertyitem.add": lambda actor, matter: services.add_property(
        actor=actor, matter=matter.id, details=PropertyDetails(description="Ring", value=12_500), provenance=said()
    ),
    "records.contactpoint.add": lambda actor, matter: services.add_contact_point(
        actor=actor,
        matter=matter.id,
        details=ContactDetails(kind=ContactKind.PHONE, value="0121 496 0000"),
        provenance=said(),
    ),
}


def told(*, mark: str = "AB12 CDE") -> list[Told]:
    return [
        Told(details=PersonDetails(given="Ann", family="Reed"), kind=LinkKind.VICTIM_OF),
        Told(details=PersonDetails(known_as="Tall"), kind=LinkKind.SUSPECT_OF, basis=Basis.OPINION),
        Told(details=VehicleDetails(vrm=mark), kind=LinkKind.STOLEN_IN),
    ]


def test_what_is_told_at_once_is_recorded_with_one_entry_that_names_it_all(cast: Cast) -> None:
    actor, said_now = cast["detective"], told()
    matter = open_matter(actor)
    before = set(Entry.objects.values_list("id", flat=True))
    services.add_records(actor=actor, matter=matter.id, told=said_now, provenance=said())
    (entry,) = Entry.objects.exclude(id__in=before)
    with looking(actor):
        links = {link.source_id: link for link in Link.objects.filter(matter=matter)}
    assert set(entry.subjects) == {
        *(f"records.person:{one.id}" for one in said_now[:2]),
        f"records.vehicle:{said_now[2].id}",
        *(f"records.link:{link.id}" for link in links.values()),
    }
    assert entry.action == "records.record.add"
    assert {(one.id, one.kind, one.basis) for one in said_now} == {
        (source_id, link.kind, link.basis) for source_id, link in links.items()
    }


def test_of_what_is_told_at_once_all_is_kept_or_nothing(cast: Cast) -> None:
    actor, wrong = cast["detective"], told(mark="no mark at all")
    matter = open_matter(actor)
    assert [fits(one.details) for one in wrong] == [True, True, False]
    with pytest.raises(Invalid) as error:
        services.add_records(actor=actor, matter=matter.id, told=wrong, provenance=said())
    assert error.value.field == "vrm"
    with pytest.raises(NotAllowed):
        services.add_records(actor=cast["responder2"], matter=matter.id, told=told(), provenance=said())
    services.add_records(actor=actor, matter=matter.id, told=[], provenance=said())
    assert not Link.objects.filter(matter=matter).exists()


@pytest.mark.parametrize("action", ADDING)
def test_each_is_added_with_its_link_and_ledger_entry(cast: Cast, action: str) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    made = ADDING[action](actor, matter)
    with looking(actor):
        view = selectors.matter_with_links(actor=actor, matter=matter.id)
    (link,) = view.links
    assert view.records == {Ref.of(made): made}
    entry = Entry.objects.get(action=action)
    assert (entry.act, entry.matter_id, entry.actor_id) == (Act.COLLECTION, matter.id, actor.id)
    assert set(entry.subjects) == {str(Ref.of(made)), str(Ref.of(link))}


@pytest.mark.parametrize("action", ADDING)
def test_each_needs_a_part_in_the_matter(cast: Cast, action: str) -> None:
    matter = open_matter(cast["detective"])
    for stranger in ("responder", "citizen", "outsider", "auditor"):
        with pytest.raises(NotAllowed):
            ADDING[action](cast[stranger], matter)
    with pytest.raises(NotFound):
        ADDING[action](cast["detective"], Matter(id=new_id()))


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_record_without_a_ledger_entry() -> None:
    with pytest.raises(IntegrityError, match="ledger"):
        Person(family="Nobody", recorded_by=new_id()).save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_person")
        assert cursor.fetchone() == (0,)


def test_everything_about_a_person_is_kept(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    details = PersonDetails(
        given="Zoë",
        middle="Ann",
        family="O'Brien",
        known_as="Red",
        born=Born.in_year(1980, give_or_take=2),
        ethnicity=Ethnicity.W2,
        language="ga",
        deceased=True,
        died_on=date(2024, 5, 1),
    )
    made = services.add_person(actor=actor, matter=matter.id, details=details, provenance=said())
    with looking(actor):
        found = selectors.person_by_id(actor=actor, person=made.pk)
    assert found.details == details
    assert found.name == "Zoë Ann O'Brien"


def test_a_correction_keeps_what_was_there_before(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    made = person(actor, matter, "John Smith", born=date(1980, 2, 1))
    corrected = services.correct_person(
        actor=actor,
        person=made.pk,
        matter=matter.id,
        version=1,
        details=PersonDetails(given="Jon", family="Smyth"),
        reason="His own spelling",
    )
    assert (corrected.name, corrected.born, corrected.version) == ("Jon Smyth", None, 2)
    with looking(actor):
        (before,) = selectors.record_view(actor=actor, ref=Ref.of(made)).versions
    assert (before.version, before.details["given"], before.details["born"]) == (1, "John", ["1980-02-01"] * 2)
    assert (before.replaced_by, before.reason) == (actor.id, "His own spelling")
    entry = Entry.objects.get(action="records.person.correct")
    assert (entry.act, entry.matter_id) == (Act.ALTERATION, matter.id)
    assert set(entry.subjects) == {str(Ref.of(made)), str(Ref.of(before))}


def test_two_corrections_at_once_do_not_undo_each_other(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    made = person(actor, matter, "John Smith")

    def correct(given: str, family: str) -> None:
        services.correct_person(
            actor=actor,
            person=made.pk,
            matter=matter.id,
            version=1,
            details=PersonDetails(given=given, family=family),
            reason="Misheard",
        )

    correct("Jon", "Smith")
    with pytest.raises(ChangedMeanwhile):
        correct("John", "Smyth")


def test_who_brought_somebody_in_reads_them_and_does_not_correct_them(cast: Cast) -> None:
    actor = cast["detective"]
    made, mine = person(cast["responder"], open_matter(cast["responder"]), "John Smith"), open_matter(actor)

    def correct() -> None:
        services.correct_person(
            actor=actor,
            person=made.pk,
            matter=mine.id,
            version=1,
            details=PersonDetails(given="Jon", family="Smith"),
            reason="Misheard",
        )

    services.link(
        actor=actor,
        source=made,
        target=mine,
        kind=LinkKind.SUSPECT_OF,
        basis=Basis.OPINION,
        provenance=said(),
        purpose=Purpose.INVESTIGATION,
        reason="A witness named him",
    )
    with looking(actor):
        assert not selectors.record_view(actor=actor, ref=Ref.of(made)).may_describe
    with pytest.raises(NotAllowed, match="brought this person into your matter yourself"):
        correct()
    services.link(
        actor=cast["supervisor"],
        source=made,
        target=mine,
        kind=LinkKind.MENTIONED_IN,
        basis=Basis.FACT,
        provenance=said(),
    )
    with looking(actor):
        assert selectors.record_view(actor=actor, ref=Ref.of(made)).may_describe
    correct()


def test_only_where_the_person_is_known_can_they_be_corrected(cast: Cast) -> None:
    made = person(cast["detective"], open_matter(cast["detective"]), "John Smith")
    other = open_matter(cast["responder"])
    for matter, error in ((other.id, NotFound), (new_id(), NotAllowed)):
        with pytest.raises(error):
            services.correct_person(
                actor=cast["responder"],
                person=made.pk,
                matter=matter,
                version=1,
                details=PersonDetails(family="Other"),
                reason="Guess",
            )


def test_a_place_by_address_alone(cast: Cast) -> None:
    actor = cast["detective"]
    details = PlaceDetails(address=Address(building="12", street="Corporation Street", postcode="b24lp"))
    made = services.add_place(actor=actor, matter=open_matter(actor).id, details=details, provenance=said())
    assert (str(made.address), made.position) == ("12 Corporation Street, B2 4LP", None)


def test_a_place_outside_great_britain_is_refused(cast: Cast) -> None:
    actor = cast["detective"]
    with pytest.raises(Invalid, match="outside Great Britain"):
        place(actor, open_matter(actor), Position(48.8566, 2.3522))


def test_property_and_vehicles_are_kept_in_one_form(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    phone = services.add_property(
        actor=actor,
        matter=matter.id,
        details=PropertyDetails(
            description="Black telephone",
            kind=PropertyKind.DEVICE,
            serial_number="ab 12-34",
            imei="49-015420-323751-8",
            value=79_900,
        ),
        provenance=said(),
        kind=LinkKind.STOLEN_IN,
    )
    car = services.add_vehicle(
        actor=actor, matter=matter.id, details=VehicleDetails(vrm="ob01 ioo", colour=" dark  blue "), provenance=said()
    )
    with looking(actor):
        view = selectors.matter_with_links(actor=actor, matter=matter.id)
    (item,), (vehicle,) = view.of(PropertyItem), view.of(Vehicle)
    assert (item, item.serial_number, item.imei, item.value) == (phone, "AB12-34", "490154203237518", 79_900)
    assert (vehicle, vehicle.vrm, vehicle.vrm_seen, vehicle.colour) == (car, "OB01IOO", "0B01100", "dark blue")


BROKEN = [
    ("records_person", "given = '', family = '', known_as = ''"),
    ("records_person", "born_from = '2000-01-01'"),
    ("records_person", "born_from = '2000-01-02', born_to = '2000-01-01'"),
    ("records_person", "died_on = '2000-01-02'"),
    ("records_person", "ethnicity = 'ZZ'"),
    ("records_place", "easting = NULL"),
    ("records_place", "h3_9 = NULL"),
    ("records_place", "latitude = 70"),
    ("records_place", "uprn = 0"),
    ("records_place", "precision = 'vague'"),
    ("records_vehicle", "vrm = 'ab 12'"),
    ("records_vehicle", "vrm = ''"),
    ("records_propertyitem", "value = -1"),
    ("records_propertyitem", "imei = '12'"),
    ("records_propertyitem", "description = ''"),
    ("records_contactpoint", "value = '0121 496 0000'"),
    ("records_organisation", "name = ''"),
    ("records_matter", "status = 'lost'"),
    ("records_matter", "title = ''"),
    ("records_matter", "closed_at = now()"),
    ("records_matter", "classification = 'secret'"),
]


@pytest.mark.parametrize(("table", "broken"), BROKEN)
def test_the_database_keeps_its_own_rules(cast: Cast, table: str, broken: str) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    for add in ADDING.values():
        add(actor, matter)
    with pytest.raises(IntegrityError, match="check constraint"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {broken}")


def test_precision_is_noted(cast: Cast) -> None:
    actor = cast["detective"]
    made = services.add_place(
        actor=actor,
        matter=open_matter(actor).id,
        details=PlaceDetails(name="Aston Park", position=BIRMINGHAM, precision=Precision.AREA),
        provenance=said(),
    )
    assert (made.precision, made.position) == (Precision.AREA, BIRMINGHAM)
