"""Who sees which reports and calls, what a queue gives away, and what is said of whoever sent a report."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.contact import selectors, services
from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from tests.factories.rooms import received, told
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


@pytest.mark.parametrize("role", ["responder", "analyst", "crime_registrar", "citizen", "outsider"])
def test_the_queue_is_the_desks(cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed):
        selectors.waiting_reports(actor=cast[role])
    with pytest.raises(NotAllowed):
        selectors.waiting_calls(actor=cast[role], call_backs=True)


def test_people_see_their_own_report_and_no_other(cast: Cast) -> None:
    mine, other = received(), received()
    me = Actor.receipt(mine.id)
    with writing():
        assert selectors.report(actor=me, report_id=mine.id).id == mine.id
        assert selectors.reports_for_matter(actor=me, matter_id=other.matter_id) == []
        with pytest.raises(NotFound):
            selectors.report(actor=me, report_id=other.id)
        with pytest.raises(NotAllowed):
            selectors.assessments(actor=me, report_id=mine.id)


@pytest.mark.parametrize("role", ["responder", "detective", "analyst", "auditor"])
def test_without_a_part_in_the_matter_a_report_is_not_there(cast: Cast, role: str) -> None:
    report = received()
    with writing(), pytest.raises(NotFound):
        selectors.report(actor=cast[role], report_id=report.id)


def test_whoever_sent_the_reports_of_a_matter_is_asked_for_once(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hurt, unhurt = told(1, hurt=True), told(2)
    with writing():
        one = Report.objects.get(pk=hurt)
    Report.objects.filter(pk=unhurt).update(matter_id=one.matter_id)
    with writing():
        each = [selectors.sender(actor=cast["call_taker"], report_id=report_id) for report_id in (hurt, unhurt)]
        with django_assert_num_queries(1):
            assert selectors.senders(actor=cast["call_taker"], matter_id=one.matter_id) == each
        assert selectors.senders(actor=cast["outsider"], matter_id=one.matter_id) == []


def test_whoever_works_on_a_matter_sees_its_report_and_calls_and_whoever_reported_no_call(cast: Cast) -> None:
    desk, officer, report = cast["call_taker"], cast["responder"], received()
    call = services.answer_call(actor=desk, client_id=new_id())
    services.attach_report(actor=desk, call_id=call.id, report_id=report.id)
    sender = Actor.receipt(report.id)
    with writing():
        for actor in (officer, sender):
            assert selectors.calls_for_matters(actor=actor, matters=[report.matter_id]) == []
            assert selectors.calls_by_id(actor=actor, ids=[call.id]) == {}
            with pytest.raises(NotFound):
                selectors.call(actor=actor, call_id=call.id)
        involve(actor=JOB, matter=report.matter_id, who=officer.id, relation=Relation.ASSIGNED)
        assert selectors.call(actor=officer, call_id=call.id).id == call.id
        assert set(selectors.reports_by_id(actor=officer, ids=[report.id, received().id])) == {report.id}


def test_a_call_waits_once_until_it_is_dealt_with_and_apart_when_it_was_promised_back(cast: Cast) -> None:
    desk = cast["call_taker"]
    live, back, done = (services.answer_call(actor=desk, client_id=new_id()).id for _ in range(3))
    services.end_call(actor=desk, call_id=back, outcome="call_back", call_back_by=now() + timedelta(hours=1))
    services.end_call(actor=desk, call_id=done, outcome="advice")
    waiting = [
        [one.id for one in selectors.waiting_calls(actor=desk, call_backs=call_backs)] for call_backs in (False, True)
    ]
    assert waiting == [[live], [back]]


def test_whoever_sends_a_crew_sees_what_a_report_warns_of_and_not_the_report(cast: Cast) -> None:
    report, calm = received(), received()
    Report.objects.filter(pk=report.id).update(risk_reasons=["Vulnerable", "Weapon"])
    both = {report.matter_id, calm.matter_id}
    with writing():
        found = selectors.signs_of(actor=cast["dispatcher"], matters=both)
        assert {matter: [sign.words for sign in signs] for matter, signs in found.items()} == {
            report.matter_id: ["Weapon", "Vulnerable"]
        }
        assert selectors.reports_by_id(actor=cast["dispatcher"], ids=[report.id]) == {}
        for who in ("responder", "analyst", "citizen"):
            assert selectors.signs_of(actor=cast[who], matters=both) == {}
        involve(actor=JOB, matter=report.matter_id, who=cast["responder"].id, relation=Relation.ASSIGNED)
        assert set(selectors.signs_of(actor=cast["responder"], matters=both)) == {report.matter_id}


@pytest.mark.parametrize("role", ["responder", "dispatcher", "analyst", "citizen", "outsider"])
def test_how_to_reach_somebody_safely_is_for_those_who_contact_them(cast: Cast, role: str) -> None:
    first, matter_id = received(), received().matter_id
    with writing():
        found = selectors.correspondent(actor=cast["call_taker"], matter_id=first.matter_id)
        assert found is not None
        assert (found.report_id, found.safe_contact) == (first.id, first.safe_contact)
        assert selectors.correspondent(actor=cast["call_taker"], matter_id=new_id()) is None
        with pytest.raises(NotAllowed):
            selectors.correspondent(actor=cast[role], matter_id=matter_id)


def test_of_several_reports_of_a_matter_the_first_says_whom_to_reach(cast: Cast) -> None:
    later, earlier = received(), received()
    Report.objects.filter(pk=earlier.id).update(
        matter_id=later.matter_id, received_at=later.received_at - timedelta(hours=1)
    )
    with writing():
        found = selectors.correspondent(actor=cast["call_taker"], matter_id=later.matter_id)
    assert found is not None
    assert found.report_id == earlier.id


@pytest.mark.parametrize("read", [selectors.assessments, selectors.settlement])
def test_how_a_report_was_weighed_is_not_for_whoever_sent_it_nor_for_other_detectives(
    cast: Cast, read: Callable[..., object]
) -> None:
    report = received()
    with writing():
        with pytest.raises(NotAllowed):
            read(actor=Actor.receipt(report.id), report_id=report.id)
        with pytest.raises(NotFound):
            read(actor=cast["detective"], report_id=report.id)
        assert not read(actor=cast["call_taker"], report_id=report.id)


def test_a_period_has_its_first_moment_and_not_the_first_of_the_next(cast: Cast) -> None:
    report = received()
    at, hour = report.received_at, timedelta(hours=1)
    for start, end, found in ((at, at + hour, [report.id]), (at - hour, at, [])):
        received_then = selectors.received_between(actor=cast["crime_registrar"], start=start, end=end)
        assert [one.id for one in received_then] == found
    with pytest.raises(NotAllowed):
        selectors.received_between(actor=cast["detective"], start=at, end=at + hour)


def test_people_see_all_that_is_their_own_the_latest_first(cast: Cast) -> None:
    first, second, _other = received(), received(), received()
    involve(actor=JOB, matter=second.matter_id, who=first.id, relation=Relation.OWN)
    with writing():
        mine = selectors.own_reports(actor=Actor.receipt(first.id))
    assert [one.id for one in mine] == [second.id, first.id]


@pytest.mark.parametrize(
    ("born", "from_victim", "age"),
    [
        ("2008-06-01", True, 18),  # today
        ("2008-06-02", True, 17),
        ("2008-06-01", False, None),  # the victim's, who is somebody else
    ],
)
def test_how_old_a_sender_is_counts_birthdays_and_only_their_own(
    cast: Cast, born: str, from_victim: bool, age: int | None
) -> None:
    report_id = told(3)
    with writing():
        kept = Report.objects.get(pk=report_id)
        Report.objects.filter(pk=report_id).update(answers={**kept.answers, "your_born": born}, from_victim=from_victim)
        with clock.fixed(datetime(2026, 6, 1, 12, tzinfo=UTC)):
            assert selectors.sender(actor=cast["call_taker"], report_id=report_id).age == age
