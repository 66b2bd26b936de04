"""The database in which the parts of one load are made. Nothing of it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from bluelamp.analytics import shaping
from bluelamp.analytics.durable import sync_file
from bluelamp.analytics.queries import Box, Query

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "128MB",
    "threads": 1,  # the reader has the other core
    "preserve_insertion_order": True,  # rows are numbered by it
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One finished Parquet file. ``box`` holds the rows that have a position; ``None`` when none has."""

    path: Path
    rows: int
    located: int  # rows that have a position
    box: Box | None


class Workbench:
    """One for a load and not for a file: opening it takes longer than reading a small month."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self._database = database

    def run(self, query: Query) -> list[tuple[Any, ...]]:
        """What a query gives."""
        return self._database.execute(query.sql, dict(query.values)).fetchall()

    def measured(self, path: Path) -> Part:
        """A finished file as a part, on the disk for good."""
        sync_file(path)
        ((rows, located, *corners),) = self.run(shaping.extent([str(path)]))
        return Part(path, rows, located, None if corners[0] is None else Box(*corners))


@contextmanager
def workbench(folder: Path) -> Iterator[Workbench]:
    """A workbench that leaves in ``folder`` what does not fit into its memory."""
    with duckdb.connect(config={**_SETTINGS, "temp_directory": str(folder / "sorting")}) as database:
        database.execute("SET TimeZone = 'UTC'")
        database.execute("SET enable_progress_bar = false")  # it would stand in what a command prints
        yield Workbench(database)
