"""SQL that shapes rows on their way into the warehouse, built by pure functions.

While a part is made its rows are the table ``part``: text as it stood in the file, columns c0, c1 and so on.
"""

from collections.abc import Mapping, Sequence

from bluelamp.analytics.counts import counts
from bluelamp.analytics.layouts import Header, Layout
from bluelamp.analytics.queries import Query, Value, literal, quoted

ROW_GROUP = 16_384  # rows: small, so that a question about a street skips most of a month
BAND = 100  # counts are sorted by bands of 1/100 degree of latitude (1.1 km), then by longitude
# the least compression: more makes files of published rows no smaller, only later
PARQUET = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {ROW_GROUP}"
_NEVER = "\x01"  # stands in no line, so a blank stays a blank


def rows_from_csv(width: int, *, source: str) -> Query:
    """Make ``part`` from a csv of ``width`` columns without a header."""
    spec = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(width))
    return Query(
        f"CREATE OR REPLACE TEMP TABLE part AS FROM read_csv({literal(source)}, auto_detect=false, header=false, "
        f"delim=',', quote='\"', escape='\"', new_line='\\n', nullstr={literal(_NEVER)}, columns={{{spec}}})"
    )


def different_values(positions: Sequence[int]) -> Query:
    """Each combination of values in the columns at ``positions``, once."""
    return Query(f"SELECT DISTINCT {_columns(positions)} FROM part")


def rows_with(positions: Sequence[int], values: Sequence[Sequence[str]]) -> Query:
    """Rows (number from 0, values) that have one of these combinations of values."""
    wanted, told = _listed(values)
    return Query(
        f"SELECT part.rowid, {_columns(positions)} FROM part JOIN (SELECT {wanted}) AS wanted "
        f"ON {_same(positions)} ORDER BY part.rowid",
        told,
    )


def without_rows(numbers: Sequence[int]) -> Query:
    """Take rows out of ``part`` by their numbers."""
    return Query("DELETE FROM part WHERE rowid IN (SELECT unnest($numbers))", {"numbers": numbers})


def part_from_rows(header: Header, *, target: str) -> Query:
    """Write ``part`` as one Parquet file with the layout's columns."""
    return Query(f"COPY (SELECT\n  {_kept(header)}\nFROM part)\nTO {literal(target)} ({PARQUET})")


def parts_by_unit(
    header: Header, positions: Sequence[int], homes: Mapping[tuple[str, ...], int], *, target: str
) -> Query:
    """Write ``part`` into folders ``unit=0``, ``unit=1``: ``homes`` says which values belong where.

    Gives a row for each file: its name, its rows and more.
    """
    wanted, told = _listed(list(homes))
    return Query(
        f"COPY (SELECT\n  {_kept(header)},\n  wanted.unit\n"
        f"FROM part JOIN (SELECT {wanted}, unnest($units) AS unit) AS wanted ON {_same(positions)})\n"
        f"TO {literal(target)} ({PARQUET}, PARTITION_BY (unit), RETURN_STATS)",
        {**told, "units": list(homes.values())},
    )


def together(files: Sequence[str], *, target: str) -> Query:
    """Write several files as one."""
    return Query(
        f"COPY (FROM read_parquet($files, hive_partitioning=false)) TO {literal(target)} ({PARQUET})",
        {"files": list(files)},
    )


def counts_from(files: Sequence[str], *, target: str) -> Query:
    """Write how many rows of ``files`` there are: see ``counts``."""
    return Query(
        f"COPY (FROM ({counts('read_parquet($files, hive_partitioning=false)')}) "
        f"ORDER BY grain, floor(latitude * {BAND}), longitude) TO {literal(target)} ({PARQUET})",
        {"files": list(files)},
    )


def extent(files: Sequence[str]) -> Query:
    """One row: rows, rows with a position, south, west, north, east (``None`` when there are no positions)."""
    return Query(
        "SELECT count(*), count(latitude), min(latitude), min(longitude), max(latitude), max(longitude) "
        "FROM read_parquet($files, hive_partitioning=false)",
        {"files": list(files)},
    )


def _kept(header: Header) -> str:
    return ",\n  ".join(_columns_kept(header.layout, header.positions))


def _columns_kept(layout: Layout, positions: Mapping[str, int]) -> list[str]:
    kept = []
    for column in (*layout.columns, *layout.extra):
        if column.key == "month":
            continue  # the partition says it
        cell = f"c{positions[column.key]}" if column.key in positions else "NULL::VARCHAR"
        kept.append(f"{column.sql.format(cell)} AS {quoted(column.key)}")
    return kept


def _columns(positions: Sequence[int]) -> str:
    return ", ".join(f"part.c{at}" for at in positions)


def _same(positions: Sequence[int]) -> str:
    return " AND ".join(f"part.c{at} = wanted.v{place}" for place, at in enumerate(positions))


def _listed(values: Sequence[Sequence[str]]) -> tuple[str, dict[str, Value]]:
    """Combinations of values as columns v0, v1 and so on, and the parameters that hold them."""
    columns = [list(column) for column in zip(*values, strict=True)]
    wanted = ", ".join(f"unnest($v{place}) AS v{place}" for place in range(len(columns)))
    return wanted, {f"v{place}": column for place, column in enumerate(columns)}
