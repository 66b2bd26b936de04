"""Intervals for shares and medians. Neither is shown without its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper limit; for a share, both from 0 to 1; for a median, in its unit."""

    low: float
    high: float


def wilson(successes: int, trials: int, *, confidence: float = 0.95) -> Interval:
    """Wilson's score interval for a share, without continuity correction.

    Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17,
    method 3: close to its nominal coverage also for few trials and for shares near 0 and 1.

    Raises ``ValueError`` unless 0 <= successes <= trials, trials >= 1 and 0 < confidence < 1: a share of
    nothing is not 0%, it is unknown, and the caller must say so.
    """
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError("A share needs at least one trial and no more successes than trials.")
    if not 0 < confidence < 1:
        raise ValueError("Confidence lies between 0 and 1, such as 0.95.")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share, spread = successes / trials, z * z / trials
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / trials + spread / (4 * trials))
    low = 0.0 if successes == 0 else (middle - half) / (1 + spread)
    high = 1.0 if successes == trials else (middle + half) / (1 + spread)
    return Interval(max(0.0, low), min(1.0, high))


def median_interval(values: Sequence[float], *, confidence: float = 0.95) -> Interval | None:
    """An interval for a median that assumes nothing about the distribution; None when there are too few values.

    From the order statistics: the chance that the median lies outside the k-th smallest and k-th largest of n is at
    most twice the binomial tail P(X < k), X ~ B(n, 1/2). Hahn and Meeker (1991), "Statistical Intervals", 5.2.
    """
    if not 0 < confidence < 1:
        raise ValueError("Confidence lies between 0 and 1, such as 0.95.")
    ordered, n = sorted(values), len(values)
    allowed, tail, k = (1 - confidence) / 2, 0.0, 0
    while k < n // 2:
        step = exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * log(2))
        if tail + step > allowed:
            break
        tail, k = tail + step, k + 1
    return Interval(ordered[k - 1], ordered[n - k]) if k else None
