"""What the timeline of a matter says of contact: reports, their grades and calls, to those who may see each."""

import pytest

from bluelamp.contact import services
from bluelamp.contact.timeline import entries
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.records.timeline import Entry
from tests.factories.records import looking
from tests.factories.rooms import received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def told(actor: Actor, *matters: object) -> list[Entry]:
    with looking(actor):
        return list(entries(actor=actor, matters=frozenset(matters)))  # type: ignore[arg-type]  # ids


def test_a_report_is_told_when_it_came_and_when_it_was_graded(cast: Cast) -> None:
    report, other, desk = received(), received(), cast["call_taker"]
    came = f"Report {report.reference} received"
    assert [one.text for one in told(desk, report.matter_id)] == [came]
    graded = services.set_graded(actor=desk, report_id=report.id, grade="P2")
    found = told(desk, report.matter_id)
    assert [(one.text, one.at) for one in found] == [
        (came, report.received_at),
        (f"Report {report.reference} graded P2", graded.graded_at),
    ]
    assert {str(one.subject) for one in found} == {f"contact.report:{report.id}"}
    assert len(told(desk, report.matter_id, other.matter_id)) == 3


def test_a_call_says_who_answered_and_what_came_of_it_and_before_that_how_it_stands(cast: Cast) -> None:
    report, desk = received(), cast["call_taker"]
    call = services.answer_call(actor=desk, client_id=new_id())
    services.attach_report(actor=desk, call_id=call.id, report_id=report.id)
    assert told(desk, report.matter_id)[1].text == f"Call {call.reference}: On the line"
    services.end_call(actor=desk, call_id=call.id, outcome="report")
    ended = told(desk, report.matter_id)[1]
    assert (ended.text, ended.by) == (f"Call {call.reference}: A report was taken", desk.id)


def test_whoever_reported_sees_their_report_and_not_the_desks_calls(cast: Cast) -> None:
    report, desk = received(), cast["call_taker"]
    call = services.answer_call(actor=desk, client_id=new_id())
    services.attach_report(actor=desk, call_id=call.id, report_id=report.id)
    assert len(told(Actor.receipt(report.id), report.matter_id)) == 1
    for name in ("dispatcher", "detective", "outsider"):
        assert told(cast[name], report.matter_id) == []
