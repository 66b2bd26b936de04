"""The calls of the demo's day: each ends as it should, and some wait for somebody."""

from datetime import timedelta
from random import Random

import pytest

from bluelamp.contact.models import Call, Report
from bluelamp.contact.selectors import waiting_calls
from bluelamp.core.clock import now
from bluelamp.demo.calls import take_calls
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(cast: Cast) -> list[Call]:
    count = take_calls(actor=cast["call_taker"], rng=Random(5))
    with writing():
        found = list(Call.objects.order_by("-started_at"))
    assert len(found) == count
    return found


def test_every_call_is_over_took_some_minutes_and_lies_in_the_day_behind_us(calls: list[Call]) -> None:
    for call in calls:
        assert call.state != "live"
        assert call.minutes
        assert call.ended_at is not None
        assert now() - timedelta(hours=12) < call.started_at < call.ended_at < now()


def test_whoever_did_not_speak_or_was_promised_a_call_still_waits(cast: Cast, calls: list[Call]) -> None:
    boss = cast["supervisor"]
    left = {call.id: call.outcome for call in calls if call.finished_at is None}
    assert sorted(left.values()) == ["abandoned", "call_back", "call_back", "silent"]
    waiting = {one.id for back in (True, False) for one in waiting_calls(actor=boss, call_backs=back)}
    assert waiting == set(left)
    assert all(
        call.call_back_by and call.call_back_by > call.started_at for call in calls if call.outcome == "call_back"
    )


def test_one_became_a_report_that_came_by_telephone(calls: list[Call]) -> None:
    with writing():
        report = Report.objects.get()
    [reported] = [call for call in calls if call.outcome == "report"]
    assert (reported.report_id, reported.matter_id) == (report.id, report.matter_id)
    assert (report.channel, report.journey_slug) == ("phone", "vehicle-crime")
    assert reported.started_at < report.received_at < now() - timedelta(hours=1)
