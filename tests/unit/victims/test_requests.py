"""What victims write is answered by its day, by somebody who may; and what they think of us is counted alone."""

from datetime import timedelta
from typing import Any

import pytest

from bluelamp.contact.models import Report
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from bluelamp.core.workdays import add_working_days
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading, writing
from bluelamp.victims import policies, rules, selectors, services
from bluelamp.victims.enums import RequestKind
from bluelamp.victims.types import Asked
from tests.factories import rooms
from tests.factories.victims import written
from tests.plugins.cast import Cast


def test_every_kind_has_its_results_and_its_day() -> None:
    assert set(policies.RESULTS) == set(RequestKind)
    for kind in RequestKind:
        calm, urgent = (rules.request_due(kind, today(), flagged=flagged) for flagged in (False, True))
        assert today() < urgent <= calm


def waiting(actor: Actor) -> list[Asked]:
    with reading(actor=actor, purpose=Purpose.VICTIM_CARE, action="test"):
        return selectors.requests(actor=actor)


@pytest.mark.django_db
def test_what_is_about_safety_comes_first_and_is_due_first(cast: Cast) -> None:
    report = rooms.received()
    written(report, "statement")
    urgent = written(report, "withdrawal", flagged=True)
    found = waiting(cast["call_taker"])
    assert found[0].id == urgent.id
    assert urgent.due_on == add_working_days(today(), 1)
    with clock.shifted(timedelta(days=20)):
        assert all(one.overdue for one in waiting(cast["call_taker"]))
    assert {flagged for flagged, *_ in selectors.waiting_requests(actor=cast["call_taker"])} == {True, False}


@pytest.mark.django_db
def test_nobody_reviews_their_own_decision(cast: Cast) -> None:
    report, boss = rooms.received(), cast["supervisor"]
    own = written(report, "review", not_by=boss.id)
    for act in (services.take_request, services.settle_request):
        words: dict[str, Any] = {} if act is services.take_request else {"outcome": "stands", "result": "No."}
        with pytest.raises(Conflict, match="Somebody else has to review it"):
            act(actor=boss, request_id=own.id, **words)
    with pytest.raises(NotAllowed):
        services.take_request(actor=cast["call_taker"], request_id=own.id)
    other = written(report, "review", not_by=cast["detective"].id)
    services.settle_request(actor=boss, request_id=other.id, outcome="again", result="We look at it again.")
    assert [news["kind"] for news in rooms.announced("victims.RequestSettled")] == ["review"]
    rooms.bring_news()
    with pytest.raises(IllegalTransition):
        services.settle_request(actor=boss, request_id=other.id, outcome="stands", result="Or not.")


@pytest.mark.django_db
def test_a_wish_to_stop_changes_nothing_but_that_somebody_talks_with_them(cast: Cast) -> None:
    report = rooms.received()
    crime = rooms.crime(cast, report.matter_id, report_id=report.id)
    case = rooms.case(cast, report.matter_id, owner="detective")
    wish = written(report, "withdrawal")
    for outcome, result, field in (("read", "x", "outcome"), ("goes_on", " ", "result")):
        with pytest.raises(Invalid) as refused:
            services.settle_request(actor=cast["detective"], request_id=wish.id, outcome=outcome, result=result)
        assert refused.value.field == field
    services.settle_request(
        actor=cast["detective"],
        request_id=wish.id,
        outcome="no_support",
        result="We spoke. I will tell you what follows.",
    )
    with writing():
        crime.refresh_from_db(fields=["state"])
        case.refresh_from_db(fields=["state"])
    assert (crime.state, case.state) == ("recorded", "open")


@pytest.mark.django_db
def test_only_the_person_writes_it_and_others_do_not_read_it(cast: Cast) -> None:
    report, other = rooms.received(), rooms.received()
    wish = written(report, "statement")
    with pytest.raises(NotAllowed):
        services.receive_request(
            actor=Actor.receipt(other.id),
            matter_id=report.matter_id,
            kind="statement",
            draft_id=wish.draft_id,
            journey_version="0" * 64,
            answers={},
        )
    for actor in (Actor.receipt(other.id), cast["detective"], cast["support"]):
        with reading(actor=actor, purpose=Purpose.VICTIM_CARE, action="test"):
            assert selectors.requests_for_matter(actor=actor, matter_id=report.matter_id) == []


def rated(report: Report, rating: str) -> None:
    services.rate_service(
        actor=Actor.receipt(report.id),
        report_id=report.id,
        matter_id=report.matter_id,
        rating=rating,
        shortfalls=["slow", "nonsense"],
        confidence="fair",
    )


@pytest.mark.django_db
def test_what_people_think_is_counted_once_each_and_never_of_a_few(cast: Cast) -> None:
    boss, month = cast["supervisor"], today().replace(day=1)
    span = {"since": month, "until": month + timedelta(days=32)}
    reports = [rooms.received() for _ in range(5)]
    for report in reports[:4]:
        rated(report, "good")
    rated(reports[0], "very_poor")  # a second answer counts for nothing
    few = selectors.satisfaction(actor=boss, **span)
    assert (few.answers, few.too_few, few.rating) == (4, True, {})
    rated(reports[4], "poor")
    counts = selectors.satisfaction(actor=boss, **span)
    assert counts.rating == {"good": 4, "poor": 1}
    assert (counts.shortfalls, counts.confidence) == ({"slow": 5}, {"fair": 5})
    assert selectors.has_rated(
        actor=Actor.receipt(reports[4].id), report_id=reports[4].id, matter_id=reports[4].matter_id
    )
    assert all(entry.subjects == [] for entry in Entry.objects.filter(action="victims.satisfaction.give"))
    with pytest.raises(Invalid):
        rated(reports[4], "splendid")
    with pytest.raises(NotAllowed):
        selectors.satisfaction(actor=cast["detective"], **span)
