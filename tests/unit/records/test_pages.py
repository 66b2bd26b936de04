"""A record's page: everything that the actor may know of it, and no sign of what they may not."""

from datetime import date
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.places.addresses import Address
from bluelamp.ledger.enums import Act
from bluelamp.ledger.models import Entry
from bluelamp.records import selectors, services, timeline
from bluelamp.records.enums import Basis, Category, LinkKind, PropertyKind
from bluelamp.records.models import Link, Matter, Person, Record
from bluelamp.records.selectors import RecordView
from bluelamp.records.types import Born, PersonDetails, PlaceDetails, PropertyDetails, Provenance, Ref, VehicleDetails
from tests.factories.records import looking, open_matter, person, place, said, vehicle
from tests.plugins.cast import Cast


def view(actor: Actor, record: Record) -> RecordView:
    with looking(actor):
        return selectors.record_view(actor=actor, ref=Ref.of(record))


def tie(actor: Actor, record: Record, matter: Matter, kind: LinkKind, basis: Basis = Basis.FACT) -> Link:
    return services.link(actor=actor, source=record, target=matter, kind=kind, basis=basis, provenance=said())


def join(actor: Actor, one: Record, other: Record, kind: LinkKind, matter: Matter) -> Link:
    return services.link(
        actor=actor,
        source=one,
        target=other,
        kind=kind,
        basis=Basis.FACT,
        provenance=Provenance(source="999", matter=matter.id),
    )


def test_what_others_work_on_leaves_no_trace_on_the_page_or_in_what_is_read(cast: Cast) -> None:
    """The page is the same, to the last id that is read, whether somebody has other matters or none."""
    mine, theirs = open_matter(cast["responder"]), open_matter(cast["detective"])
    ann = person(cast["responder"], mine, kind=LinkKind.VICTIM_OF)
    before, seen = view(cast["responder"], ann), Entry.objects.get(act=Act.CONSULTATION).subjects
    tie(cast["supervisor"], ann, theirs, LinkKind.SUSPECT_OF)
    twin = person(cast["detective"], theirs)
    join(cast["supervisor"], ann, twin, LinkKind.SAME_AS, theirs)
    assert view(cast["responder"], ann) == before
    assert Entry.objects.filter(act=Act.CONSULTATION).latest("id").subjects == seen
    assert len(view(cast["supervisor"], ann).links) == 4


def test_categories_are_kept_apart_and_facts_from_opinions(cast: Cast) -> None:
    actor = cast["detective"]
    first, second = open_matter(actor), open_matter(actor)
    ann = person(actor, first, kind=LinkKind.VICTIM_OF)
    tie(actor, ann, second, LinkKind.SUSPECT_OF, Basis.OPINION)
    tie(actor, ann, second, LinkKind.MENTIONED_IN)
    found = view(actor, ann)
    assert [link.matter for link in found.in_matters(Category.VICTIM)] == [first]
    assert [link.matter for link in found.in_matters(Category.SUSPECT)] == [second]
    assert [link.kind for link in found.in_matters(None)] == [LinkKind.MENTIONED_IN]
    assert found.in_matters(Category.WITNESS) == []


def test_links_to_other_records_from_either_end(cast: Cast) -> None:
    actor, matter = cast["detective"], open_matter(cast["detective"])
    ann, car = person(actor, matter), vehicle(actor, matter)
    owns = join(actor, ann, car, LinkKind.OWNS, matter)
    for record in (ann, car):
        found = view(actor, record)
        assert found.to_records == [owns]
        assert set(found.records) == {Ref.of(ann), Ref.of(car)}


def test_a_record_at_the_far_end_of_my_link_is_mine_to_see(cast: Cast) -> None:
    """What a matter says of a person is seen by whoever works on it, although the person comes from elsewhere."""
    theirs, mine = open_matter(cast["detective"]), open_matter(cast["responder"])
    bob, ann = person(cast["detective"], theirs, "Bob Example"), person(cast["responder"], mine)
    with looking(cast["responder"]), pytest.raises(NotFound):
        selectors.person_by_id(actor=cast["responder"], person=bob.pk)
    join(cast["supervisor"], ann, bob, LinkKind.KNOWS, mine)
    found = view(cast["responder"], bob)
    assert [link.matter for link in found.links] == [mine]
    with looking(cast["responder"]):
        assert selectors.may_see(actor=cast["responder"], ids=[bob.pk, new_id()]) == {bob.pk}


def test_those_said_to_be_the_same_are_read_together(cast: Cast) -> None:
    actor, people = cast["detective"], []
    for _ in range(3):
        people.append(person(actor, open_matter(actor)))
    matter = open_matter(actor)
    for one, other in ((0, 1), (2, 1)):
        join(actor, people[one], people[other], LinkKind.SAME_AS, matter)
    for this in people:
        found = view(actor, this)
        assert {other.pk for other in found.same} == {other.pk for other in people} - {this.pk}
        assert len(found.in_matters(None)) == 3
        assert len(found.sameness) == 2
        assert found.to_records == []
        assert found.alike == ()


