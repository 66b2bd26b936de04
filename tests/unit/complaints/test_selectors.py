"""Who sees complaints: whoever made one, and professional standards; never whom it is about."""

from datetime import timedelta

import pytest

from bluelamp.complaints import selectors, services
from bluelamp.complaints.types import Shown
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from tests.factories import rooms
from tests.factories.victims import complained
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def seen(actor: Actor) -> list[Shown]:
    with reading(actor=actor, purpose=Purpose.SUPERVISION, action="test"):
        return selectors.complaints(actor=actor)


def test_whom_it_is_about_never_learns_of_it(cast: Cast) -> None:
    report, who = rooms.received(), cast["standards"]
    about_them = complained(report, about=[who.id])
    other = complained(report)
    assert [one.id for one in seen(who)] == [other.id]
    with reading(actor=who, purpose=Purpose.SUPERVISION, action="test"):
        assert len(selectors.complaints_for_matter(actor=who, matter_id=report.matter_id)) == 1
        with pytest.raises(NotFound):
            selectors.complaint(actor=who, complaint_id=about_them.id)
    services.name_officer(actor=who, complaint_id=other.id, username="standards")
    assert seen(who) == []


@pytest.mark.parametrize("name", ["detective", "supervisor", "administrator", "call_taker", "auditor", "outsider"])
def test_nobody_else_of_the_force_sees_one(cast: Cast, name: str) -> None:
    made = complained(rooms.received())
    assert seen(cast[name]) == []
    with reading(actor=cast[name], purpose=Purpose.SUPERVISION, action="test"), pytest.raises(NotFound):
        selectors.complaint(actor=cast[name], complaint_id=made.id)


def test_whoever_complained_sees_their_own_with_the_names_and_no_other(cast: Cast) -> None:
    report = rooms.received()
    mine, theirs = complained(report, about=[cast["responder"].id]), complained(rooms.received())
    services.acknowledge(actor=cast["standards"], complaint_id=mine.id)
    person = Actor.receipt(report.id)
    with reading(actor=person, purpose=Purpose.OWN_RECORD, action="test"):
        [shown] = selectors.complaints(actor=person)
        with pytest.raises(NotFound):
            selectors.complaint(actor=person, complaint_id=theirs.id)
    assert (shown.id, shown.state_words) == (mine.id, "Somebody looks into it")
    assert all((shown.owner, *shown.about))


def test_what_waits_for_a_first_answer_is_first_and_late_only_until_it_has_one(cast: Cast) -> None:
    report, who = rooms.received(), cast["standards"]
    long_ago, decided, looked_into, waiting, later = (complained(report) for _ in range(5))
    for one in (long_ago, decided, looked_into):
        services.acknowledge(actor=who, complaint_id=one.id)
    for one in (long_ago, decided):
        services.decide(actor=who, complaint_id=one.id, finding="acceptable", result="We looked.")
    with clock.shifted(timedelta(days=20)):
        shown = seen(who)
    assert [one.id for one in shown] == [one.id for one in (waiting, later, looked_into, decided, long_ago)]
    assert {one.id for one in shown if one.overdue} == {waiting.id, later.id}
