"""Which reports are counted and what is said of them: followed up for a year, enough of them, near enough."""

import pytest

from bluelamp.analytics.cohorts import Cohort
from bluelamp.analytics.endings import ENDINGS
from bluelamp.analytics.enums import Basis, Ending, Kind, Level
from bluelamp.analytics.manifest import Held
from bluelamp.analytics.months import month_of, number_of
from bluelamp.analytics.track_record import ENOUGH, MOST_COHORTS, Chosen, Fate, choose, mature, stages
from bluelamp.analytics.types import Unit

FIRST = number_of("2021-01")
EVERYWHERE = (Level.AREA, Level.FORCE, Level.NATION)


def units(kind: Kind, months: range, *, force: str = "kent", load: str = "one") -> dict[Unit, Held]:
    """One held for each month, counted from January 2021."""
    found = (Unit(kind, force, month_of(FIRST + n)) for n in months)
    return {
        unit: Held(
            unit=unit,
            files=(),
            rows=1,
            located=0,
            rejected=0,
            source="",
            sha256="",
            identity="",
            load_id=load,
            loaded_at="",
            box=None,
        )
        for unit in found
    }


def months(cohorts: list[Cohort], basis: Basis, force: str = "kent") -> list[int]:
    """Of which months there are cohorts, counted from January 2021."""
    return [one.month - FIRST for one in cohorts if (one.basis, one.force) == (basis, force)]


@pytest.mark.parametrize(("missing", "found"), [(None, [0, 1]), (0, [1]), (5, []), (12, []), (13, [0])])
def test_a_month_without_outcomes_could_hide_an_ending(missing: int | None, found: list[int]) -> None:
    held = {**units(Kind.STREET, range(2)), **units(Kind.OUTCOMES, range(14))}
    if missing is not None:
        del held[Unit(Kind.OUTCOMES, "kent", month_of(FIRST + missing))]
    assert months(mature(held), Basis.DATED) == found


def test_outcomes_of_another_force_follow_nobody_up() -> None:
    held = {**units(Kind.STREET, range(1)), **units(Kind.OUTCOMES, range(13), force="essex")}
    assert mature(held) == []


@pytest.mark.parametrize(("later", "found"), [(11, []), (12, [0])])
def test_a_last_outcome_is_a_year_old_when_its_download_reaches_a_year_on(later: int, found: list[int]) -> None:
    held = units(Kind.STREET, range(1)) | units(Kind.STREET, range(later, later + 1))
    assert months(mature(held), Basis.LAST) == found


def test_months_loaded_one_by_one_may_each_be_new() -> None:
    held = units(Kind.STREET, range(1), load="one") | units(Kind.STREET, range(12, 13), load="two")
    assert mature(held) == []


def test_the_latest_two_years_are_counted() -> None:
    held = {**units(Kind.STREET, range(30)), **units(Kind.OUTCOMES, range(42))}
    assert months(mature(held), Basis.DATED) == list(range(30 - MOST_COHORTS, 30))


def fate(
    count: int,
    *,
    ending: Ending | None = None,
    delay: int = -1,
    basis: Basis = Basis.DATED,
    force: str = "kent",
    in_area: bool = True,
) -> Fate:
    return Fate(force, in_area, basis, -1 if ending is None else ENDINGS.index(ending), delay, count)


def test_the_nearest_with_enough_reports_are_counted() -> None:
    near, force, nation = fate(9), fate(90, in_area=False), fate(500, force="essex", in_area=False)
    chosen = choose([near, force, nation], EVERYWHERE, "kent")
    assert (chosen.level, chosen.cases) == (Level.NATION, 599)
    assert choose([fate(ENOUGH), nation], EVERYWHERE, "kent").level is Level.AREA
    assert choose([fate(ENOUGH - 1), fate(1, in_area=False), nation], EVERYWHERE, "kent").level is Level.FORCE


def test_a_force_that_is_asked_for_is_not_narrowed_to_a_district() -> None:
    assert choose([fate(500)], (Level.FORCE, Level.NATION), "kent").level is Level.FORCE


def test_dated_endings_come_before_last_outcomes_of_the_same_place_and_are_never_mixed() -> None:
    dated, last = fate(ENOUGH), fate(300, basis=Basis.LAST)
    assert choose([last, dated], EVERYWHERE, "kent") == Chosen(Level.AREA, Basis.DATED, (dated,))
    few = fate(ENOUGH - 1)
    assert choose([few, last], EVERYWHERE, "kent") == Chosen(Level.AREA, Basis.LAST, (last,))


def test_where_nowhere_are_enough_the_most_are_counted() -> None:
    few = [fate(5), fate(30, in_area=False), fate(20, basis=Basis.LAST, in_area=False)]
    assert choose(few, EVERYWHERE, "kent").cases == 35


def counted(chosen: Chosen) -> list[tuple[int | None, dict[Ending, int]]]:
    """Of each stage the endings that came to anybody, and how many are open."""
    return [(one.months, {share.ending: share.count for share in one.shares if share.count}) for one in stages(chosen)]


def test_an_ending_counts_from_the_end_of_its_month_on() -> None:
    fates = (
        fate(10, ending=Ending.CHARGED, delay=0),
        fate(20, ending=Ending.NO_SUSPECT, delay=3),
        fate(30, ending=Ending.RESOLVED, delay=12),
        fate(15, ending=Ending.RESOLVED, delay=13),  # after the year in which everybody was followed
        fate(25),
    )
    assert counted(Chosen(Level.AREA, Basis.DATED, fates)) == [
        (1, {Ending.CHARGED: 10, Ending.OPEN: 90}),
        (3, {Ending.CHARGED: 10, Ending.NO_SUSPECT: 20, Ending.OPEN: 70}),
        (6, {Ending.CHARGED: 10, Ending.NO_SUSPECT: 20, Ending.OPEN: 70}),
        (12, {Ending.CHARGED: 10, Ending.NO_SUSPECT: 20, Ending.RESOLVED: 30, Ending.OPEN: 40}),
    ]


def test_a_last_outcome_has_no_months() -> None:
    fates = (fate(30, ending=Ending.CHARGED, basis=Basis.LAST), fate(70, basis=Basis.LAST))
    assert counted(Chosen(Level.FORCE, Basis.LAST, fates)) == [(None, {Ending.CHARGED: 30, Ending.OPEN: 70})]


def test_shares_add_up_to_all_and_lie_within_their_intervals() -> None:
    (stage, *_) = stages(Chosen(Level.AREA, Basis.DATED, (fate(7, ending=Ending.CHARGED, delay=1), fate(4))))
    assert sum(one.share for one in stage.shares) == pytest.approx(1)
    assert [one.ending for one in stage.shares] == [*ENDINGS, Ending.OPEN]
    assert all(one.low <= one.share <= one.high for one in stage.shares)
    charged = stage.share(Ending.CHARGED)
    assert (round(charged.low, 3), round(charged.high, 3)) == (0.354, 0.848)  # Wilson, 7 of 11
