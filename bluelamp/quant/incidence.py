"""How often each of several endings has come by when, where one ending rules out the others.

Aalen and Johansen (1978), "An empirical transition matrix for non-homogeneous Markov chains based on censored
observations", Scandinavian Journal of Statistics 5, in discrete time: whoever is followed up for less long counts for
as long as they were, and no ending is taken for a mere loss of the others (which would add up to more than everybody).

Times are whole months between two month stamps, and a stamp is an interval: what began in one month and ended ``d``
calendar months later took more than ``d - 1`` and less than ``d + 1`` months. So the share at ``h`` is of those that
had ended **by the end of the h-th calendar month after the month in which they began**, and the share that had truly
ended within ``h`` months lies between the shares at ``h - 1`` and at ``h``. At equal times endings come first:
whoever is followed up for ``h`` months was watched through the whole of the last of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Spell:
    """``count`` began alike and ended by ``cause`` after ``months``. ``None``: they had not, when last seen then."""

    months: int
    cause: str | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Incidence:
    """Of ``began``, the share ended by each cause and the share still open at each horizon; they add up to 1."""

    began: int
    horizons: tuple[int, ...]
    ended: Mapping[str, tuple[float, ...]]
    open: tuple[float, ...]


def cumulative_incidence(spells: Iterable[Spell], horizons: Sequence[int]) -> Incidence:
    """What share had ended by each cause, by the end of each of the ``horizons`` (months, from 0, rising).

    Raises ``ValueError`` for nobody, for negative figures, and for a horizon up to which nobody was followed while
    some had not ended: what nobody has seen is unknown, not unchanged.
    """
    if not horizons or horizons[0] < 0 or any(later <= sooner for sooner, later in pairwise(horizons)):
        raise ValueError("Horizons are months from 0, rising.")
    ends, risk, still = _tallied(spells), 0, 1.0
    risk = began = sum(ends.values())
    if not began:
        raise ValueError("A share of nobody is unknown.")
    causes = sorted({cause for _months, cause in ends if cause is not None})
    running = dict.fromkeys(causes, 0.0)
    ended: dict[str, list[float]] = {cause: [] for cause in causes}
    left: list[float] = []
    for month in range(horizons[-1] + 1):
        if not risk and still:
            raise ValueError(f"Nobody was followed up for {month} months.")
        hazard = still / risk if risk else 0.0
        here = sum(ends[month, cause] for cause in causes)
        for cause in causes:
            running[cause] += hazard * ends[month, cause]
        still = hazard * (risk - here)
        risk -= here + ends[month, None]
        if month in horizons:
            left.append(still)
            for cause in causes:
                ended[cause].append(running[cause])
    return Incidence(began, tuple(horizons), {cause: tuple(told) for cause, told in ended.items()}, tuple(left))


def _tallied(spells: Iterable[Spell]) -> Counter[tuple[int, str | None]]:
    tally = Counter[tuple[int, str | None]]()
    for spell in spells:
        if spell.months < 0 or spell.count < 0:
            raise ValueError("Months and counts cannot be negative.")
        tally[spell.months, spell.cause] += spell.count
    return tally
