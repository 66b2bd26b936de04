import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.quant.waits import waited_at_most


def test_without_anybody_giving_up_it_is_the_quantile() -> None:
    waits = [(float(n), True) for n in range(1, 11)]
    assert waited_at_most(waits, 0.5) == 5
    assert waited_at_most(waits, 0.9) == 9


def test_whoever_gave_up_makes_it_longer() -> None:
    """Worked by hand: 1 of 4 answered at 1 (3/4 wait), one gives up at 2, one of 2 answered at 3 (3/8), last at 4."""
    waits = [(1.0, True), (2.0, False), (3.0, True), (4.0, True)]
    assert waited_at_most(waits, 0.25) == 1
    assert waited_at_most(waits, 0.5) == 3
    assert waited_at_most(waits, 0.9) == 4


def test_what_was_never_reached_is_not_said() -> None:
    assert waited_at_most([], 0.5) is None
    assert waited_at_most([(1.0, True), (9.0, False)], 0.9) is None
    assert waited_at_most([(1.0, False)], 0.5) is None


@pytest.mark.parametrize("share", [0, 1, -0.5, 1.5])
def test_a_share_lies_between(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        waited_at_most([], share)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.booleans()), max_size=40))
def test_more_people_wait_longer_and_giving_up_never_flatters(waits: list[tuple[float, bool]]) -> None:
    half, most = waited_at_most(waits, 0.5), waited_at_most(waits, 0.9)
    assert most is None or (half is not None and half <= most)
    answered = waited_at_most([wait for wait in waits if wait[1]], 0.5)
    assert half is None or (answered is not None and answered <= half)
