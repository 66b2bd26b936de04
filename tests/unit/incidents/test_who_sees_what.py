"""The control room's pictures and refusals, the ledger and the live events behind every step."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.access.models import User
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import IllegalTransition, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.incidents import selectors, services
from bluelamp.incidents.models import Incident, LogEntry, Resource
from bluelamp.ledger.reading import writing
from tests.factories.rooms import announced, on_ledger, published, received
from tests.plugins.cast import Cast
from tests.unit.incidents.test_services import crew, opened, sent, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("heard_by_somebody")]


@pytest.mark.parametrize("role", ["responder", "detective", "analyst", "auditor", "citizen", "outsider"])
def test_only_the_control_room_opens_sends_and_closes(cast: Cast, role: str) -> None:
    assignment, actor = sent(cast), cast[role]
    other = crew(cast, "responder2", callsign="RA02")
    for attempt in (
        lambda: services.open_incident(
            actor=actor, matter_id=new_id(), grade="P1", summary="x", nsir_class="crime", place_label="x"
        ),
        lambda: services.dispatch(actor=actor, incident_id=assignment.incident_id, resource_id=other.id),
        lambda: services.stand_down(actor=actor, assignment_id=assignment.id, reason="x"),
        lambda: services.add_resource(actor=actor, callsign="ZZ99", kind="car"),
        lambda: services.reopen(actor=actor, incident_id=assignment.incident_id, reason="x"),
        lambda: selectors.board(actor=actor),
        lambda: selectors.ended(actor=actor),
        lambda: selectors.crews_near(actor=actor, latitude=52.0, longitude=-1.9, km=5),
    ):
        with pytest.raises(NotAllowed):
            attempt()


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


def test_every_step_is_on_the_ledger_and_on_the_screens(cast: Cast) -> None:
    assignment = sent(cast)
    services.accept(actor=cast["responder"], assignment_id=assignment.id)
    for action in ("incidents.incident.open", "incidents.incident.dispatch", "incidents.assignment.accept"):
        assert on_ledger(action) == 1
    assert published("assignment") == [f"actor:{cast['responder'].id}"] * 2
    assert {"role:dispatcher", "role:supervisor", "role:rtic_analyst"} <= set(published("incident"))
    assert len(announced("incidents.IncidentOpened")) == len(announced("incidents.OfficerSent")) == 1


def test_a_report_opens_one_incident(cast: Cast) -> None:
    report = received()

    def open_it() -> Incident:
        return services.open_incident(
            actor=cast["call_taker"],
            matter_id=report.matter_id,
            report_id=report.id,
            grade="P1",
            summary="Broken window.",
            nsir_class="crime",
            place_label="1 Lantern Row",
        )

    assert open_it().id == open_it().id
    assert on_ledger("incidents.incident.open") == len(announced("incidents.IncidentOpened")) == 1


def test_standing_down_twice_is_once(cast: Cast) -> None:
    assignment = sent(cast)
    for _ in range(2):
        services.stand_down(actor=cast["dispatcher"], assignment_id=assignment.id, reason="Nearer crew.")
    assert on_ledger("incidents.assignment.stand_down") == 1
    assert state(assignment.incident_id) == "open"


def test_a_visit_after_all_can_be_resulted(cast: Cast) -> None:
    """P4 is settled without a visit; when somebody is sent all the same, they say how it ended."""
    incident, resource = opened(cast, "P4"), crew(cast, "responder")
    assignment = services.dispatch(actor=cast["dispatcher"], incident_id=incident.id, resource_id=resource.id)
    with pytest.raises(IllegalTransition):
        services.result(actor=cast["dispatcher"], incident_id=incident.id, code="advice", text="Done.")
    for step in (services.accept, services.travel, services.arrive):
        step(actor=cast["responder"], assignment_id=assignment.id)
    for _ in range(2):
        services.result(actor=cast["responder"], incident_id=incident.id, code="advice", text="Done.")
    assert state(incident.id) == "resulted"
    assert on_ledger("incidents.incident.result") == len(announced("incidents.IncidentResulted")) == 1


def test_what_needs_no_visit_is_resulted_from_the_desk(cast: Cast) -> None:
    incident = opened(cast, "P4")
    services.result(actor=cast["dispatcher"], incident_id=incident.id, code="advice", text="Advised by phone.")
    assert state(incident.id) == "resulted"


def ended(cast: Cast, *, closed: bool) -> Incident:
    """Visited, resulted, and perhaps put away."""
    assignment = sent(cast)
    for step in (services.accept, services.travel, services.arrive):
        step(actor=cast["responder"], assignment_id=assignment.id)
    incident = services.result(actor=cast["responder"], incident_id=assignment.incident_id, code="crime", text="Done.")
    return services.close(actor=cast["dispatcher"], incident_id=incident.id) if closed else incident


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("role", ["dispatcher", "supervisor"])
def test_what_was_not_over_goes_on(cast: Cast, role: str, closed: bool) -> None:
    incident = ended(cast, closed=closed)
    told = len(published("incident"))
    for _ in range(2):
        services.reopen(actor=cast[role], incident_id=incident.id, reason="They came back.")
    with writing():
        found = Incident.objects.get(pk=incident.id)
        lines = [line.text for line in LogEntry.objects.filter(incident=found).order_by("id")]
    assert (found.state, found.result_code, found.resulted_at) == ("open", "", None)
    assert found.arrived_at is not None  # the response time of the first visit stays
    assert lines[-1] == "Opened again: They came back."
    assert any(line.startswith("Crime dealt with") for line in lines)
    assert on_ledger("incidents.incident.reopen") == len(announced("incidents.IncidentReopened")) == 1
    assert set(published("incident")[told:]) == {"role:dispatcher", "role:supervisor", "role:rtic_analyst"}


@pytest.mark.parametrize("role", ["responder", "call_taker", "rtic_analyst", "detective", "citizen"])
def test_who_was_there_does_not_open_it_again(cast: Cast, role: str) -> None:
    incident = ended(cast, closed=True)
    with pytest.raises(NotAllowed):
        services.reopen(actor=cast[role], incident_id=incident.id, reason="x")
    assert state(incident.id) == "closed"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 10_001])
def test_opening_again_needs_its_reason(cast: Cast, reason: str) -> None:
    incident = ended(cast, closed=False)
    with pytest.raises(Invalid) as refused:
        services.reopen(actor=cast["dispatcher"], incident_id=incident.id, reason=reason)
    assert refused.value.field == "reason"
    assert state(incident.id) == "resulted"


def test_what_is_not_over_cannot_be_opened_again(cast: Cast) -> None:
    with pytest.raises(IllegalTransition, match="Possible now: dispatch"):
        services.reopen(actor=cast["dispatcher"], incident_id=opened(cast).id, reason="x")


def test_after_a_visit_the_second_end_needs_none(cast: Cast) -> None:
    dispatcher, incident = cast["dispatcher"], ended(cast, closed=True)
    services.reopen(actor=dispatcher, incident_id=incident.id, reason="A question was left.")
    services.result(actor=dispatcher, incident_id=incident.id, code="advice", text="Answered by phone.")
    assert state(incident.id) == "resulted"
    assert len(announced("incidents.IncidentResulted")) == 2


def test_who_was_there_does_not_end_what_others_are_dealing_with(cast: Cast) -> None:
    dispatcher, incident = cast["dispatcher"], ended(cast, closed=False)
    services.reopen(actor=dispatcher, incident_id=incident.id, reason="They came back.")
    other = crew(cast, "responder2", callsign="RA02")
    sent_now = services.dispatch(actor=dispatcher, incident_id=incident.id, resource_id=other.id)
    for step in (services.accept, services.travel, services.arrive):
        step(actor=cast["responder2"], assignment_id=sent_now.id)
    with pytest.raises(NotAllowed, match="not on this incident any more"):
        services.result(actor=cast["responder"], incident_id=incident.id, code="advice", text="Over.")
    services.result(actor=cast["responder2"], incident_id=incident.id, code="advice", text="Over.")
    assert state(incident.id) == "resulted"


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


@pytest.mark.parametrize("who", ["exhibits_officer", "citizen", "nobody", "inactive"])
def test_a_crew_is_of_people_who_can_see_its_work(cast: Cast, who: str) -> None:
    User.objects.filter(pk=cast["responder2"].id).update(is_active=False)
    strangers = {"nobody": new_id(), "inactive": cast["responder2"].id}
    with pytest.raises(Invalid) as refused:
        services.add_resource(
            actor=cast["dispatcher"],
            callsign="RA09",
            kind="car",
            crew=[cast["responder"].id, strangers.get(who) or cast[who].id],
        )
    assert refused.value.field == "crew"
    assert "Ruth Calloway" not in refused.value.message
    assert not Resource.objects.exists()


def test_nobody_rides_twice_in_one_car(cast: Cast) -> None:
    assert crew(cast, "responder", "supervisor", "responder").crew == [cast["responder"].id, cast["supervisor"].id]


def test_what_is_wrong_is_named_and_leaves_nothing(cast: Cast) -> None:
    dispatcher, incident = cast["dispatcher"], opened(cast)
    crew(cast, "responder")
    lines = LogEntry.objects.count()
    for field, attempt in (
        ("code", lambda: services.result(actor=dispatcher, incident_id=incident.id, code="fine", text="x")),
        ("kind", lambda: services.add_resource(actor=dispatcher, callsign="RA09", kind="tank")),
        ("callsign", lambda: services.add_resource(actor=dispatcher, callsign="RA01", kind="car")),
    ):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert refused.value.field == field
    assert LogEntry.objects.count() == lines
    absent: tuple[Callable[[], object], ...] = (
        lambda: services.dispatch(actor=dispatcher, incident_id=new_id(), resource_id=new_id()),
        lambda: services.dispatch(actor=dispatcher, incident_id=incident.id, resource_id=new_id()),
        lambda: services.accept(actor=dispatcher, assignment_id=new_id()),
    )
    for missing in absent:
        with pytest.raises(NotFound):
            missing()


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
        ("AA00", "foot", 52.4885),
        ("AA01", "bicycle", 52.4880),
        ("AA02", "van", 52.4890),
        ("ZZ99", "car", 52.4895),
    ):
        services.add_resource(actor=desk, callsign=callsign, kind=kind, latitude=north, longitude=-1.89)
    services.add_resource(actor=desk, callsign="LL00", kind="foot")
    services.add_resource(actor=desk, callsign="LL01", kind="car")
    with writing():
        offered = selectors.candidates(actor=desk, incident_id=incident.id)
    assert {round(one.minutes) for one in offered if one.minutes is not None} == {8}
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
