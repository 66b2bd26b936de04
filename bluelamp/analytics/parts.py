"""Accepted rows on their way into Parquet: spilled as csv by unit, turned into parts beside the reading.

Bounded memory: a part never has more than ``PART_ROWS`` rows or ``PART_BYTES`` (and a block), and only one is
turned at a time.
"""

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import duckdb

from bluelamp.analytics.durable import sync_file
from bluelamp.analytics.layouts import Header
from bluelamp.analytics.queries import Box, extent, part_from_csv
from bluelamp.analytics.reading import UnitKey

PART_ROWS = 150_000
PART_BYTES = 48 << 20
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "128MB",
    "threads": 1,  # the reader has the other core
    "preserve_insertion_order": False,
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


class PartWriter:
    """Takes the accepted lines of one file. Use it in ``with``; ``finish`` gives the parts of each unit."""

    def __init__(self, folder: Path, header: Header) -> None:
        self._folder, self._header = folder, header
        self._rows: Counter[UnitKey] = Counter()
        self._numbers: Counter[UnitKey] = Counter()
        self._parts: dict[UnitKey, list[Part]] = {}
        self._database = duckdb.connect(config={**_SETTINGS, "temp_directory": str(folder / "sorting")})
        self._database.execute("SET TimeZone = 'UTC'")
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._turning: tuple[UnitKey, Future[Part]] | None = None
        folder.mkdir(parents=True)

    def __enter__(self) -> "PartWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._database.close()

    def add(self, unit: UnitKey, lines: list[str]) -> None:
        """Keep lines, in order, for a unit."""
        if not lines:
            return
        with self._spill(unit).open("ab") as spill:
            spill.write("\n".join(lines).encode())
            spill.write(b"\n")
            size = spill.tell()
        self._rows[unit] += len(lines)
        if self._rows[unit] >= PART_ROWS or size >= PART_BYTES:
            self._turn(unit)

    def finish(self) -> dict[UnitKey, list[Part]]:
        """Wait for the last part. Every part is on the disk when this returns."""
        for unit in list(self._rows):
            self._turn(unit)
        self._wait()
        return self._parts

    def _spill(self, unit: UnitKey) -> Path:
        force, month = unit
        return self._folder / f"{force}-{month}.csv"

    def _turn(self, unit: UnitKey) -> None:
        self._wait()
        rows = self._rows.pop(unit)
        part = self._folder / f"{unit[0]}-{unit[1]}-{self._numbers[unit]}.parquet"
        self._numbers[unit] += 1
        spill = self._spill(unit).replace(part.with_suffix(".csv"))
        self._turning = unit, self._worker.submit(self._convert, spill, part, rows)

    def _convert(self, spill: Path, part: Path, rows: int) -> Part:
        query = part_from_csv(self._header, source=str(spill), target=str(part))
        self._database.execute(query.sql)
        sync_file(part)
        spill.unlink()
        measure = extent([str(part)])
        written, located, *corners = self._database.execute(measure.sql, dict(measure.values)).fetchone() or (
            0,
            0,
            None,
        )
        if written != rows:
            raise RuntimeError(f"{rows} rows were accepted but {written} were written.")
        return Part(part, rows, located, None if corners[0] is None else Box(*corners))

    def _wait(self) -> None:
        if self._turning is not None:
            unit, future = self._turning
            self._turning = None
            self._parts.setdefault(unit, []).append(future.result())