def test_a_link_taken_back_is_no_longer_on_the_page(cast: Cast) -> None:
    actor, matter = cast["detective"], open_matter(cast["detective"])
    ann, car = person(actor, matter), vehicle(actor, matter)
    owns = join(actor, ann, car, LinkKind.OWNS, matter)
    services.unlink(actor=actor, link=owns.pk, why="Sold")
    assert view(actor, ann).to_records == []
    with looking(actor), pytest.raises(NotFound):
        selectors.link_by_id(actor=actor, link=owns.pk)


def test_what_is_alike_is_suggested_and_nothing_that_is_not(cast: Cast) -> None:
    actor, matter = cast["detective"], open_matter(cast["detective"])
    ann = person(actor, matter, "Ann Lamplighter", born=date(1984, 3, 12))
    twin = person(actor, matter, "Anne Lamplighter", born=date(1984, 3, 12))
    person(actor, matter, "Ann Lanternman", born=date(1984, 3, 12))
    person(actor, matter, "Ann Lamplighter", born=date(1950, 1, 1))
    assert view(actor, ann).alike == (twin,)
    car, same, _ = vehicle(actor, matter), vehicle(actor, matter), vehicle(actor, matter, "XY12 ZZZ")
    assert view(actor, car).alike == (same,)
    described = services.add_vehicle(
        actor=actor, matter=matter.id, details=VehicleDetails(colour="Grey"), provenance=said()
    )
    assert view(actor, described).alike == ()


@pytest.mark.parametrize(("serial", "imei"), [("C02XL0", ""), ("", "490154203237518")])
def test_property_of_the_same_number_may_be_the_same(cast: Cast, serial: str, imei: str) -> None:
    actor, matter = cast["detective"], open_matter(cast["detective"])
    details = PropertyDetails(description="Laptop", kind=PropertyKind.DEVICE, serial_number=serial, imei=imei)
    one, other = (
        services.add_property(actor=actor, matter=matter.id, details=details, provenance=said()) for _ in range(2)
    )
    plain = services.add_property(
        actor=actor, matter=matter.id, details=PropertyDetails(description="Laptop"), provenance=said()
    )
    assert view(actor, one).alike == (other,)
    assert view(actor, plain).alike == ()


def test_places_of_the_same_house_may_be_the_same(cast: Cast) -> None:
    actor, matter = cast["detective"], open_matter(cast["detective"])

    def add(building: str, uprn: int | None = None, postcode: str = "B4 7AP") -> Record:
        address = Address(building=building, street="Lantern Row", town="Birmingham", postcode=postcode)
        details = PlaceDetails(address=address, uprn=uprn)
        return services.add_place(actor=actor, matter=matter.id, details=details, provenance=said())

    one, other, numbered = add("12"), add("12"), add("14", uprn=1)
    assert view(actor, one).alike == (other,)
    assert view(actor, numbered).alike == ()
    renamed = add("The Lamp", uprn=1, postcode="B4 7AQ")
    assert view(actor, numbered).alike == (renamed,)
    assert view(actor, place(actor, matter)).alike == ()


def test_what_the_actor_may_do_is_told_matter_by_matter(cast: Cast) -> None:
    mine, watched = open_matter(cast["rtic_analyst"]), open_matter(cast["detective"])
    ann = person(cast["rtic_analyst"], mine)
    tie(cast["supervisor"], ann, watched, LinkKind.MENTIONED_IN)
    found = view(cast["rtic_analyst"], ann)
    assert set(found.matters) == found.add == {mine.id, watched.id}
    assert found.correct == {mine.id}  # the control room sees what is live and corrects what it works on
    with looking(cast["rtic_analyst"]):
        assert selectors.matters_of(actor=cast["rtic_analyst"], ids=[ann.pk], action="records.record.correct") == [mine]


def test_a_link_is_shown_with_its_ends(cast: Cast) -> None:
    actor, matter = cast["detective"], open_matter(cast["detective"])
    ann, car = person(actor, matter), vehicle(actor, matter)
    owns = join(actor, ann, car, LinkKind.OWNS, matter)
    with looking(actor):
        assert selectors.link_by_id(actor=actor, link=owns.pk) == (owns, {Ref.of(ann): ann, Ref.of(car): car})
    with looking(cast["responder"]), pytest.raises(NotFound):
        selectors.link_by_id(actor=cast["responder"], link=owns.pk)


