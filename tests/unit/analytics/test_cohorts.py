"""What became of the reports of a month, counted from rows as staged, and asked for the cohorts that are wanted."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bluelamp.analytics.cohorts import Cohort, Stamped, cohorts_from, districts_in, fates
from bluelamp.analytics.endings import ENDINGS
from bluelamp.analytics.enums import Basis, Ending
from bluelamp.analytics.months import number_of
from bluelamp.analytics.queries import Query, literal
from bluelamp.analytics.workbench import Workbench, workbench

JANUARY = number_of("2023-01")
CHARGED, NO_SUSPECT, OTHER = (ENDINGS.index(one) for one in (Ending.CHARGED, Ending.NO_SUSPECT, Ending.OTHER))
CHARGE, NOBODY = "Suspect charged", "Investigation complete; no suspect identified"
Report = tuple[str | None, str, str, str]  # id, area, type, last outcome


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with workbench(tmp_path) as made:
        yield made


def report(crime: str | None, *, area: str = "Leeds 001A", kind: str = "Burglary", last: str = "") -> Report:
    return crime, area, kind, last


class Files:
    """Staged rows by month, and the cohorts that are made of them."""

    def __init__(self, bench: Workbench, folder: Path) -> None:
        self.bench, self.folder = bench, folder
        self.street: dict[str, str] = {}
        self.outcomes: dict[str, str] = {}

    def reported(self, month: str, *rows: Report) -> None:
        names = ("crime_id", "lsoa_name", "crime_type", "last_outcome")
        self.street[self._written(f"street-{month}", names, rows)] = month

    def ended(self, month: str, *rows: tuple[str | None, str]) -> None:
        self.outcomes[self._written(f"outcomes-{month}", ("crime_id", "outcome_type"), rows)] = month

    def _written(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> str:
        path = str(self.folder / f"{name}.parquet")
        kept: dict[str, Any] = {column: [row[at] for row in rows] for at, column in enumerate(columns)}
        every = ", ".join(f"unnest(${column}::VARCHAR[]) AS {column}" for column in columns)
        self.bench.run(Query(f"COPY (SELECT {every}) TO {literal(path)} (FORMAT parquet)", kept))
        return path

    def made(self, *, is_dated: bool = True, force: str = "west-yorkshire") -> str:
        """Their cohorts' file, where the warehouse would put it."""
        target = self.folder / f"force={force}" / "load.parquet"
        target.parent.mkdir(exist_ok=True)
        self.bench.run(
            cohorts_from(Stamped(self.street), Stamped(self.outcomes), is_dated=is_dated, target=str(target))
        )
        return str(target)

    def counted(self, basis: Basis, *, is_dated: bool = True) -> list[tuple[Any, ...]]:
        """Rows (months since January, ending, delay, reports) on one basis."""
        columns = f"month - {JANUARY}, ending, delay, n"
        path = self.made(is_dated=is_dated)
        sql = f"SELECT {columns} FROM read_parquet($path, hive_partitioning=false) WHERE basis = $basis ORDER BY ALL"
        return self.bench.run(Query(sql, {"path": path, "basis": basis.value}))


@pytest.fixture
def files(bench: Workbench, tmp_path: Path) -> Files:
    return Files(bench, tmp_path)


def test_the_first_ending_counts_with_the_months_it_took(files: Files) -> None:
    files.reported("2023-01", report("a"), report("b"), report("c"))
    files.ended("2023-03", ("a", NOBODY), ("b", "Under investigation"), ("stranger", CHARGE))
    files.ended("2023-09", ("a", CHARGE), ("b", CHARGE))
    assert files.counted(Basis.DATED) == [(0, -1, -1, 1), (0, CHARGED, 8, 1), (0, NO_SUSPECT, 2, 1)]


def test_of_two_endings_in_one_month_the_further_one_counts(files: Files) -> None:
    files.reported("2023-01", report("a"))
    files.ended("2023-02", ("a", NOBODY), ("a", CHARGE))
    assert files.counted(Basis.DATED) == [(0, CHARGED, 1, 1)]


