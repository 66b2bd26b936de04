"""Two crews and an incident, in whatever order people press the buttons."""

from itertools import product

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import sampled_from

from bluelamp.core.errors import IllegalTransition
from bluelamp.core.states import Machine
from bluelamp.incidents.enums import AssignmentState, IncidentState
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
