"""The database of one load: finished files are measured as they are, and it reaches for nothing else."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bluelamp.analytics.queries import Box, Query, literal
from bluelamp.analytics.workbench import Part, Workbench, workbench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with workbench(tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("positions", "located", "box"),
    [
        ("(51.0, 1.5), (NULL, NULL), (52.0, 0.5)", 2, Box(51.0, 0.5, 52.0, 1.5)),
        ("(NULL::DOUBLE, NULL::DOUBLE), (NULL, NULL), (NULL, NULL)", 0, None),
    ],
)
def test_a_finished_file_is_measured(
    bench: Workbench, tmp_path: Path, positions: str, located: int, box: Box | None
) -> None:
    path = tmp_path / "part.parquet"
    rows = f"SELECT * FROM (VALUES {positions}) AS told(latitude, longitude)"
    bench.run(Query(f"COPY ({rows}) TO {literal(str(path))} (FORMAT parquet)"))
    assert bench.measured(path) == Part(path, 3, located, box)


def test_values_are_given_beside_the_text(bench: Workbench) -> None:
    assert bench.run(Query("SELECT $told AS told", {"told": "'; DROP TABLE part"})) == [("'; DROP TABLE part",)]


def test_times_are_those_of_greenwich_and_not_of_the_machine(bench: Workbench) -> None:
    said = "SELECT (TIMESTAMPTZ '2024-07-01 12:00:00+00')::VARCHAR AS told"
    assert bench.run(Query(said)) == [("2024-07-01 12:00:00+00",)]


def test_it_fetches_no_extension_by_itself(bench: Workbench) -> None:
    with pytest.raises(duckdb.Error, match="requires the extension httpfs"):
        bench.run(Query("SELECT * FROM read_csv('https://example.org/x.csv')"))


def test_nothing_of_it_is_kept(tmp_path: Path) -> None:
    with workbench(tmp_path) as first:
        first.run(Query("CREATE TABLE part AS SELECT 1 AS one"))
    with workbench(tmp_path) as second, pytest.raises(duckdb.CatalogException):
        second.run(Query("FROM part"))
