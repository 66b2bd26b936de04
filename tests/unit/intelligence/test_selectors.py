"""Who sees intelligence and alerts, and in which order."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.intelligence import selectors, services
from bluelamp.ledger.reading import writing
from tests.factories.intelligence import send, write
from tests.factories.rooms import matter
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def test_what_is_to_be_read_stands_first_then_the_most_serious_then_the_newest(cast: Cast) -> None:
    officer = cast["responder"]
    read, grave, older, newer = (send(cast, severity=one).id for one in ("extreme", "severe", "minor", "minor"))
    services.acknowledge(actor=officer, alert_id=read)
    with writing():
        assert [mine.alert.id for mine in selectors.my_alerts(actor=officer)] == [grave, newer, older, read]


def test_intelligence_is_for_those_who_work_on_the_matter(cast: Cast) -> None:
    kept = matter()
    report = write(cast, matter_id=kept)
    officer = cast["responder"]
    with writing():
        for role in ("rtic_analyst", "supervisor"):
            assert [r.id for r in selectors.reports_for_matter(actor=cast[role], matter_id=kept)] == [report.id]
        for role in ("responder", "detective", "call_taker", "citizen"):
            assert selectors.reports_for_matter(actor=cast[role], matter_id=kept) == []
            with pytest.raises(NotFound):
                selectors.report(actor=cast[role], report_id=report.id)
        involve(actor=Actor.job("test"), matter=kept, who=officer.id, relation=Relation.ASSIGNED)
        assert selectors.report(actor=officer, report_id=report.id).grading == "2BP"


def test_what_is_listed_is_what_they_may_open_and_the_newest_first(cast: Cast) -> None:
    mine, other = matter(), matter()
    older, newer = (write(cast, matter_id=mine).id for _ in range(2))
    elsewhere, of_no_matter = write(cast, matter_id=other).id, write(cast).id
    involve(actor=Actor.job("test"), matter=mine, who=cast["detective"].id, relation=Relation.ASSIGNED)
    with writing():
        assert [one.id for one in selectors.reports(actor=cast["detective"])] == [newer, older]
        all_of_it = [one.id for one in selectors.reports(actor=cast["rtic_analyst"])]
        found = selectors.reports_for_matters(actor=cast["detective"], matters=[mine, other])
    assert all_of_it == [of_no_matter, elsewhere, newer, older]
    assert [one.id for one in found] == [older, newer]


@pytest.mark.parametrize("role", ["responder", "detective", "call_taker", "citizen"])
def test_who_has_seen_it_is_the_centres(cast: Cast, role: str) -> None:
    with pytest.raises(NotAllowed):
        selectors.sent_alerts(actor=cast[role])


@pytest.mark.parametrize("rows", [1, 20])
def test_following_asks_the_same_however_many(
    cast: Cast, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        send(cast)
    with writing(), django_assert_max_num_queries(3):
        assert len(selectors.sent_alerts(actor=cast["rtic_analyst"])) == rows


def test_only_what_still_runs_can_be_replaced(cast: Cast) -> None:
    centre = cast["rtic_analyst"]
    runs, taken_back = send(cast).id, send(cast, headline="Blue van").id
    services.cancel_alert(actor=centre, alert_id=taken_back, reason="Wrong van.")
    with writing():
        for alert, running in ((runs, True), (taken_back, False), (new_id(), False)):
            assert selectors.is_running(actor=centre, alert_id=alert) is running
        assert selectors.running_alert(actor=centre, alert_id=runs).id == runs
        with pytest.raises(NotFound, match="ended or was replaced"):
            selectors.running_alert(actor=centre, alert_id=taken_back)
        with clock.shifted(timedelta(hours=1)):
            assert not selectors.is_running(actor=centre, alert_id=runs)
        assert [one.alert.id for one in selectors.sent_alerts(actor=centre)] == [runs]
        assert [one.alert.id for one in selectors.sent_alerts(actor=centre, running=False)] == [taken_back]
    with pytest.raises(NotAllowed):
        selectors.is_running(actor=cast["responder"], alert_id=runs)
