"""An alert's life, by its table."""

from contextlib import suppress
from itertools import product

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import sampled_from

from bluelamp.core.errors import IllegalTransition
from bluelamp.intelligence.enums import AlertState
from bluelamp.intelligence.policies import ALERT

ACTIONS = sorted({transition.action for transition in ALERT.transitions})


@pytest.mark.parametrize(("state", "action"), list(product(AlertState.values, ACTIONS)))
def test_only_an_active_alert_changes(state: str, action: str) -> None:
    if state == AlertState.ACTIVE:
        assert ALERT.next(state, action) in AlertState.values
        return
    with pytest.raises(IllegalTransition, match="Possible now: nothing more"):
        ALERT.next(state, action)


class AlertsLife(RuleBasedStateMachine):
    """Whatever is tried in whatever order: an alert ends once, and stays as it ended."""

    def __init__(self) -> None:
        super().__init__()
        self.state: str = AlertState.ACTIVE
        self.ended: str = ""

    @rule(action=sampled_from(ACTIONS))
    def attempt(self, action: str) -> None:
        with suppress(IllegalTransition):
            self.state = ALERT.next(self.state, action)
        if self.state != AlertState.ACTIVE:
            self.ended = self.ended or self.state

    @invariant()
    def stays_as_it_ended(self) -> None:
        assert self.state == (self.ended or AlertState.ACTIVE)


TestAlertsLife = AlertsLife.TestCase
TestAlertsLife.settings = settings(max_examples=50, deadline=None)
