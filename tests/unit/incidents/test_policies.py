"""Two crews and an incident, in whatever order people press the buttons; and who may press them."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import sampled_from

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import IllegalTransition, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.core.states import Machine
from bluelamp.incidents import policies
from bluelamp.incidents.enums import AssignmentState, IncidentState, ResourceKind
from bluelamp.incidents.policies import ASSIGNMENT, INCIDENT, already

CASES = [
    (machine, state, action)
    for machine, states in ((INCIDENT, IncidentState.values), (ASSIGNMENT, AssignmentState.values))
    for state, action in product(states, sorted({t.action for t in machine.transitions}))
]


@pytest.mark.parametrize(("machine", "state", "action"), CASES)
def test_only_what_the_table_says_is_possible(machine: Machine, state: str, action: str) -> None:
    listed = [t.target for t in machine.transitions if t.action == action and state in t.sources]
    if listed:
        assert [machine.next(state, action)] == listed
        return
    with pytest.raises(IllegalTransition) as refused:
        machine.next(state, action)
    possible = ", ".join(machine.actions(state)).replace("_", " ") or "nothing more"
    assert refused.value.message.endswith(f"Possible now: {possible}.")


class Response(RuleBasedStateMachine):
    """The tables of incident and assignment, joined as the services join them."""

    def __init__(self) -> None:
        super().__init__()
        self.incident: str = IncidentState.OPEN
        self.crews: dict[str, str] = {}

    @rule(crew=sampled_from(["RA01", "RA02"]))
    def dispatch(self, crew: str) -> None:
        if crew not in self.crews and "dispatch" in INCIDENT.actions(self.incident):
            self.incident = INCIDENT.next(self.incident, "dispatch")
            self.crews[crew] = AssignmentState.OFFERED

    @rule(crew=sampled_from(["RA01", "RA02"]), step=sampled_from(["accept", "travel", "arrive"]))
    def progress(self, crew: str, step: str) -> None:
        """What the crew may do, the incident may too: it never refuses a crew that is on its way."""
        if crew in self.crews and step in ASSIGNMENT.actions(self.crews[crew]):
            self.crews[crew] = ASSIGNMENT.next(self.crews[crew], step)
            self.incident = INCIDENT.next(self.incident, step)
            assert already(self.crews[crew], step)

    @rule(crew=sampled_from(["RA01", "RA02"]))
    def stand_down(self, crew: str) -> None:
        if crew in self.crews:
            ASSIGNMENT.next(self.crews.pop(crew), "release")
            if not self.crews:
                self.incident = INCIDENT.next(self.incident, "abandon")

    @rule(step=sampled_from(["result", "result_without_visit", "close", "reopen"]))
    def end(self, step: str) -> None:
        if step in INCIDENT.actions(self.incident):
            self.incident = INCIDENT.next(self.incident, step)
            self.crews.clear()

    @invariant()
    def nobody_waits_for_an_incident_that_has_a_crew(self) -> None:
        if self.crews:
            assert self.incident in {IncidentState.ASSIGNED, IncidentState.ATTENDING, IncidentState.ON_SCENE}
        else:
            assert self.incident in {IncidentState.OPEN, IncidentState.RESULTED, IncidentState.CLOSED}


TestResponse = Response.TestCase
TestResponse.settings = settings(max_examples=100, deadline=None)


STAFF = {
    role: Actor(ActorKind.STAFF, new_id(), frozenset({role}))
    for role in (Role.DISPATCHER, Role.SUPERVISOR, Role.RESPONDER, Role.CALL_TAKER)
}


@pytest.mark.parametrize(
    ("state", "grade", "visited", "can"),
    [
        (IncidentState.OPEN, "P1", False, False),  # somebody has to go first
        (IncidentState.OPEN, "P1", True, True),
        (IncidentState.OPEN, "P4", False, True),
        (IncidentState.ATTENDING, "P4", False, False),  # somebody is on the way
        (IncidentState.ON_SCENE, "P1", True, True),
        (IncidentState.RESULTED, "P4", True, False),
    ],
)
def test_an_incident_that_wants_a_visit_is_not_ended_without_one(
    state: str, grade: str, visited: bool, can: bool
) -> None:
    assert policies.can_result(state, grade=grade, visited=visited) is can


@pytest.mark.parametrize(
    ("role", "is_control"),
    [(Role.DISPATCHER, True), (Role.SUPERVISOR, True), (Role.RESPONDER, False), (Role.CALL_TAKER, False)],
)
def test_a_crew_or_the_control_room_says_how_far_it_is_and_the_control_room_alone_sends(
    role: Role, is_control: bool
) -> None:
    actor, others = STAFF[role], [new_id()]
    for check in (policies.check_is_crew, policies.check_is_there):
        check(actor, [*others, actor.id])
        with nullcontext() if is_control else pytest.raises(NotAllowed):
            check(actor, others)
    assert policies.can_send(actor, IncidentState.OPEN) is is_control
    assert not policies.can_send(actor, IncidentState.CLOSED)


@pytest.mark.parametrize(
    ("since", "age", "accuracy", "keeps"),
    [
        (None, timedelta(0), 5.0, True),
        (policies.SHORTEST, timedelta(0), 5.0, True),
        (policies.SHORTEST - timedelta(seconds=1), timedelta(0), 5.0, False),
        (-timedelta(minutes=1), timedelta(0), 5.0, False),  # a later one has come before it
        (None, policies.STALEST, policies.COARSEST, True),
        (None, policies.STALEST + timedelta(seconds=1), 5.0, False),
        (None, timedelta(0), policies.COARSEST + 1, False),
    ],
)
def test_a_position_is_kept_when_it_is_news_and_says_where_a_crew_is(
    since: timedelta | None, age: timedelta, accuracy: float, keeps: bool
) -> None:
    found_at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    known_at = None if since is None else found_at - since
    assert policies.is_worth_keeping(known_at, found_at, age=age, accuracy=accuracy) is keeps


def test_every_kind_of_resource_has_its_place_among_the_swift() -> None:
    """One without would break the list of candidates for everybody."""
    assert set(policies.SWIFTEST) == set(ResourceKind)