@pytest.mark.parametrize("label", ["records.person", "records.matter", "records.link"])
def test_what_is_no_record_or_not_there_is_not_found(cast: Cast, label: str) -> None:
    with looking(cast["supervisor"]), pytest.raises(NotFound):
        selectors.record_by_ref(actor=cast["supervisor"], ref=Ref(label, new_id()))


def test_a_person_who_does_not_exist_cannot_be_linked(cast: Cast) -> None:
    matter = open_matter(cast["detective"])
    with pytest.raises(NotFound):
        services.link(
            actor=cast["detective"],
            source=Ref("records.person", new_id()),
            target=matter,
            kind=LinkKind.SUSPECT_OF,
            basis=Basis.OPINION,
            provenance=said(),
        )


def test_a_merged_matter_says_into_which_for_those_who_may_see_it(cast: Cast) -> None:
    first, second = open_matter(cast["responder"]), open_matter(cast["detective"])
    assert selectors.merged_into(actor=cast["supervisor"], matter=first) is None
    services.merge_matters(actor=cast["supervisor"], source=first.id, into=second.id, reason="Same")
    first.refresh_from_db()
    assert selectors.merged_into(actor=cast["supervisor"], matter=first) == second
    assert selectors.merged_into(actor=cast["responder2"], matter=first) is None


def test_the_timeline_of_a_record_is_what_was_said_and_what_happened(cast: Cast) -> None:
    actor, matter = cast["detective"], open_matter(cast["detective"])
    ann, car = person(actor, matter, kind=LinkKind.WITNESS_OF), vehicle(actor, matter)
    join(actor, ann, car, LinkKind.USES, matter)
    services.correct_person(
        actor=actor,
        person=ann.pk,
        matter=matter.id,
        version=1,
        details=PersonDetails(given="Anne", family="Example", born=Born.in_year(1984)),
        reason="Misheard",
    )
    with looking(actor):
        told = timeline.of_record(actor=actor, view=selectors.record_view(actor=actor, ref=Ref.of(ann)))
    assert [entry.text for entry in told] == [
        f"Matter {matter.reference} was opened",
        f"Anne Example: witness of {matter.reference}",
        "Anne Example: uses AB12 CDE",
        "Description corrected: Misheard",
    ]
    assert [entry.at for entry in told] == sorted(entry.at for entry in told)
    assert [entry.subject for entry in told] == [Ref.of(matter), Ref.of(matter), Ref.of(car), Ref.of(ann)]
    with looking(actor):
        told = timeline.of_record(actor=actor, view=selectors.record_view(actor=actor, ref=Ref.of(car)))
    assert Ref.of(ann) in [entry.subject for entry in told]


@pytest.mark.parametrize("size", [1, 12])
def test_a_page_takes_as_many_queries_however_much_there_is(
    cast: Cast, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor = cast["detective"]
    ann: Person | None = None
    for number in range(size):
        matter = open_matter(actor)
        if ann is None:
            ann = person(actor, matter, "Ann Lamplighter")
        else:
            tie(actor, ann, matter, LinkKind.WITNESS_OF)
        join(actor, ann, vehicle(actor, matter), LinkKind.USES, matter)
        join(actor, ann, person(actor, matter, f"Bob Nobody{number}"), LinkKind.SAME_AS, matter)
    assert ann is not None
    with looking(actor), django_assert_max_num_queries(27):
        found = selectors.record_view(actor=actor, ref=Ref.of(ann))
        timeline.of_record(actor=actor, view=found)
    assert len(found.matters) == size


def test_a_stranger_who_is_involved_later_sees_it_from_then_on(cast: Cast) -> None:
    matter: Matter = open_matter(cast["detective"])
    ann = person(cast["detective"], matter)
    who: UUID = cast["responder"].id
    with looking(cast["responder"]), pytest.raises(NotFound):
        selectors.record_view(actor=cast["responder"], ref=Ref.of(ann))
    involve(actor=cast["supervisor"], matter=matter.id, who=who, relation=Relation.ASSIGNED)
    assert view(cast["responder"], ann).record == ann


def test_a_correction_is_told_where_its_matter_may_be_seen_and_nowhere_else(cast: Cast) -> None:
    mine, theirs = open_matter(cast["detective"]), open_matter(cast["responder"])
    ann = person(cast["detective"], mine)
    tie(cast["supervisor"], ann, theirs, LinkKind.WITNESS_OF)
    services.correct_person(
        actor=cast["detective"],
        person=ann.pk,
        matter=mine.id,
        version=1,
        details=PersonDetails(given="Anne", family="Example"),
        reason="Somebody told us in confidence",
    )
    assert [version.reason for version in view(cast["detective"], ann).versions] == ["Somebody told us in confidence"]
    seen = view(cast["responder"], ann)
    assert seen.versions == ()
    with looking(cast["responder"]):
        told = timeline.of_record(actor=cast["responder"], view=seen)
    assert not any("confidence" in entry.text for entry in told)
