"""Links: typed, with provenance, facts apart from opinions, categories apart, taken back and never deleted."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry, Note
from bluelamp.records import links, selectors, services
from bluelamp.records.enums import Basis, Category, LinkKind
from bluelamp.records.errors import AlreadyLinked, AlreadyRetracted
from bluelamp.records.links import Family
from bluelamp.records.models import Link, Matter, Person, Vehicle
from bluelamp.records.models.link import CATEGORIES
from bluelamp.records.types import Provenance, Ref
from tests.factories.records import looking, open_matter, person, place, said, vehicle
from tests.plugins.cast import Cast

Scene = tuple[Actor, Matter, Person, Vehicle]


@pytest.fixture
def scene(cast: Cast) -> Scene:
    actor = cast["detective"]
    matter = open_matter(actor)
    return actor, matter, person(actor, matter), vehicle(actor, matter)


def owns(scene: Scene, basis: Basis = Basis.FACT) -> Link:
    actor, matter, ann, car = scene
    return services.link(
        actor=actor,
        source=ann,
        target=car,
        kind=LinkKind.OWNS,
        basis=basis,
        provenance=Provenance(source="evidence.statement:1", at=datetime(2026, 1, 2, tzinfo=UTC), matter=matter.id),
    )


def test_a_link_says_who_said_what_when_and_who_wrote_it_down(scene: Scene) -> None:
    actor, matter, ann, car = scene
    made = owns(scene, Basis.OPINION)
    with looking(actor):
        found = Link.objects.get(pk=made.pk)
    assert (found.source, found.target) == (Ref.of(ann), Ref.of(car))
    assert (found.said_in, found.said_at) == ("evidence.statement:1", datetime(2026, 1, 2, tzinfo=UTC))
    assert (found.recorded_by, found.matter_id, found.basis) == (actor.id, matter.id, Basis.OPINION)
    assert found.category == ""


def test_facts_are_kept_apart_from_opinions(scene: Scene) -> None:
    actor, matter, _, _ = scene
    owns(scene, Basis.OPINION)
    with looking(actor):
        view = selectors.matter_with_links(actor=actor, matter=matter.id)
    assert [one.kind for one in view.opinions] == [LinkKind.OWNS]
    assert {one.kind for one in view.facts} == {LinkKind.MENTIONED_IN, LinkKind.INVOLVED_IN}


@pytest.mark.parametrize("kind", CATEGORIES)
def test_categories_of_people_are_kept_apart(cast: Cast, kind: LinkKind) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    ann = person(actor, matter, kind=kind)
    with looking(actor):
        view = selectors.matter_with_links(actor=actor, matter=matter.id)
    for category in Category:
        assert view.people(category) == ([ann] if CATEGORIES[kind] is category else [])


def test_a_link_taken_back_stays_on_record(scene: Scene) -> None:
    actor, matter, _, _ = scene
    made = owns(scene)
    services.unlink(actor=actor, link=made.pk, why="The keeper sold it in May")
    with looking(actor):
        assert made not in selectors.matter_with_links(actor=actor, matter=matter.id).links
        kept = selectors.matter_with_links(actor=actor, matter=matter.id, retracted=True).links
        taken_back = next(one for one in kept if one.pk == made.pk)
    assert (taken_back.retracted_by, taken_back.retracted_why) == (actor.id, "The keeper sold it in May")
    assert taken_back.retracted_at is not None
    with pytest.raises(AlreadyRetracted):
        services.unlink(actor=actor, link=made.pk, why="Again")
    assert owns(scene).pk != made.pk  # said anew, it is another link


def test_the_same_is_not_said_twice(scene: Scene) -> None:
    owns(scene)
    with pytest.raises(AlreadyLinked):
        owns(scene)


def test_links_are_on_the_ledger(scene: Scene) -> None:
    actor, matter, ann, car = scene
    made = owns(scene)
    services.unlink(actor=actor, link=made.pk, why="Sold")
    added, retracted = Entry.objects.filter(action__startswith="records.link.").order_by("id")
    assert (added.act, added.action, added.matter_id) == (Act.COMBINATION, "records.link.add", matter.id)
    assert (retracted.act, retracted.action) == (Act.ALTERATION, "records.link.retract")
    assert {str(Ref.of(made)), str(Ref.of(ann)), str(Ref.of(car))} == set(added.subjects) == set(retracted.subjects)


def test_linking_is_no_way_to_look(cast: Cast, scene: Scene) -> None:
    _, _, ann, _ = scene
    mine = open_matter(cast["responder"])
    with pytest.raises(NotFound):
        services.link(
            actor=cast["responder"],
            source=ann,
            target=mine,
            kind=LinkKind.SUSPECT_OF,
            basis=Basis.OPINION,
            provenance=said(),
        )


def test_who_may_find_anybody_may_link_them_and_says_why(cast: Cast) -> None:
    actor = cast["detective"]
    ann, other = person(cast["responder"], open_matter(cast["responder"])), open_matter(actor)

    def tie(purpose: Purpose | None, reason: str) -> None:
        services.link(
            actor=actor,
            source=ann,
            target=other,
            kind=LinkKind.SUSPECT_OF,
            basis=Basis.OPINION,
            provenance=said(),
            purpose=purpose,
            reason=reason,
        )

    for purpose, reason, field in ((None, "A witness named her", "purpose"), (Purpose.INVESTIGATION, " ", "reason")):
        with pytest.raises(Invalid) as refused:
            tie(purpose, reason)
        assert refused.value.field == field
    tie(Purpose.INVESTIGATION, "A witness named her")
    entry = Entry.objects.filter(action="records.link.add").latest("id")
    assert (entry.purpose, entry.matter_id) == (Purpose.INVESTIGATION, other.id)
    assert Note.objects.get(entry_id=entry.id).text == "A witness named her"
    with looking(actor):
        assert selectors.person_by_id(actor=actor, person=ann.pk) == ann


def test_linking_and_unlinking_need_a_part_in_the_matter(cast: Cast, scene: Scene) -> None:
    made = owns(scene)
    with pytest.raises(NotAllowed):
        services.unlink(actor=cast["responder"], link=made.pk, why="I think not")
    with pytest.raises(NotAllowed):
        services.link(
            actor=cast["responder"],
            source=scene[2],
            target=scene[1],
            kind=LinkKind.SUSPECT_OF,
            basis=Basis.OPINION,
            provenance=said(),
        )
    with pytest.raises(NotFound):
        services.unlink(actor=cast["detective"], link=new_id(), why="Gone")


def test_a_citizen_links_what_they_told_in_their_own_report(cast: Cast) -> None:
    me, matter = cast["citizen"], open_matter(cast["citizen"])
    made = services.link(
        actor=me,
        source=person(me, matter),
        target=vehicle(me, matter),
        kind=LinkKind.OWNS,
        basis=Basis.FACT,
        provenance=Provenance(source="contact.report:1", matter=matter.id),
    )
    assert made.matter_id == matter.id


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("vehicle", "matter", LinkKind.VICTIM_OF),
        ("person", "vehicle", LinkKind.VICTIM_OF),
        ("person", "matter", LinkKind.LIVES_AT),
        ("matter", "person", LinkKind.SUSPECT_OF),
        ("person", "vehicle", LinkKind.SAME_AS),
        ("person", "person", LinkKind.KNOWS),
        ("matter", "matter", LinkKind.MERGED_INTO),
        ("person", "stranger", LinkKind.RELATED_TO),
    ],
)
def test_links_that_make_no_sense_are_refused(scene: Scene, source: str, target: str, kind: LinkKind) -> None:
    actor, matter, ann, car = scene
    ends = {
        "matter": Ref.of(matter),
        "person": Ref.of(ann),
        "vehicle": Ref.of(car),
        "stranger": Ref("nowhere.noun", new_id()),
    }
    with pytest.raises(Invalid):
        services.link(
            actor=actor,
            source=ends[source],
            target=ends[target],
            kind=kind,
            basis=Basis.FACT,
            provenance=Provenance(source="999", matter=matter.id),
        )


def test_a_link_between_records_needs_a_matter_and_a_source(scene: Scene) -> None:
    actor, matter, ann, car = scene
    for provenance, field in ((said(), "matter"), (Provenance(source=" ", matter=matter.id), "source")):
        with pytest.raises(Invalid) as caught:
            services.link(
                actor=actor, source=ann, target=car, kind=LinkKind.USES, basis=Basis.FACT, provenance=provenance
            )
        assert caught.value.field == field


def test_rooms_above_register_their_nouns(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_nouns", dict(links._nouns))
    links.register("upstairs.incident", "Incident", Family.EVENT)
    links.register("upstairs.incident", "Incident", Family.EVENT)
    with pytest.raises(ValueError, match="already registered"):
        links.register("upstairs.incident", "Incident", Family.PLACE)
    actor, matter, ann, _ = scene
    made = services.link(
        actor=actor,
        source=ann,
        target=Ref("upstairs.incident", new_id()),
        kind=LinkKind.VICTIM_OF,
        basis=Basis.FACT,
        provenance=Provenance(source="999", matter=matter.id),
    )
    with looking(actor):
        assert selectors.matter_with_links(actor=actor, matter=matter.id).people(Category.VICTIM) == [ann]
    assert made.target.label == "upstairs.incident"


def test_every_kind_has_a_rule() -> None:
    assert set(links.RULES) == set(LinkKind)


def _change(statement: str, link: UUID) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE records_link SET {statement} WHERE id = %s", [link])


@pytest.mark.parametrize(
    "statement",
    [
        "kind = 'suspect_of'",
        "basis = 'fact'",
        "said_in = 'hearsay'",
        "target_id = gen_random_uuid()",
        "retracted_at = now()",
        "retracted_at = now(), retracted_by = recorded_by",
        "source_id = target_id",
    ],
)
def test_the_database_lets_a_link_only_be_taken_back(scene: Scene, statement: str) -> None:
    made = owns(scene, Basis.OPINION)
    with pytest.raises(IntegrityError):
        _change(statement, made.pk)


def test_the_database_lets_it_be_taken_back_once(scene: Scene) -> None:
    made = owns(scene)
    services.unlink(actor=scene[0], link=made.pk, why="Sold")
    with pytest.raises(IntegrityError):
        _change("retracted_at = NULL, retracted_by = NULL, retracted_why = ''", made.pk)


def test_a_place_can_be_tied_to_what_happened_there(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    ann, home = person(actor, matter), place(actor, matter)
    services.link(
        actor=actor,
        source=ann,
        target=home,
        kind=LinkKind.LIVES_AT,
        basis=Basis.FACT,
        provenance=Provenance(source="999", matter=matter.id),
    )
    with looking(actor):
        kinds = {one.kind for one in selectors.matter_with_links(actor=actor, matter=matter.id).links}
    assert kinds == {LinkKind.MENTIONED_IN, LinkKind.SCENE_OF, LinkKind.LIVES_AT}
