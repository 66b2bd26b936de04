"""What happened to reports like one: which cohorts are old enough, whose are many enough, and the shares among them.

Pure: the warehouse's manifest and counts in, figures out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bluelamp.analytics.cohorts import Cohort
from bluelamp.analytics.endings import ENDINGS
from bluelamp.analytics.enums import Basis, Ending, Kind, Level
from bluelamp.analytics.manifest import Held
from bluelamp.analytics.months import number_of
from bluelamp.analytics.types import EndingShare, Stage, Unit
from bluelamp.quant.incidence import Spell, cumulative_incidence
from bluelamp.quant.intervals import wilson

HORIZONS = (1, 3, 6, 12)  # months
FOLLOW_UP = HORIZONS[-1]
MOST_COHORTS = 24  # months: how reports were dealt with long ago says little about the next one
ENOUGH = 100  # reports; with fewer those of a wider area are counted
FEWEST = 10  # below this nothing is said: it would be chance, and near to telling of single reports
_ORDER = (Level.AREA, Level.FORCE, Level.NATION)


def mature(units: Mapping[Unit, Held]) -> list[Cohort]:
    """The latest cohorts of each force, on each basis, that were followed up for a year.

    With dates that means a file of outcomes for the month of the report and every month of the year after it; a month
    that is missing could hide an ending. Of last outcomes nobody is told the day: files that came in one load are
    taken for one download, which cannot be older than the latest month in it.
    """
    street, outcomes = defaultdict[str, dict[int, str]](dict), defaultdict[str, set[int]](set)
    for unit, held in units.items():
        if unit.kind is Kind.STREET:
            street[unit.force][number_of(unit.month)] = held.load_id
        elif unit.kind is Kind.OUTCOMES:
            outcomes[unit.force].add(number_of(unit.month))
    found: list[Cohort] = []
    for force, months in street.items():
        seen: dict[str, int] = {}
        for month, load in months.items():
            seen[load] = max(month, seen.get(load, month))
        dated = [m for m in months if all(m + gone in outcomes[force] for gone in range(FOLLOW_UP + 1))]
        last = [m for m, load in months.items() if m + FOLLOW_UP <= seen[load]]
        for basis, every in ((Basis.DATED, dated), (Basis.LAST, last)):
            found += [Cohort(force, month, basis) for month in sorted(every)[-MOST_COHORTS:]]
    return found


@dataclass(frozen=True, slots=True)
class Fate:
    """``count`` reports that ended alike: ``ending`` after ``delay`` months, each -1 where there is none.

    They were made to ``force`` from month ``first`` to ``last`` (numbers).
    """

    force: str
    in_area: bool
    basis: Basis
    ending: int
    delay: int
    count: int
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reports that are counted, and whose they are."""

    level: Level
    basis: Basis
    fates: tuple[Fate, ...]

    @property
    def cases(self) -> int:
        return sum(fate.count for fate in self.fates)


def choose(fates: Iterable[Fate], levels: Iterable[Level], force: str) -> Chosen:
    """The nearest of ``levels`` to an area of ``force`` with enough reports, dated before undated; without one,
    whichever has most."""
    every, offered = list(fates), set(levels)
    candidates = [
        Chosen(level, basis, tuple(fate for fate in every if fate.basis is basis and _within(fate, level, force)))
        for level in _ORDER
        if level in offered
        for basis in (Basis.DATED, Basis.LAST)
    ]
    return next((one for one in candidates if one.cases >= ENOUGH), max(candidates, key=lambda one: one.cases))


def _within(fate: Fate, level: Level, force: str) -> bool:
    return {Level.AREA: fate.in_area, Level.FORCE: fate.force == force, Level.NATION: True}[level]


def stages(chosen: Chosen) -> tuple[Stage, ...]:
    """Shares at each horizon, or one stage without a time where the data hold only a last outcome: never a curve.

    Every cohort was followed for a year, so the estimate is the plain share of reports, and Wilson's interval is right.
    """
    if chosen.basis is Basis.LAST:
        counts = {ending: sum(f.count for f in chosen.fates if f.ending == n) for n, ending in enumerate(ENDINGS)}
        return (Stage(None, tuple(_shares(counts, chosen.cases))),)
    found = cumulative_incidence(_spells(chosen.fates), HORIZONS)
    return tuple(
        Stage(months, tuple(_shares({e: _count(found.ended.get(e, ()), n, chosen) for e in ENDINGS}, chosen.cases)))
        for n, months in enumerate(HORIZONS)
    )


def _spells(fates: Sequence[Fate]) -> Iterator[Spell]:
    for fate in fates:
        ended = 0 <= fate.delay <= FOLLOW_UP
        yield Spell(fate.delay if ended else FOLLOW_UP, ENDINGS[fate.ending] if ended else None, fate.count)


def _count(shares: Sequence[float], at: int, chosen: Chosen) -> int:
    return round(shares[at] * chosen.cases) if shares else 0


def _shares(counts: Mapping[Ending, int], cases: int) -> Iterator[EndingShare]:
    for ending, count in {**counts, Ending.OPEN: cases - sum(counts.values())}.items():
        likely = wilson(count, cases)
        yield EndingShare(ending, count, count / cases, likely.low, likely.high)
