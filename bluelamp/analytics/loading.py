"""From paths to units ready to publish. No Django and no database server: ``services`` adds the ledger."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from bluelamp.analytics.cohorts import Stamped, cohorts_from
from bluelamp.analytics.enums import Kind
from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.forces import name_of
from bluelamp.analytics.layouts import Header, understand
from bluelamp.analytics.manifest import Held
from bluelamp.analytics.parts import PartWriter, UnitKey
from bluelamp.analytics.queries import Box
from bluelamp.analytics.reading import RowReader
from bluelamp.analytics.rows import Named, Rules, named
from bluelamp.analytics.shaping import counts_from
from bluelamp.analytics.sources import CutShort, Finder, Source, survey
from bluelamp.analytics.types import FileOutcome, Rejection, Unit
from bluelamp.analytics.warehouse import NewUnit, Warehouse
from bluelamp.analytics.workbench import Part, workbench

Progress = Callable[[int, int, str], None]  # bytes done, bytes in all (as they lie on the disk), file
HOPELESS = 100_000  # rejected rows after which a file of which hardly anything can be used is given up
LEAST_USABLE = 0.05
_REJECTION = [one.name for one in fields(Rejection)]


def no_progress(_done: int, _total: int, _file: str) -> None:
    """For machines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How files are to be read. ``columns`` maps our names to the files'; ``force`` is a slug."""

    paths: Sequence[Path]
    columns: Mapping[str, str] | None = None
    force: str = ""


@dataclass(slots=True)
class Staged:
    """A load read to its end, nothing of it published yet."""

    outcomes: list[FileOutcome] = field(default_factory=list)
    units: dict[Unit, NewUnit] = field(default_factory=dict)
    counted: list[NewUnit] = field(default_factory=list)  # held already, but never counted
    cohorts: dict[str, Path] = field(default_factory=dict)  # by force

    @property
    def news(self) -> list[NewUnit]:
        """What to publish."""
        return [*self.units.values(), *self.counted]

    @property
    def fingerprints(self) -> list[bytes]:
        """SHA-256 of each csv that something is loaded from: the leaves of the ledger's entry."""
        return [bytes.fromhex(h) for h in dict.fromkeys(new.held.sha256 for new in self.units.values())]


class _Rejections:
    """Writes down what was rejected of one file, and counts the rows."""

    def __init__(self, write: Callable[[str], object], label: str) -> None:
        self._write, self.label, self.rows = write, label, 0

    def row(self, rejection: Rejection) -> None:
        self.rows += rejection.rows
        told = {name: getattr(rejection, name) for name in _REJECTION}  # asdict would take most of the time of a load
        self._write(json.dumps(told, ensure_ascii=False) + "\n")


