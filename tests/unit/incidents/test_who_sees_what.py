"""The control room's refusals, the ledger and the live events behind every step."""

from collections.abc import Callable

import pytest

from bluelamp.access.models import User
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
