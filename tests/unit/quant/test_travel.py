"""How long a journey is and how long it takes, also where a globe is awkward."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.quant.travel import WEST_MIDLANDS, TravelCurve, crow_km

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
LONDON, PARIS = (51.5074, -0.1278), (48.8566, 2.3522)
HALF_WAY_ROUND = 20_015.1  # kilometres


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (LONDON, PARIS, 343.6),
        ((52.0, -1.9), (53.0, -1.9), 111.2),  # a degree north, wherever one is
        ((60.0, 0.0), (60.0, 1.0), 55.6),  # a degree east is half as far there as at the equator
        ((0.0, 179.5), (0.0, -179.5), 111.2),  # across the line where the day changes, not round the globe
        ((90.0, 0.0), (-90.0, 77.0), HALF_WAY_ROUND),
        (LONDON, LONDON, 0.0),
    ],
)
def test_as_the_crow_flies(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert crow_km(a, b) == pytest.approx(km, abs=0.1)
    assert crow_km(b, a) == pytest.approx(km, abs=0.1)


@given(a=POINTS)
def test_the_other_side_of_the_globe_is_the_farthest_that_there_is(a: tuple[float, float]) -> None:
    opposite = (-a[0], a[1] + 180)
    assert crow_km(a, opposite) == pytest.approx(HALF_WAY_ROUND, abs=0.1)


def test_farther_takes_longer_but_each_kilometre_less_than_the_one_before() -> None:
    minutes = [WEST_MIDLANDS.minutes(km) for km in range(30)]
    steps = [later - earlier for earlier, later in pairwise(minutes)]
    assert minutes[0] > 0, "setting out takes time too"
    assert all(step > 0 for step in steps)
    assert steps == sorted(steps, reverse=True)


def test_a_force_puts_its_own_figures_in() -> None:
    assert TravelCurve(base=1, root=2, linear=3).minutes(4) == 17


def test_no_distance_is_less_than_none() -> None:
    with pytest.raises(ValueError, match="negative"):
        WEST_MIDLANDS.minutes(-0.001)
