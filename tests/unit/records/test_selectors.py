"""Need to know, in every way out: who works on a matter sees it, others see no sign of it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve, release
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.selectors import account
from bluelamp.records import selectors, services, timeline
from bluelamp.records.enums import Basis, LinkKind
from bluelamp.records.models import Matter, Person
from bluelamp.records.policies import normalise_vrm
from bluelamp.records.types import Provenance, Question, Ref
from tests.factories.records import looking, open_matter, person, vehicle
from tests.plugins.cast import Cast

Look = Callable[[Actor, Matter, Person], Any]

LOOKS: dict[str, Look] = {
    "matter_by_id": lambda actor, matter, _: selectors.matter_by_id(actor=actor, matter=matter.id),
    "find_by_reference": lambda actor, matter, _: selectors.find_by_reference(actor=actor, reference=matter.reference),
    "matter_with_links": lambda actor, matter, _: selectors.matter_with_links(actor=actor, matter=matter.id),
    "find_people": lambda actor, _, ann: selectors.find_people(actor=actor, name=ann.name),
    "person_by_id": lambda actor, _, ann: selectors.person_by_id(actor=actor, person=ann.pk),
    "suggest_same_person": lambda actor, _, ann: selectors.suggest_same_person(actor=actor, person=ann.pk) or ann,
    "timeline": lambda actor, matter, _: timeline.of_matter(actor=actor, matter=matter.id) or matter,
}


def sees(look: Look, actor: Actor, matter: Matter, ann: Person) -> bool:
    try:
        with looking(actor):
            return bool(look(actor, matter, ann))
    except (NotFound, NotAllowed):
        return False


@pytest.mark.parametrize("name", LOOKS)
def test_who_needs_to_know_sees_and_others_do_not(cast: Cast, name: str) -> None:
    matter = open_matter(cast["detective"])
    ann, _ = person(cast["detective"], matter, "Ann Example"), vehicle(cast["detective"], matter)
    look, stranger = LOOKS[name], cast["responder"]
    assert sees(look, cast["detective"], matter, ann)
    assert not sees(look, stranger, matter, ann)
    assert sees(look, cast["supervisor"], matter, ann)
    for nobody in ("citizen", "outsider", "administrator"):
        assert not sees(look, cast[nobody], matter, ann)

    boss = cast["supervisor"]
    involve(actor=boss, matter=matter.id, who=stranger.id, relation=Relation.ASSIGNED)
    assert sees(look, stranger, matter, ann)
    release(actor=boss, matter=matter.id, who=stranger.id, relation=Relation.ASSIGNED)
    assert not sees(look, stranger, matter, ann)


@pytest.mark.parametrize("name", LOOKS)
def test_the_control_room_sees_what_is_open(cast: Cast, name: str) -> None:
    matter = open_matter(cast["detective"])
    ann, _ = person(cast["detective"], matter), vehicle(cast["detective"], matter)
    assert sees(LOOKS[name], cast["dispatcher"], matter, ann)
    services.close_matter(actor=cast["detective"], matter=matter.id, reason="Done")
    assert not sees(LOOKS[name], cast["dispatcher"], matter, ann)


def test_an_auditor_sees_matters_but_nobody_in_them(cast: Cast) -> None:
    matter = open_matter(cast["detective"])
    ann = person(cast["detective"], matter)
    allowed = {name for name, look in LOOKS.items() if sees(look, cast["auditor"], matter, ann)}
    assert allowed == {"matter_by_id", "find_by_reference", "timeline"}


def test_a_link_taken_back_gives_no_more_reason_to_see(cast: Cast) -> None:
    mine, theirs = open_matter(cast["responder"]), open_matter(cast["detective"])
    ann = person(cast["detective"], theirs)
    made = services.link(
        actor=cast["supervisor"],
        source=ann,
        target=mine,
        kind=LinkKind.SUSPECT_OF,
        basis=Basis.OPINION,
        provenance=Provenance(source="999"),
    )
    assert sees(LOOKS["find_people"], cast["responder"], mine, ann)
    services.unlink(actor=cast["supervisor"], link=made.pk, why="Another Ann")
    assert not sees(LOOKS["find_people"], cast["responder"], mine, ann)


def look_everywhere(actor: Actor, name: str, reason: str = "A caller who gave this name") -> list[Person]:
    with looking(actor):
        return selectors.find_people(actor=actor, name=name, everywhere=Purpose.SAFEGUARDING, reason=reason)


def test_looking_everywhere_needs_the_role_a_purpose_and_a_reason(cast: Cast) -> None:
    ann = person(cast["responder"], open_matter(cast["responder"]))
    for name in ("detective", "call_taker"):
        assert look_everywhere(cast[name], ann.name) == [ann]
    for name in ("responder2", "analyst", "auditor", "citizen", "outsider"):
        with pytest.raises(NotAllowed):
            look_everywhere(cast[name], ann.name)
    with pytest.raises(Invalid) as caught:
        look_everywhere(cast["detective"], ann.name, reason="  ")
    assert caught.value.field == "reason"


def test_looking_everywhere_is_on_the_ledger_even_in_vain(cast: Cast) -> None:
    ann = person(cast["responder"], open_matter(cast["responder"]))
    for name in (ann.name, "Zbigniew Quux"):
        look_everywhere(cast["detective"], name)
    found, vain = Entry.objects.filter(action="records.person.search_all").order_by("txid", "id")
    assert (found.act, found.purpose, found.subjects) == (Act.CONSULTATION, Purpose.SAFEGUARDING, [str(Ref.of(ann))])
    assert (vain.act, vain.purpose, vain.subjects) == (Act.CONSULTATION, Purpose.SAFEGUARDING, [])
    assert Entry.objects.filter(act=Act.CONSULTATION).count() == 2, "one entry for each search, not two"
    with looking(cast["auditor"]):
        (line,) = account(subject=str(Ref.of(ann)), act=Act.CONSULTATION)
    assert line.reason == "A caller who gave this name"


def test_many_invisible_namesakes_do_not_push_out_the_visible_one(cast: Cast) -> None:
    theirs, mine = open_matter(cast["detective"]), open_matter(cast["responder"])
    for _ in range(100):
        person(cast["detective"], theirs, "John Smith")
    one = person(cast["responder"], mine, "John Smith")
    with looking(cast["responder"]) as actor:
        assert selectors.find_people(actor=actor, name="Jon Smyth", limit=1) == [one]


def test_the_consultation_names_everybody_seen(cast: Cast) -> None:
    matter = open_matter(cast["detective"])
    ann, car = person(cast["detective"], matter), vehicle(cast["detective"], matter)
    with looking(cast["detective"]) as actor:
        selectors.matter_with_links(actor=actor, matter=matter.id)
    entry = Entry.objects.get(act=Act.CONSULTATION)
    assert {str(Ref.of(ann)), str(Ref.of(car))} <= set(entry.subjects)
    assert entry.matter_id == matter.id


def test_a_search_that_finds_nobody_consults_nobody(cast: Cast) -> None:
    person(cast["detective"], open_matter(cast["detective"]))
    with looking(cast["responder"]) as actor:
        assert selectors.find_people(actor=actor, name="Ann Example") == []
    assert not Entry.objects.filter(act=Act.CONSULTATION).exists()


def test_a_reference_is_read_as_people_write_it(cast: Cast) -> None:
    matter = open_matter(cast["detective"])
    typed = f" {matter.reference.lower()} "
    assert selectors.find_by_reference(actor=cast["detective"], reference=typed) == matter
    with pytest.raises(Invalid):
        selectors.find_by_reference(actor=cast["detective"], reference="CR-26-AAAAAAA!")


@pytest.mark.parametrize("typed", ["OB01 IOO", "0b01 1oo", "ob o1ioo", "0B0I100"])
def test_letters_and_digits_of_one_shape_are_one_on_a_plate(cast: Cast, typed: str) -> None:
    actor = cast["detective"]
    made = vehicle(actor, open_matter(actor), "OB01 IOO")
    with looking(actor):
        found = selectors.find(actor=actor, question=Question(mark=normalise_vrm(typed)))
    assert [hit.record for hit in found.hits] == [made]


def test_the_same_person_is_suggested_until_somebody_says_so(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    ann, twin, other = (person(actor, matter, name) for name in ("Katherine Fox", "Kate Fox", "Bilal Aziz"))
    with looking(actor):
        assert selectors.suggest_same_person(actor=actor, person=ann.pk) == [twin]
    assert other not in (ann, twin)
    services.link(
        actor=actor,
        source=twin,
        target=ann,
        kind=LinkKind.SAME_AS,
        basis=Basis.OPINION,
        provenance=Provenance(source="evidence.statement:1", matter=matter.id),
    )
    with looking(actor):
        assert selectors.suggest_same_person(actor=actor, person=ann.pk) == []


@pytest.mark.parametrize("size", [1, 30])
def test_a_matter_is_read_in_as_many_queries_however_much_it_holds(
    cast: Cast, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor = cast["detective"]
    matter, other = open_matter(actor), open_matter(actor)
    for number in range(size):
        ann, car = person(actor, matter, f"Ann Number{number}"), vehicle(actor, matter)
        services.link(
            actor=actor,
            source=ann,
            target=car,
            kind=LinkKind.OWNS,
            basis=Basis.FACT,
            provenance=Provenance(source="999", matter=matter.id),
        )
    services.merge_matters(actor=cast["supervisor"], source=other.id, into=matter.id, reason="Same")
    with looking(actor), django_assert_max_num_queries(7):
        view = selectors.matter_with_links(actor=actor, matter=matter.id)
    assert (len(view.links), len(view.records)) == (3 * size + 1, 2 * size)


@pytest.mark.parametrize("size", [1, 15])
def test_people_are_found_in_two_queries(
    cast: Cast, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    for _ in range(size):
        person(actor, matter, "Ann Example")
    with looking(actor), django_assert_max_num_queries(2):
        assert len(selectors.find_people(actor=actor, name="Anne Exampel")) == size


def test_a_matter_tells_when_it_was_opened_and_closed(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    services.close_matter(actor=actor, matter=matter.id, reason="Done")
    told = [entry.text for entry in timeline.of_matter(actor=actor, matter=matter.id) if entry.room == "records"]
    assert told == [f"Matter {matter.reference} was opened", f"Matter {matter.reference} was closed"]


def test_rooms_tell_what_happened_in_one_list(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "_providers", dict(timeline._providers))
    actor = cast["detective"]
    matter, merged = open_matter(actor), open_matter(actor)
    services.merge_matters(actor=cast["supervisor"], source=merged.id, into=matter.id, reason="Same")
    asked: list[frozenset[object]] = []
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def provider(hours: int) -> timeline.Provider:
        def entries(*, actor: Actor, matters: frozenset[Any]) -> list[timeline.Entry]:
            asked.append(matters)
            return [timeline.Entry(at=noon + timedelta(hours=hours), text="Something happened", by=actor.id)]

        return entries

    late = provider(3)
    timeline.register("upstairs", late)
    timeline.register("upstairs", late)
    timeline.register("attic", provider(1))
    with pytest.raises(ValueError, match="already"):
        timeline.register("attic", provider(2))
    entries = timeline.of_matter(actor=actor, matter=matter.id)
    assert [entry.room for entry in entries] == ["attic", "upstairs", "records", "records"]
    assert asked == [frozenset({matter.id, merged.id})] * 2
