"""A machine does what its table says, and says in words what it does not."""

import pytest
from django.db.models import TextChoices
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import IllegalTransition
from bluelamp.core.states import Machine, Transition

DOOR = Machine(
    "door",
    [
        Transition("open", frozenset({"closed"}), "open"),
        Transition("close", frozenset({"open"}), "closed"),
        Transition("lock_up", frozenset({"closed"}), "locked"),
    ],
)


def test_what_the_table_allows() -> None:
    assert DOOR.next("closed", "open") == "open"
    assert DOOR.actions("closed") == ("open", "lock_up")
    assert DOOR.states == {"open", "closed", "locked"}


def test_what_it_does_not_allow_is_said_in_words() -> None:
    with pytest.raises(IllegalTransition, match="is now “open”, so it cannot be changed by “lock up”") as caught:
        DOOR.next("open", "lock_up")
    assert "Possible now: close." in caught.value.message
    assert caught.value.http_status == 409


def test_a_state_is_called_by_its_label() -> None:
    class Lamp(TextChoices):
        LIT = "lit", "Burning"

    lamp = Machine("lamp", [Transition("snuff", frozenset({Lamp.LIT}), "dark")])
    with pytest.raises(IllegalTransition, match="This lamp is now “Burning”, so it cannot be changed by “light”"):
        lamp.next("lit", "light")


def test_a_dead_end_says_so() -> None:
    with pytest.raises(IllegalTransition, match="nothing more"):
        DOOR.next("locked", "open")


@given(st.lists(st.sampled_from(["open", "close", "lock_up"])))
def test_it_never_leaves_its_states(actions: list[str]) -> None:
    state = "closed"
    for action in actions:
        possible = action in DOOR.actions(state)
        try:
            state = DOOR.next(state, action)
        except IllegalTransition:
            assert not possible
        else:
            assert possible
        assert state in DOOR.states
