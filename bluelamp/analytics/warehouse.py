"""The one door to the warehouse: open data in Parquet, by kind, force and month, asked through DuckDB.

    manifest.json                                   what is held; written last, in one step
    data/kind=street/force=west-yorkshire/month=2017-07/<load>-0.parquet        rows
    data/kind=street/force=west-yorkshire/month=2017-07/<load>-counts.parquet   how many by point, type and district
    data/cohorts/force=west-yorkshire/<load>.parquet    what became of reports, by month: see cohorts
    rejected/<load>.jsonl                           every row that was not loaded, with its reason
    incoming/<load>/                                a load in progress; rubbish after a crash
    lock                                            held by the load in progress
    stopped.json                                    there while what became of reports is not to be said

No Django and no database server here. Readers never lock: they see the manifest as it was or as it is.
"""

import fcntl
import json
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from bluelamp.analytics.durable import make_folder, move
from bluelamp.analytics.errors import AlreadyLoading
from bluelamp.analytics.manifest import Held, Manifest, read_manifest, write_manifest
from bluelamp.analytics.queries import Query
from bluelamp.analytics.types import LoadSummary, Rejection, Unit
from bluelamp.analytics.workbench import Part

MEMORY_LIMIT = "256MB"
T = TypeVar("T")
Stamp = tuple[int, int, int]
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY_LIMIT,
    "threads": 2,
    "preserve_insertion_order": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit read and turned into parts, waiting to be published."""

    held: Held  # its ``files`` and ``counts`` are not known yet
    parts: tuple[Part, ...]
    counts: Path | None = None


class Warehouse:
    """Open data held in one folder. Safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._manifest_path = self.root / "manifest.json"
        self.stop_path = self.root / "stopped.json"
        self._seen: tuple[Stamp, Manifest] | None = None
        self._database: duckdb.DuckDBPyConnection | None = None
        self._opening = threading.Lock()

    # Reading

    @property
    def manifest(self) -> Manifest:
        """What is held now. Read again only when it has changed."""
        stamp = self.stamp
        seen = self._seen
        if seen is None or seen[0] != stamp:
            self._seen = seen = stamp, read_manifest(self._manifest_path)
        return seen[1]

    @property
    def stamp(self) -> Stamp:
        """Another value after every load: a key for what is remembered about what is held."""
        try:
            stat = self._manifest_path.stat()
        except FileNotFoundError:
            return 0, 0, 0
        return stat.st_mtime_ns, stat.st_size, stat.st_ino

    def steadily(self, read: Callable[[], T]) -> T:
        """What ``read`` gives. A load may take away files while it reads: then it reads once more."""
        stamp = self.stamp
        try:
            return read()
        except duckdb.IOException:
            if self.stamp == stamp:
                raise
            return read()

    def paths(self, units: Iterable[Held]) -> list[str]:
        """The files of units, as queries want them."""
        return [str(self.root / file) for held in units for file in held.files]

    def counts(self, units: Iterable[Held]) -> list[str]:
        """The files of counts of units, of those that have one."""
        return [str(self.root / held.counts) for held in units if held.counts]

    def cohorts(self) -> list[str]:
        """The files of cohorts, of every force that has one."""
        return [str(self.root / file) for file in self.manifest.cohorts.values()]

    def ask(self, query: Query) -> Sequence[tuple[Any, ...]]:
        """The rows of a query. Any number of threads may ask at once."""
        with self._connection().cursor() as cursor:
            return cursor.execute(query.sql, dict(query.values)).fetchall()

    def _connection(self) -> duckdb.DuckDBPyConnection:
        with self._opening:
            if self._database is None:
                self._database = duckdb.connect(config=_SETTINGS)
                # file names are never used twice, so what is remembered of a file cannot go stale
                self._database.execute("SET parquet_metadata_cache = true")
                self._database.execute("SET allowed_directories = $folders", {"folders": [f"{self.root}/"]})
                self._database.execute("SET enable_external_access = false")
                self._database.execute("SET lock_configuration = true")
            return self._database

    def rejections(self, load_id: str) -> Iterator[Rejection]:
        """The rows that a load rejected, in the order in which they were read."""
        path = self.root / "rejected" / f"{load_id}.jsonl"
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    yield Rejection(**json.loads(line))

    # Writing

    @contextmanager
    def loading(self, load_id: str) -> Iterator[Path]:
        """Hold the warehouse for one load: gives its folder for work in progress, gone afterwards.

        Raises ``AlreadyLoading``. A process that is killed lets go of the lock by itself.
        """
        make_folder(self.root)
        with (self.root / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise AlreadyLoading("Another load is running. Wait until it has finished.") from error
            self._sweep()
            folder = self.root / "incoming" / load_id
            make_folder(folder)
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def publish(
        self,
        units: Iterable[NewUnit],
        summary: LoadSummary,
        rejected: Path,
        *,
        at: str,
        actor: str,
        cohorts: Mapping[str, Path],
    ) -> None:
        """Make new units and the cohorts of forces count, all at once, in place of the old. Only inside ``loading``."""
        new = [self._place(unit) for unit in units]
        placed = {force: self._place_cohorts(force, path, summary.load_id) for force, path in cohorts.items()}
        if rejected.exists() and rejected.stat().st_size:
            move(rejected, self.root / "rejected" / f"{summary.load_id}.jsonl")
        after = self.manifest.after(new, summary, at=at, actor=actor, cohorts=placed)
        write_manifest(self._manifest_path, after)
        self._sweep()

    def _place(self, new: NewUnit) -> Held:
        begin, files, counts = f"{_folder(new.held.unit)}/{new.held.load_id}", list(new.held.files), ""
        for number, part in enumerate(new.parts):
            files.append(f"{begin}-{number}.parquet")
            move(part.path, self.root / files[-1])
        if new.counts:
            counts = f"{begin}-counts.parquet"
            move(new.counts, self.root / counts)
        return replace(new.held, files=tuple(files), counts=counts)

    def _place_cohorts(self, force: str, path: Path, load_id: str) -> str:
        name = f"data/cohorts/force={force}/{load_id}.parquet"
        move(path, self.root / name)
        return name

    def _sweep(self) -> None:
        """Remove what no manifest names: replaced units, and what a killed load left behind."""
        named = self.manifest.files
        for path in (self.root / "data").rglob("*.parquet"):
            if str(path.relative_to(self.root)) not in named:
                path.unlink()
        shutil.rmtree(self.root / "incoming", ignore_errors=True)


def _folder(unit: Unit) -> str:
    return f"data/kind={unit.kind}/force={unit.force}/month={unit.month}"


@cache
def open_warehouse(root: Path) -> Warehouse:
    """The warehouse in a folder: one object per process, so that its caches are shared."""
    return Warehouse(root)
