"""Over every path of its table, a referral is over or somebody has to act; and it goes to whom it fits best."""

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.ids import new_id
from bluelamp.victims import policies
from bluelamp.victims.enums import Need, ReferralState
from bluelamp.victims.types import Partner

_ROOM = UUID(int=1)


def partner(name: str, *takes: str) -> Partner:
    return Partner(uuid5(_ROOM, name), name, new_id(), frozenset(takes))


@given(st.lists(st.integers(min_value=0, max_value=9), max_size=30))
def test_on_every_path_somebody_has_it_until_it_is_over(steps: list[int]) -> None:
    state: str = ReferralState.WAITING
    for step in steps:
        actions = policies.REFERRAL.actions(state)
        if not actions:
            break
        state = policies.REFERRAL.next(state, actions[step % len(actions)])
        held = (state in policies.WITH_PARTNER) or (state in policies.WITH_SUPERVISOR)
        assert held != (state in policies.OVER), state
        # What nobody answers ends with a supervisor, by the job alone.
        silent = {"sent": "chase", "chased": "escalate"}
        while state in silent and step % 2:
            state = policies.REFERRAL.next(state, silent[state])
        assert state not in silent or step % 2 == 0


def test_every_state_is_somebodys_or_over() -> None:
    assert policies.REFERRAL.states == policies.WITH_PARTNER | policies.WITH_SUPERVISOR | policies.OVER
    assert policies.REFERRAL.actions(ReferralState.WITHDRAWN) == ()


def test_the_partner_that_takes_most_of_it_is_asked_first() -> None:
    general, young, both = partner("B", Need.OTHER), partner("A", Need.YOUNG), partner("C", Need.YOUNG, Need.TALK)
    known = [general, young, both]
    assert policies.best_partner(known, [Need.YOUNG, Need.TALK], ()) == both
    assert policies.best_partner(known, [Need.YOUNG, Need.TALK], {both.id}) == young
    assert policies.best_partner(known, [], ()) == general
    assert policies.best_partner(known, [Need.HATE], ()) == general
    assert policies.best_partner([young], [Need.HATE], ()) is None