class Stager:
    """Reads the files of one load into ``folder``, where ``rejected.jsonl`` grows beside the parts."""

    def __init__(self, folder: Path, warehouse: Warehouse, wanted: Wanted, *, load_id: str, at: datetime) -> None:
        self._folder, self._warehouse, self._wanted = folder, warehouse, wanted
        self._manifest = warehouse.manifest
        self._load_id, self._at = load_id, at
        self.rejected = folder / "rejected.jsonl"
        self.staged = Staged()

    def run(self, progress: Progress = no_progress) -> Staged:
        """Read every file; a bad one is refused and the others go on. Raises ``NotFound`` for a missing path."""
        with (
            Finder() as finder,
            self.rejected.open("w", encoding="utf-8") as file,
            workbench(self._folder) as self._bench,
        ):
            found = list(finder.find(self._wanted.paths))
            total = sum(source.packed for source in found if isinstance(source, Source))
            done = 0
            for number, source in enumerate(found):
                if not isinstance(source, Source):
                    label, reason = source
                    self.staged.outcomes.append(_refused(_Rejections(file.write, label), reason, 0))
                    continue
                job = _Job(source, self._folder / str(number), _Rejections(file.write, source.label))
                report = partial(_report, progress, done, total, source)
                self.staged.outcomes.append(self._run_one(job, report))
                done += source.packed
            if self.staged.units:
                self._count_others()
                self._follow_up()
        return self.staged

    def _run_one(self, job: "_Job", report: Callable[[float], None]) -> FileOutcome:
        try:
            said = named(job.source, force=self._wanted.force)
        except Unreadable as error:
            return _refused(job.rejections, error.message, 0)
        try:
            surveyed = survey(job.source).sha256 if self._may_be_known(said) else ""
            if surveyed and self._known(self._identity(surveyed, said)):
                return FileOutcome(job.source.label, "unchanged", 0, 0, 0, "Loaded before.")
            read = self._read(job, said, report)
            if surveyed not in ("", read.sha256):
                raise Unreadable("It changed while it was being read. Load it again when nothing writes to it.")
            units = self._units(job, read)
        except Unreadable as error:
            return _refused(job.rejections, error.message, _rows(job.source))
        replaced = any(unit in self._manifest.units for unit in units)
        self.staged.units.update(units)
        left_out = ", ".join(f"“{title}”" for title in read.header.left_out)
        return FileOutcome(
            file=job.source.label,
            state="replaced" if replaced else "loaded",
            rows=read.rows,
            loaded=read.rows - job.rejections.rows,
            rejected=job.rejections.rows,
            said=f"Columns left out: {left_out}." if left_out else "",
        )

    def _read(self, job: "_Job", said: Named, report: Callable[[float], None]) -> "_Read":
        with job.source.open() as stream:
            reader = RowReader(stream, progress=lambda: report(stream.share))
            header = understand(reader.titles, columns=self._wanted.columns, kind=said.kind)
            rules = Rules(header, said, today=self._at.date(), folder=job.source.folder)
            label, reject = job.source.label, job.rejections.row
            with PartWriter(job.folder, rules, self._bench, label=label, reject=reject) as writer:
                for batch in reader.batches(rules, label=label):
                    writer.add(batch)
                    _check_worth_reading(job.rejections.rows, writer.accepted)
                parts = writer.finish()
        return _Read(said, reader.sha256, header, reader.rows, parts)

    def _units(self, job: "_Job", read: "_Read") -> dict[Unit, NewUnit]:
        """What the file brings. A file of a month in which nothing happened brings that month, empty."""
        if not read.parts and job.rejections.rows:
            raise Unreadable("None of its rows could be loaded, so nothing was changed.")
        if not read.parts and not read.said.month:
            raise Unreadable("It has a header but no rows.")
        units: dict[Unit, NewUnit] = {}
        for (force, month), parts in (read.parts or {(read.said.force, read.said.month): []}).items():
            unit = Unit(read.header.layout.kind, force, month)
            if unit in self.staged.units:
                other = self.staged.units[unit].held.source
                raise Unreadable(
                    f"It holds {unit.kind} data of {name_of(force)} for {month}, and so does {other}, with other "
                    "rows, in the same load. Load only the one that is right."
                )
            held = Held(
                unit=unit,
                files=(),
                rows=sum(part.rows for part in parts),
                located=sum(part.located for part in parts),
                rejected=job.rejections.rows,
                source=job.source.name,
                sha256=read.sha256,
                identity=self._identity(read.sha256, read.said),
                load_id=self._load_id,
                loaded_at=self._at.isoformat(),
                box=_around([part.box for part in parts if part.box]),
            )
            units[unit] = NewUnit(
                held, tuple(parts), self._counts(held, [str(part.path) for part in parts], job.folder)
            )
        return units

    def _counts(self, held: Held, files: Sequence[str], folder: Path) -> Path | None:
        """What the public page asks of a month, counted once and for all."""
        if held.unit.kind is not Kind.STREET or not held.located:
            return None
        target = folder / f"{held.unit.force}-{held.unit.month}-counts.parquet"
        self._bench.run(counts_from(files, target=str(target)))
        return target

    def _count_others(self) -> None:
        """Count what an earlier version of Bluelamp loaded without counting it."""
        folder = self._folder / "counted"
        folder.mkdir()
        for held in self._manifest.units.values():
            if held.unit not in self.staged.units and not held.counts:
                counts = self._counts(held, self._warehouse.paths([held]), folder)
                if counts:
                    self.staged.counted.append(NewUnit(held, (), counts))

    def _follow_up(self) -> None:
        """Make the cohorts of every force of which a month came in, or whose cohorts were never made."""
        kinds = (Kind.STREET, Kind.OUTCOMES)
        fresh = {unit.force for unit in self.staged.units if unit.kind in kinds}
        never = {unit.force for unit in self._manifest.units if unit.kind in kinds} - self._manifest.cohorts.keys()
        folder = self._folder / "cohorts"
        folder.mkdir()
        for force in sorted(fresh | never):
            street, outcomes = (self._rows_of(kind, force) for kind in kinds)
            if street.files:
                every = {*self._manifest.units, *self.staged.units}
                dated = any((unit.kind, unit.force) == (Kind.OUTCOMES, force) for unit in every)
                target = self.staged.cohorts[force] = folder / f"{force}.parquet"
                self._bench.run(cohorts_from(street, outcomes, is_dated=dated, target=str(target)))

    def _rows_of(self, kind: Kind, force: str) -> Stamped:
        """Every file of rows of a force as it will be after the load, by its month."""
        files: dict[str, str] = {}
        for unit, held in self._manifest.units.items():
            if (unit.kind, unit.force) == (kind, force) and unit not in self.staged.units:
                files |= dict.fromkeys(self._warehouse.paths([held]), unit.month)
        for unit, new in self.staged.units.items():
            if (unit.kind, unit.force) == (kind, force):
                files |= {str(part.path): unit.month for part in new.parts}
        return Stamped(files)

    def _identity(self, fingerprint: str, said: Named) -> str:
        """One fingerprint of a csv and of how it is read."""
        columns = None if self._wanted.columns is None else sorted(self._wanted.columns.items())
        told = [fingerprint, said.kind, said.force, said.month, columns]
        return sha256(json.dumps(told).encode()).hexdigest()

    def _may_be_known(self, said: Named) -> bool:
        """Whether it is worth reading a file once for its fingerprint alone, before it is read for its rows."""
        every = {*self._manifest.units, *self.staged.units}
        return Unit(said.kind, said.force, said.month) in every if said.kind and said.month else bool(every)

    def _known(self, identity: str) -> bool:
        """Whether a unit held, or read earlier in this load, came from the same csv read in the same way."""
        staged = (new.held.identity for new in self.staged.units.values())
        return identity in staged or bool(self._manifest.units_read_as(identity))


