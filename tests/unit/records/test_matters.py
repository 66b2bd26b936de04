"""Matters: opened, named, closed, merged and taken apart again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.access.enums import Relation
from bluelamp.access.selectors import relations_to
from bluelamp.access.services import involve
from bluelamp.core.actor import Actor
from bluelamp.core.errors import IllegalTransition, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import check_reference
from bluelamp.ledger.enums import Act
from bluelamp.ledger.models import Entry
from bluelamp.records import selectors, services
from bluelamp.records.enums import Classification, LinkKind, MatterKind, MatterStatus
from bluelamp.records.models import Link, Matter
from bluelamp.records.policies import MATTER
from tests.factories.records import looking, open_matter, person
from tests.plugins.cast import Cast


def test_a_matter_opens_with_a_reference(cast: Cast) -> None:
    matter = services.open_matter(actor=cast["call_taker"], kind=MatterKind.REPORT, title=" Burglary \n in a dwelling ")
    assert matter.reference == check_reference(matter.reference.lower())
    assert matter.reference.startswith("CR-")
    assert matter.title == "Burglary in a dwelling"
    assert matter.status == MatterStatus.OPEN
    assert matter.owner_id == cast["call_taker"].id


def test_who_opens_a_matter_needs_to_know_it(cast: Cast) -> None:
    for name, relation in (("detective", Relation.ASSIGNED), ("citizen", Relation.OWN)):
        matter = open_matter(cast[name])
        assert relation in relations_to(actor=cast[name], matter=matter.id)


def test_the_anonymous_public_shares_one_id_so_opening_lets_nobody_in(cast: Cast) -> None:
    matter = open_matter(cast["outsider"])
    assert not relations_to(actor=cast["outsider"], matter=matter.id)
    with pytest.raises(NotAllowed):
        person(cast["outsider"], matter)


@pytest.mark.parametrize("title", ["", "   ", "x" * 201])
def test_a_title_is_needed_and_not_too_long(cast: Cast, title: str) -> None:
    with pytest.raises(Invalid) as caught:
        open_matter(cast["call_taker"], title)
    assert caught.value.field == "title"
    assert not Matter.objects.exists()


def test_close_and_reopen(cast: Cast) -> None:
    actor = cast["detective"]
    matter = open_matter(actor)
    closed = services.close_matter(actor=actor, matter=matter.id, reason="No further lines of enquiry")
    assert (closed.status, closed.closed_at is None) == (MatterStatus.CLOSED, False)
    with pytest.raises(IllegalTransition, match=r"(?i)closed"):
        services.close_matter(actor=actor, matter=matter.id, reason="Again")
    reopened = services.reopen_matter(actor=actor, matter=matter.id, reason="New witness")
    assert (reopened.status, reopened.closed_at) == (MatterStatus.OPEN, None)


def test_renaming_marking_and_owning(cast: Cast) -> None:
    actor, matter = cast["detective"], open_matter(cast["detective"])
    services.rename_matter(actor=actor, matter=matter.id, title="Theft from a shed")
    services.reclassify_matter(
        actor=actor, matter=matter.id, classification=Classification.OFFICIAL_SENSITIVE, reason="Informant"
    )
    services.assign_owner(actor=actor, matter=matter.id, owner=cast["supervisor"].id)
    found = selectors.matter_by_id(actor=actor, matter=matter.id)
    assert found.title == "Theft from a shed"
    assert found.classification == Classification.OFFICIAL_SENSITIVE
    assert found.owner_id == cast["supervisor"].id


def test_who_does_not_work_on_a_matter_cannot_change_it(cast: Cast) -> None:
    matter = open_matter(cast["detective"])
    with pytest.raises(NotAllowed):
        services.close_matter(actor=cast["responder"], matter=matter.id, reason="Done")


def test_merging_is_read_as_one_and_can_be_taken_back(cast: Cast) -> None:
    first, second = open_matter(cast["detective"]), open_matter(cast["detective"])
    ann = person(cast["detective"], first)
    services.merge_matters(actor=cast["supervisor"], source=first.id, into=second.id, reason="The same burglary")

    with looking(cast["supervisor"]) as boss:
        view = selectors.matter_with_links(actor=boss, matter=second.id)
    merged = Matter.objects.get(pk=first.id)
    assert merged.status == MatterStatus.MERGED
    assert view.merged == (merged,)
    assert [found.pk for found in view.of(type(ann))] == [ann.pk]

    services.unmerge_matter(actor=cast["supervisor"], matter=first.id, reason="Another house")
    with looking(cast["supervisor"]) as boss:
        view = selectors.matter_with_links(actor=boss, matter=second.id)
    assert Matter.objects.get(pk=first.id).status == MatterStatus.OPEN
    assert (view.merged, view.records) == ((), {})


def test_merged_by_steps_is_read_as_one(cast: Cast) -> None:
    boss = cast["supervisor"]
    a, b, c = (open_matter(boss) for _ in range(3))
    person(boss, a)
    services.merge_matters(actor=boss, source=a.id, into=b.id, reason="Same")
    services.merge_matters(actor=boss, source=b.id, into=c.id, reason="Same")
    assert selectors.matters_merged_into(matter=c.id) == {a.id, b.id}
    with looking(boss):
        assert len(selectors.matter_with_links(actor=boss, matter=c.id).records) == 1


def test_two_matters_cannot_be_merged_into_each_other(cast: Cast) -> None:
    boss = cast["supervisor"]
    a, b = open_matter(boss), open_matter(boss)
    services.merge_matters(actor=boss, source=a.id, into=b.id, reason="Same")
    with pytest.raises(Invalid):
        services.merge_matters(actor=boss, source=b.id, into=a.id, reason="Same")
    with pytest.raises(Invalid):
        services.merge_matters(actor=boss, source=b.id, into=b.id, reason="Same")
    with pytest.raises(NotAllowed):
        services.merge_matters(actor=cast["detective"], source=b.id, into=a.id, reason="Same")


def test_merging_lets_in_those_who_work_on_either_but_no_citizen(cast: Cast) -> None:
    mine, theirs = open_matter(cast["citizen"]), open_matter(cast["detective"])
    other = Actor.receipt(open_matter(cast["citizen"]).id)
    involve(actor=cast["supervisor"], matter=theirs.id, who=other.id, relation=Relation.OWN)
    services.merge_matters(actor=cast["supervisor"], source=mine.id, into=theirs.id, reason="Same")
    assert relations_to(actor=cast["detective"], matter=mine.id)
    assert not relations_to(actor=other, matter=mine.id)
    assert not relations_to(actor=cast["citizen"], matter=theirs.id)


def test_every_change_is_on_the_ledger_with_the_right_act(cast: Cast) -> None:
    boss = cast["supervisor"]
    a, b = open_matter(boss), open_matter(boss)
    services.rename_matter(actor=boss, matter=a.id, title="Other")
    services.reclassify_matter(actor=boss, matter=a.id, classification=Classification.OFFICIAL, reason="Why")
    services.assign_owner(actor=boss, matter=a.id, owner=None)
    services.close_matter(actor=boss, matter=a.id, reason="Why")
    services.reopen_matter(actor=boss, matter=a.id, reason="Why")
    services.merge_matters(actor=boss, source=a.id, into=b.id, reason="Why")
    services.unmerge_matter(actor=boss, matter=a.id, reason="Why")
    entries = Entry.objects.filter(actor_id=boss.id, action__startswith="records.").order_by("txid", "id")
    assert [(entry.act, entry.action) for entry in entries] == [
        (Act.COLLECTION, "records.matter.open"),
        (Act.COLLECTION, "records.matter.open"),
        (Act.ALTERATION, "records.matter.rename"),
        (Act.ALTERATION, "records.matter.reclassify"),
        (Act.ALTERATION, "records.matter.assign"),
        (Act.ALTERATION, "records.matter.close"),
        (Act.ALTERATION, "records.matter.reopen"),
        (Act.COMBINATION, "records.matter.merge"),
        (Act.ALTERATION, "records.matter.unmerge"),
    ]
    assert all(f"records.matter:{a.id}" in entry.subjects for entry in entries[2:])


def test_a_missing_matter_is_named(cast: Cast) -> None:
    with pytest.raises(NotFound) as caught:
        services.close_matter(actor=cast["supervisor"], matter=cast["supervisor"].id, reason="Why")
    assert caught.value.field == "matter"


@given(st.lists(st.sampled_from(["close", "reopen", "merge", "unmerge"]), max_size=8))
def test_the_table_never_leaves_its_states(actions: list[str]) -> None:
    state: str = MatterStatus.OPEN
    for action in actions:
        try:
            state = MATTER.next(state, action)
        except IllegalTransition:
            continue
    assert state in MatterStatus.values
    assert state != MatterStatus.MERGED or "merge" in actions


def test_the_merge_is_a_link_that_stays_when_taken_back(cast: Cast) -> None:
    boss = cast["supervisor"]
    a, b = open_matter(boss), open_matter(boss)
    merged = services.merge_matters(actor=boss, source=a.id, into=b.id, reason="Same")
    with pytest.raises(Invalid, match="merge"):
        services.unlink(actor=boss, link=merged.pk, why="Not the same")
    services.unmerge_matter(actor=boss, matter=a.id, reason="Not the same")
    taken_back = Link.objects.filter(kind=LinkKind.MERGED_INTO).values_list("source_id", "target_id", "retracted_by")
    assert list(taken_back) == [(a.id, b.id, boss.id)]
