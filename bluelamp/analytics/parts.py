"""Rows on their way into Parquet: spilled as csv, then judged and written as parts beside the reading.

Bounded memory: a part never has more than ``PART_ROWS`` rows or ``PART_BYTES`` (and a block), and only one is
turned at a time.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from heapq import merge
from operator import attrgetter
from pathlib import Path
from types import TracebackType

from bluelamp.analytics import shaping, spills
from bluelamp.analytics.reading import Batch
from bluelamp.analytics.rows import Rules
from bluelamp.analytics.spills import Spill
from bluelamp.analytics.types import Rejection
from bluelamp.analytics.workbench import Part, Workbench

UnitKey = tuple[str, str]  # force, month
_File = tuple[Path, int]  # and its rows


class PartWriter:
    """Takes the lines of one file. Use it in ``with``; ``finish`` gives the parts of each unit.

    ``reject`` is told of every row that is in no part, in order of line; ``accepted`` counts the others.
    """

    def __init__(
        self, folder: Path, rules: Rules, bench: Workbench, *, label: str, reject: Callable[[Rejection], None]
    ) -> None:
        self._folder, self._rules, self._bench, self._label, self._reject = folder, rules, bench, label, reject
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._turning: Future[None] | None = None
        self._spills = self.accepted = 0
        self._files: dict[UnitKey, list[_File]] = {}
        folder.mkdir(parents=True)
        self._spill = self._next_spill()

    def __enter__(self) -> "PartWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def add(self, batch: Batch) -> None:
        """Take a batch. What has come in is turned beside the reading as soon as it is enough."""
        self._spill.add(batch)
        if self._spill.is_full:
            self._turn()

    def finish(self) -> dict[UnitKey, list[Part]]:
        """Wait for the last part. Every part is on the disk when this returns."""
        self._turn()
        self._wait()
        parts = {unit: list(self._parts(files)) for unit, files in self._files.items()}
        written = sum(part.rows for every in parts.values() for part in every)
        if written != self.accepted:
            raise RuntimeError(f"{self.accepted} rows were accepted but {written} were written.")
        return parts

    def _next_spill(self) -> Spill:
        self._spills += 1
        return Spill(self._folder / f"{self._spills}.csv")

    def _turn(self) -> None:
        self._wait()
        self._turning = self._worker.submit(self._convert, self._spill)
        self._spill = self._next_spill()

    def _wait(self) -> None:
        if self._turning is not None:
            turning, self._turning = self._turning, None
            turning.result()

    def _convert(self, spill: Spill) -> None:
        faults: dict[int, str] = {}
        if spill.rows:
            self._bench.run(shaping.rows_from_csv(self._rules.header.width, source=str(spill.path)))
            faults = self._faults()
        accepted = spill.rows - len(faults)
        self.accepted += accepted  # before anything is rejected: whoever weighs the two must not be misled
        for rejection in merge(spill.rejected, spill.rejections(self._label, faults), key=attrgetter("line")):
            self._reject(rejection)
        if faults:
            self._bench.run(shaping.without_rows(list(faults)))
        if accepted:
            self._write(spill.path)
        spill.path.unlink(missing_ok=True)

    def _faults(self) -> dict[int, str]:
        """Reasons by row: each different value is judged once, by the rules for a row alone."""
        faults: dict[int, str] = {}
        for group in self._rules.groups:
            values = self._bench.run(shaping.different_values(group.positions))
            said = {value: reason for value in values if (reason := group.reason(value))}
            if said:
                for row, *value in self._bench.run(shaping.rows_with(group.positions, list(said))):
                    faults.setdefault(row, said[tuple(value)])
        return faults

    def _write(self, spill: Path) -> None:
        for unit, file, rows in self._by_unit(spill) if self._rules.unit is None else self._as_one(spill):
            self._files.setdefault(unit, []).append((file, rows))

    def _as_one(self, spill: Path) -> Iterator[tuple[UnitKey, Path, int]]:
        target = spill.with_suffix(".parquet")
        ((rows,),) = self._bench.run(shaping.part_from_rows(self._rules.header, target=str(target)))
        if self._rules.unit:
            yield self._rules.unit, target, rows

    def _by_unit(self, spill: Path) -> Iterator[tuple[UnitKey, Path, int]]:
        positions = self._rules.unit_positions
        units = {v: self._rules.unit_from(v) for v in self._bench.run(shaping.different_values(positions))}
        number = {unit: n for n, unit in enumerate(sorted(set(units.values())))}
        unit_at = {n: unit for unit, n in number.items()}
        homes = {value: number[unit] for value, unit in units.items()}
        query = shaping.parts_by_unit(self._rules.header, positions, homes, target=str(spill.with_suffix("")))
        for name, rows, *_ in self._bench.run(query):
            yield unit_at[int(Path(name).parent.name.removeprefix("unit="))], Path(name), rows

    def _parts(self, files: Sequence[_File]) -> Iterator[Part]:
        """The files of a unit, small ones put together: a file of many months gives each a little at a time."""
        for number, group in enumerate(_gathered(files)):
            target = group[0] if len(group) == 1 else group[0].with_name(f"together-{number}.parquet")
            if len(group) > 1:
                self._bench.run(shaping.together([str(file) for file in group], target=str(target)))
                for file in group:
                    file.unlink()
            yield self._bench.measured(target)


def _gathered(files: Sequence[_File]) -> Iterator[list[Path]]:
    group, held = list[Path](), 0
    for file, rows in files:
        group.append(file)
        held += rows
        if held >= spills.PART_ROWS // 2:
            yield group
            group, held = [], 0
    if group:
        yield group