@dataclass(frozen=True, slots=True)
class _Job:
    """One file of a load and where its work goes."""

    source: Source
    folder: Path
    rejections: _Rejections


@dataclass(frozen=True, slots=True)
class _Read:
    """One file read to its end."""

    said: Named
    sha256: str
    header: Header
    rows: int
    parts: Mapping[UnitKey, Sequence[Part]]


def _check_worth_reading(rejected: int, accepted: int) -> None:
    if rejected >= HOPELESS and accepted < rejected * LEAST_USABLE:
        raise Unreadable(
            f"Of its first {rejected + accepted:,} rows only {accepted:,} could be loaded, so the rest was not read "
            "and nothing was changed."
        )


def _rows(source: Source) -> int:
    """How many rows a file has, or as many as can be read of it."""
    try:
        return survey(source).lines - 1
    except CutShort as error:
        return error.lines - 1


def _refused(rejections: _Rejections, reason: str, rows: int) -> FileOutcome:
    rows = max(rows, rejections.rows)
    rejections.row(Rejection(rejections.label, 1, reason, rows=rows - rejections.rows))
    return FileOutcome(rejections.label, "refused", rows, 0, rows, reason)


def _report(progress: Progress, done: int, total: int, source: Source, share: float) -> None:
    progress(done + round(source.packed * min(1.0, share)), total, source.name)


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return Box(
        min(b.south for b in boxes), min(b.west for b in boxes), max(b.north for b in boxes), max(b.east for b in boxes)
    )
