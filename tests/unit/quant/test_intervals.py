from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.quant.intervals import Interval, median_interval, wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_equals_the_values_newcombe_published(successes: int, trials: int, low: float, high: float) -> None:
    interval = wilson(successes, trials)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int]:
    trials = draw(st.integers(1, 10**9))
    return draw(st.integers(0, trials)), trials


@settings(deadline=None)
@given(shares())
def test_holds_the_share_and_mirrors(share: tuple[int, int]) -> None:
    successes, trials = share
    interval, mirrored = wilson(successes, trials), wilson(trials - successes, trials)
    assert 0 <= interval.low <= successes / trials <= interval.high <= 1
    assert interval.low == pytest.approx(1 - mirrored.high, abs=1e-9)


@settings(deadline=None)
@given(shares())
def test_more_confidence_is_wider(share: tuple[int, int]) -> None:
    narrow, wide = wilson(*share, confidence=0.8), wilson(*share, confidence=0.99)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (-1, 5), (6, 5)])
def test_a_share_of_nothing_is_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="at least one trial"):
        wilson(successes, trials)


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95.0])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, confidence=confidence)


@pytest.mark.parametrize(("n", "k"), [(5, 0), (6, 1), (10, 2), (20, 6), (100, 40)])
def test_the_interval_of_a_median_is_that_of_the_tables(n: int, k: int) -> None:
    """The k-th smallest and k-th largest: Conover (1999), "Practical Nonparametric Statistics", table A3."""
    found = median_interval(list(range(1, n + 1)))
    assert found == (Interval(k, n - k + 1) if k else None)


@given(st.lists(st.integers(0, 600), min_size=6, max_size=200))
def test_a_median_lies_in_its_interval_and_more_confidence_is_wider(values: list[int]) -> None:
    found, wider = median_interval(values), median_interval(values, confidence=0.99)
    assert found is not None
    assert found.low <= median(values) <= found.high
    assert wider is None or (wider.low <= found.low and found.high <= wider.high)


def test_ten_thousand_values_take_no_time_and_nonsense_is_refused() -> None:
    found = median_interval(list(range(10_000)))
    assert found is not None
    assert found.low == pytest.approx(4900, abs=10)
    assert found.high == pytest.approx(5100, abs=10)
    with pytest.raises(ValueError, match="between 0 and 1"):
        median_interval([1.0], confidence=1)
