"""One search: what fits any part of a question, why, and only among what the actor may see."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed
from bluelamp.core.places.addresses import Address
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.records import services
from bluelamp.records.enums import Basis, ContactKind, LinkKind, PropertyKind
from bluelamp.records.models import ContactPoint, Matter, Person, Place, PropertyItem
from bluelamp.records.selectors import Found, Hit, find, must_say_why
from bluelamp.records.types import Born, ContactDetails, PlaceDetails, PropertyDetails, Provenance, Question, Ref
from tests.factories.records import looking, open_matter, person, said, vehicle
from tests.plugins.cast import Cast

IMEI = "490154203237518"


def ask(actor: Actor, everywhere: Purpose | None = None, **parts: object) -> Found:
    question = Question(**parts)  # type: ignore[arg-type]  # a table of parts, checked by the dataclass
    with looking(actor):
        return find(actor=actor, question=question, everywhere=everywhere, reason="A caller" if everywhere else "")


def titles(found: Found) -> list[str]:
    return [hit.record.title for hit in found.hits]


def only(found: Found) -> Hit:
    (hit,) = found.hits
    return hit


def place(actor: Actor, matter: Matter, building: str, street: str, postcode: str = "B4 7AP") -> Place:
    details = PlaceDetails(address=Address(building=building, street=street, town="Birmingham", postcode=postcode))
    return services.add_place(actor=actor, matter=matter.id, details=details, provenance=said())


def phone(actor: Actor, matter: Matter, number: str, user: Person | None = None) -> ContactPoint:
    details = ContactDetails(kind=ContactKind.PHONE, value=number)
    made = services.add_contact_point(actor=actor, matter=matter.id, details=details, provenance=said())
    if user is not None:
        services.link(
            actor=actor,
            source=user,
            target=made,
            kind=LinkKind.USES,
            basis=Basis.FACT,
            provenance=Provenance(source="999", matter=matter.id),
        )
    return made


def device(actor: Actor, matter: Matter, serial: str = "", imei: str = "") -> PropertyItem:
    details = PropertyDetails(description="Laptop", kind=PropertyKind.DEVICE, serial_number=serial, imei=imei)
    return services.add_property(actor=actor, matter=matter.id, details=details, provenance=said())


@pytest.fixture
def mine(cast: Cast) -> Matter:
    return open_matter(cast["detective"])


def test_a_misspelt_name_is_found_with_the_reason_and_where_it_stands(cast: Cast, mine: Matter) -> None:
    ann = person(cast["detective"], mine, "Ann Lamplighter", kind=LinkKind.SUSPECT_OF, born=date(1984, 3, 12))
    hit = only(ask(cast["detective"], name="Ann Lampligter", born=Born.on(date(1984, 12, 3))))
    assert hit.record == ann
    assert hit.why == (
        "Family name one letter different",
        "Given name the same",
        "Day and month of birth exchanged",
    )
    assert [(link.kind, link.matter) for link in hit.links] == [(LinkKind.SUSPECT_OF, mine)]
    assert (hit.matters, hit.visible) == (1, True)


def test_names_with_little_in_common_are_not_shown(cast: Cast, mine: Matter) -> None:
    person(cast["detective"], mine, "Wilhelmina Quux")
    assert ask(cast["detective"], name="Ann Lamplighter").hits == ()


def test_a_birth_date_alone_finds_those_born_that_day(cast: Cast, mine: Matter) -> None:
    person(cast["detective"], mine, "Ann Example", born=date(1984, 3, 12))
    person(cast["detective"], mine, "Bob Example", born=date(1984, 3, 13))
    person(cast["responder"], open_matter(cast["responder"]), "Cy Example", born=date(1984, 3, 12))
    hit = only(ask(cast["detective"], born=Born.on(date(1984, 3, 12))))
    assert (hit.record.title, hit.why) == ("Ann Example", ("Date of birth the same",))
    assert len(ask(cast["detective"], Purpose.INVESTIGATION, born=Born.on(date(1984, 3, 12))).hits) == 2


def test_a_telephone_number_finds_itself_and_whoever_uses_it(cast: Cast, mine: Matter) -> None:
    ann = person(cast["detective"], mine)
    phone(cast["detective"], mine, "0121 496 0000", ann)
    phone(cast["responder"], open_matter(cast["responder"]), "0121 496 0000")
    found = ask(cast["detective"], contact="+441214960000")
    assert titles(found) == ["Ann Example", "0121 496 0000"]
    assert [hit.why for hit in found.hits] == [("Uses this number or address",), ("The same number or address",)]


def test_who_fits_in_two_ways_comes_first(cast: Cast, mine: Matter) -> None:
    person(cast["detective"], mine, "Ann Example")
    other = person(cast["detective"], mine, "Ann Example", known_as="Annie")
    phone(cast["detective"], mine, "0121 496 0000", other)
    found = ask(cast["detective"], name="Ann Example", contact="+441214960000")
    assert found.hits[0].record == other
    assert found.hits[0].why == ("Family name the same", "Given name the same", "Uses this number or address")


def test_a_street_is_found_misspelt_and_by_its_postcode(cast: Cast, mine: Matter) -> None:
    home = place(cast["detective"], mine, "12", "Lamplighter Row")
    near = place(cast["detective"], mine, "1", "Signal Court")
    place(cast["responder"], open_matter(cast["responder"]), "12", "Lamplighter Row")
    assert only(ask(cast["detective"], place="12 lampligter row")).record == home
    assert only(ask(cast["detective"], place="12 lampligter row")).why == ("Address like what you typed",)
    found = ask(cast["detective"], postcode="B4 7AP")
    assert {hit.record.pk for hit in found.hits} == {home.pk, near.pk}
    first, second = ask(cast["detective"], postcode="B4 7AP", place="12 Lamplighter").hits
    assert (first.record.pk, first.why) == (home.pk, ("The same postcode", "Address like what you typed"))
    assert (second.record.pk, second.why) == (near.pk, ("The same postcode",))


def test_a_mark_is_found_with_letters_taken_for_figures(cast: Cast, mine: Matter) -> None:
    vehicle(cast["detective"], mine, "OO12 CDE")
    vehicle(cast["responder"], open_matter(cast["responder"]), "OO12 CDE")
    assert only(ask(cast["detective"], mark="OO12CDE")).why == ("The same mark",)
    assert only(ask(cast["detective"], mark="0012CDE")).why == ("The same mark, if O is 0 and I is 1",)


def test_property_is_found_by_either_of_its_numbers(cast: Cast, mine: Matter) -> None:
    one, other = device(cast["detective"], mine, serial="C02 XL0"), device(cast["detective"], mine, imei=IMEI)
    assert only(ask(cast["detective"], number="C02XL0")).record == one
    assert only(ask(cast["detective"], number=IMEI)).record == other
    assert only(ask(cast["detective"], number=IMEI)).why == ("The same number",)


def test_what_others_work_on_is_not_found_without_looking_further(cast: Cast) -> None:
    ann = person(cast["responder"], open_matter(cast["responder"]))
    assert ask(cast["detective"], name="Ann Example").hits == ()
    hit = only(ask(cast["detective"], Purpose.SAFEGUARDING, name="Ann Example"))
    assert (hit.record, hit.links, hit.matters, hit.visible) == (ann, (), 0, False)


def test_looking_further_shows_the_matters_that_may_be_seen_and_no_others(cast: Cast, mine: Matter) -> None:
    theirs = open_matter(cast["responder"])
    ann = person(cast["responder"], theirs, kind=LinkKind.SUSPECT_OF)
    services.link(
        actor=cast["supervisor"],
        source=ann,
        target=mine,
        kind=LinkKind.WITNESS_OF,
        basis=Basis.FACT,
        provenance=said(),
    )
    hit = only(ask(cast["detective"], Purpose.INVESTIGATION, name="Ann Example"))
    assert [link.matter_id for link in hit.links] == [mine.id]
    assert (hit.matters, hit.visible) == (1, True)


def test_the_latest_three_matters_are_named_and_the_others_counted(cast: Cast) -> None:
    ann, _rest = None, None
    for _ in range(5):
        matter = open_matter(cast["detective"])
        if ann is None:
            ann = person(cast["detective"], matter)
        else:
            services.link(
                actor=cast["detective"],
                source=ann,
                target=matter,
                kind=LinkKind.WITNESS_OF,
                basis=Basis.FACT,
                provenance=said(),
            )
    with looking(cast["detective"]):
        hit = only(find(actor=cast["detective"], question=Question(name="Ann Example")))
    assert (len(hit.links), hit.matters) == (3, 5)
    entry = Entry.objects.get(act=Act.CONSULTATION)
    assert sorted(entry.subjects) == sorted([str(Ref.of(hit.record)), *(str(Ref.of(link)) for link in hit.links)])


def test_who_sees_every_matter_always_says_why(cast: Cast, mine: Matter) -> None:
    person(cast["detective"], mine)
    for name in ("supervisor", "crime_registrar"):
        assert must_say_why(actor=cast[name])
        with pytest.raises(Invalid) as caught:
            ask(cast[name], name="Ann Example")
        assert caught.value.field == "purpose"
        assert only(ask(cast[name], Purpose.SUPERVISION, name="Ann Example")).visible
    for name in ("detective", "call_taker", "dispatcher", "rtic_analyst", "responder"):
        assert not must_say_why(actor=cast[name])


@pytest.mark.parametrize("name", ["responder", "exhibits_officer", "analyst", "auditor", "administrator", "outsider"])
def test_searching_is_for_those_whose_work_it_is(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        ask(cast[name], name="Ann Example")


def test_a_dispatcher_searches_what_is_open_and_no_further(cast: Cast, mine: Matter) -> None:
    person(cast["detective"], mine)
    assert titles(ask(cast["dispatcher"], name="Ann Example")) == ["Ann Example"]
    with pytest.raises(NotAllowed):
        ask(cast["dispatcher"], Purpose.RESPONSE, name="Ann Example")
    services.close_matter(actor=cast["detective"], matter=mine.id, reason="Done")
    assert ask(cast["dispatcher"], name="Ann Example").hits == ()


def test_nothing_asked_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as caught:
        ask(cast["detective"])
    assert caught.value.field == "q"


def test_more_than_is_shown_is_said(cast: Cast, mine: Matter) -> None:
    for number in range(20):
        assert not ask(cast["detective"], mark="AB12CDE").full, number
        vehicle(cast["detective"], mine)
    assert ask(cast["detective"], mark="AB12CDE").full


@pytest.mark.parametrize("size", [1, 12])
def test_as_many_queries_however_much_is_found(
    cast: Cast, mine: Matter, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor = cast["detective"]
    for number in range(size):
        ann = person(actor, mine)
        phone(actor, mine, "0121 496 0000", ann)
        place(actor, mine, str(number), "Lamplighter Row")
        vehicle(actor, mine)
        device(actor, mine, serial="C02XL0")
    question = Question(name="Ann Example", contact="+441214960000", postcode="B4 7AP", mark="AB12CDE", number="C02XL0")
    with looking(actor), django_assert_max_num_queries(9):
        assert len(find(actor=actor, question=question).hits) == 5 * size
