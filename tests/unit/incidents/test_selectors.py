"""The control room's pictures, each for whoever looks: who sees what, in which order, and with how few queries."""

from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.incidents import selectors, services
from bluelamp.incidents.models import Incident
from bluelamp.ledger.reading import writing
from tests.factories.rooms import received
from tests.plugins.cast import Cast
from tests.unit.incidents.test_services import crew, opened, sent
from tests.unit.incidents.test_who_sees_what import ended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("heard_by_somebody")]


def test_officers_of_other_matters_neither_see_nor_write(cast: Cast) -> None:
    assignment, other = sent(cast), cast["responder2"]
    where = assignment.incident_id
    with pytest.raises(NotAllowed):
        services.add_note(actor=other, incident_id=where, text="x")
    with pytest.raises(NotAllowed):
        services.result(actor=other, incident_id=where, code="crime", text="x")
    with writing():
        assert selectors.my_work(actor=other) == []
        for selector in (selectors.incident, selectors.log, selectors.assignments_for):
            with pytest.raises(NotFound):
                selector(actor=other, incident_id=where)


def test_what_nobody_goes_to_stands_first_of_its_grade(cast: Cast) -> None:
    on_way, waits, later = sent(cast).incident_id, opened(cast).id, opened(cast, "P2").id
    with writing():
        rows = selectors.board(actor=cast["dispatcher"]).rows
    assert [row.incident.id for row in rows] == [waits, on_way, later]


def test_what_waits_for_a_yes_stands_first_on_the_phone(cast: Cast) -> None:
    cars = [crew(cast, "responder", callsign=callsign) for callsign in ("RA01", "RA02", "RA03")]
    lesser, urgent, asked = (
        services.dispatch(actor=cast["dispatcher"], incident_id=opened(cast, grade).id, resource_id=car.id)
        for grade, car in zip(("P2", "P1", "P3"), cars, strict=True)
    )
    for accepted in (urgent, lesser):
        services.accept(actor=cast["responder"], assignment_id=accepted.id)
    with writing():
        mine = selectors.my_work(actor=cast["responder"])
    assert [item.assignment.id for item in mine] == [asked.id, urgent.id, lesser.id]


def test_what_has_ended_is_listed_for_a_day_or_until_it_is_closed(cast: Cast) -> None:
    resulted, closed = ended(cast, closed=False), opened(cast, "P4")
    services.result(actor=cast["dispatcher"], incident_id=closed.id, code="advice", text="Advised.")
    services.close(actor=cast["dispatcher"], incident_id=closed.id)
    opened(cast)

    def listed() -> set[UUID]:
        with writing():
            return {incident.id for incident in selectors.ended(actor=cast["rtic_analyst"])}

    assert listed() == {resulted.id, closed.id}
    with clock.shifted(timedelta(days=1, seconds=1)):
        assert listed() == {resulted.id}


def test_people_see_how_far_help_has_come_on_their_own_report_only(cast: Cast) -> None:
    report, other = received(), received()
    incident = services.open_incident(
        actor=cast["call_taker"],
        matter_id=report.matter_id,
        report_id=report.id,
        grade="P1",
        summary="x",
        nsir_class="crime",
        place_label="x",
    )
    services.dispatch(actor=cast["dispatcher"], incident_id=incident.id, resource_id=crew(cast, "responder").id)
    with writing():
        [progress] = selectors.progress_for_matter(actor=Actor.receipt(report.id), matter_id=report.matter_id)
    assert progress.sent_at is not None
    assert progress.arrived_at is None
    with pytest.raises(NotAllowed):
        selectors.progress_for_matter(actor=Actor.receipt(other.id), matter_id=report.matter_id)


def test_the_soonest_is_offered_first_and_the_lost_last(cast: Cast) -> None:
    incident = opened(cast)
    near = crew(cast, "responder")
    add = services.add_resource
    far = add(actor=cast["dispatcher"], callsign="AA01", kind="car", latitude=52.6, longitude=-2.1)
    lost = add(actor=cast["dispatcher"], callsign="AA00", kind="car")
    with writing():
        offered = selectors.candidates(actor=cast["dispatcher"], incident_id=incident.id)
    assert [candidate.resource.id for candidate in offered] == [near.id, far.id, lost.id]
    assert offered[2].minutes is None


def test_of_those_as_soon_a_car_is_offered_before_whoever_is_slower(cast: Cast) -> None:
    incident, desk = opened(cast), cast["dispatcher"]
    for callsign, kind, north in (
        ("AA00", "foot", 52.4990),
        ("AA01", "bicycle", 52.4990),
        ("AA02", "van", 52.4890),
        ("ZZ99", "car", 52.4895),
    ):
        services.add_resource(actor=desk, callsign=callsign, kind=kind, latitude=north, longitude=-1.89)
    services.add_resource(actor=desk, callsign="LL00", kind="foot")
    services.add_resource(actor=desk, callsign="LL01", kind="car")
    with writing():
        offered = selectors.candidates(actor=desk, incident_id=incident.id)
    soon = {one.resource.callsign: one.minutes or 0 for one in offered}
    assert soon["AA02"] < soon["ZZ99"] < soon["AA02"] + 1 < soon["AA01"] < soon["AA00"]
    assert [one.resource.callsign for one in offered] == ["ZZ99", "AA02", "AA01", "AA00", "LL01", "LL00"]


def test_who_would_be_first_there_after_the_target_is_late(cast: Cast) -> None:
    incident, desk = opened(cast), cast["dispatcher"]
    crew(cast, "responder")
    services.add_resource(actor=desk, callsign="AA01", kind="car", latitude=52.6, longitude=-2.1)
    services.add_resource(actor=desk, callsign="AA00", kind="car")

    def late() -> list[bool]:
        with writing():
            return [one.late for one in selectors.candidates(actor=desk, incident_id=incident.id)]

    assert late() == [False, True, False]
    with clock.shifted(timedelta(minutes=10)):
        assert late() == [True, True, False]
    Incident.objects.filter(pk=incident.id).update(arrived_at=clock.now())
    with clock.shifted(timedelta(minutes=10)):
        assert late() == [False, False, False]


@pytest.mark.parametrize("rows", [1, 20])
def test_the_board_asks_the_same_however_full(
    cast: Cast, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        car = crew(cast, "responder", callsign=f"RA{number:02d}")
        services.dispatch(actor=cast["dispatcher"], incident_id=opened(cast).id, resource_id=car.id)
    with clock.shifted(timedelta(minutes=16)), writing(), django_assert_max_num_queries(3):
        board = selectors.board(actor=cast["dispatcher"])
    assert len(board.rows) == len(board.resources) == rows
    assert all(row.late and row.callsigns for row in board.rows)


@pytest.mark.parametrize("rows", [1, 5])
def test_the_logs_of_a_matter_are_asked_for_once(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk = cast["dispatcher"]
    found = [opened(cast) for _ in range(rows)]
    for number, incident in enumerate(found):
        services.add_note(actor=desk, incident_id=incident.id, text=f"Line {number}.")
    with writing():
        with django_assert_num_queries(2):
            logs = selectors.logs_of(actor=desk, incidents={incident.id for incident in found})
        assert [logs[incident.id][-1].entry.text for incident in found] == [f"Line {number}." for number in range(rows)]
        assert logs[found[0].id] == selectors.log(actor=desk, incident_id=found[0].id)
        assert selectors.logs_of(actor=cast["outsider"], incidents={incident.id for incident in found}) == {}