def test_an_ending_that_nobody_has_heard_of_is_one_of_its_own_and_letters_may_be_of_any_size(files: Files) -> None:
    files.reported("2023-01", report("a"), report("b"))
    files.ended("2023-02", ("a", "Sent to the moon"), ("b", CHARGE.upper()))
    assert files.counted(Basis.DATED) == [(0, CHARGED, 1, 1), (0, OTHER, 1, 1)]


def test_an_ending_before_its_report_came_at_once(files: Files) -> None:
    files.reported("2023-03", report("a"))
    files.ended("2023-01", ("a", CHARGE))
    assert files.counted(Basis.DATED) == [(2, CHARGED, 0, 1)]


def test_a_report_that_stands_twice_counts_once_in_its_first_month_and_one_without_an_id_nowhere(files: Files) -> None:
    files.reported("2023-02", report("a"), report("b"))
    files.reported("2023-01", report("a"), report("a"), report(None), report(None))
    assert files.counted(Basis.DATED) == [(0, -1, -1, 1), (1, -1, -1, 1)]


def test_without_months_of_outcomes_only_what_last_stood_beside_a_report_is_known(files: Files) -> None:
    files.reported(
        "2023-01",
        report("a", last=CHARGE),
        report("b", last="Under investigation"),
        report("c", last="Sent to the moon"),
        report("d"),  # beside which nothing stood
    )
    assert files.counted(Basis.DATED, is_dated=False) == []
    assert files.counted(Basis.LAST, is_dated=False) == [
        (0, -1, -1, 1),
        (0, CHARGED, -1, 1),
        (0, OTHER, -1, 1),
    ]


def test_months_of_outcomes_in_which_nothing_ended_are_known_all_the_same(files: Files) -> None:
    files.reported("2023-01", report("a"))
    assert files.counted(Basis.DATED, is_dated=True) == [(0, -1, -1, 1)]


def test_a_district_is_counted_once_for_each_report_whatever_is_known_of_it(files: Files, bench: Workbench) -> None:
    files.reported(
        "2023-01",
        report("a", last=CHARGE),
        report("b", kind="Robbery"),
        report("c", area="Bradford 007B"),
        report("d", area=""),  # nobody's district
    )
    files.ended("2023-02", ("a", CHARGE))
    found = bench.run(districts_in([files.made()]))
    assert sorted(found) == [("Bradford", "west-yorkshire", 1), ("Leeds", "west-yorkshire", 2)]


def test_only_the_cohorts_asked_for_are_counted_and_who_is_in_the_district_is_told_apart(
    files: Files, bench: Workbench
) -> None:
    files.reported("2023-01", report("a"), report("b", area="Bradford 007B"), report("r", kind="Robbery"))
    files.reported("2023-02", report("c"), report("d", last=CHARGE))
    files.reported("2023-03", report("e"))
    files.ended("2023-12", ("a", CHARGE), ("c", CHARGE))
    here, there = files.made(), files.made(force="kent")
    wanted = [
        Cohort("west-yorkshire", JANUARY, Basis.DATED),
        Cohort("west-yorkshire", JANUARY + 1, Basis.DATED),
        Cohort("kent", JANUARY, Basis.DATED),
    ]
    query = fates([here, there], wanted, crime_type="Burglary", district="Leeds", force="west-yorkshire", most=6)
    dated = Basis.DATED.value
    assert sorted(bench.run(query)) == [
        ("kent", False, dated, -1, -1, 1, JANUARY, JANUARY),  # in a Leeds of another force
        ("kent", False, dated, CHARGED, 7, 1, JANUARY, JANUARY),
        ("west-yorkshire", False, dated, -1, -1, 1, JANUARY, JANUARY),
        ("west-yorkshire", True, dated, -1, -1, 1, JANUARY + 1, JANUARY + 1),
        ("west-yorkshire", True, dated, CHARGED, 7, 2, JANUARY, JANUARY + 1),  # eleven months and ten: over six
    ]
