"""From paths to units ready to publish. No Django and no database server: ``services`` adds the ledger."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.forces import name_of
from bluelamp.analytics.layouts import Header, understand
from bluelamp.analytics.manifest import Held, Manifest
from bluelamp.analytics.parts import Part, PartWriter
from bluelamp.analytics.queries import Box
from bluelamp.analytics.reading import RowReader, UnitKey
from bluelamp.analytics.rows import Named, Rules, named
from bluelamp.analytics.sources import CutShort, Finder, Source, Survey, survey
from bluelamp.analytics.types import FileOutcome, Rejection, Unit
from bluelamp.analytics.warehouse import NewUnit

Progress = Callable[[int, int, str], None]  # bytes done, bytes in all (as they lie on the disk), file


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
        self._write(json.dumps(asdict(rejection), ensure_ascii=False) + "\n")


class Stager:
    """Reads the files of one load into ``folder``, where ``rejected.jsonl`` grows beside the parts."""

    def __init__(self, folder: Path, manifest: Manifest, wanted: Wanted, *, load_id: str, at: datetime) -> None:
        self._folder, self._manifest, self._wanted = folder, manifest, wanted
        self._load_id, self._at = load_id, at
        self.rejected = folder / "rejected.jsonl"
        self.staged = Staged()

    def run(self, progress: Progress = no_progress) -> Staged:
        """Read every file; a bad one is refused and the others go on. Raises ``NotFound`` for a missing path."""
        with Finder() as finder, self.rejected.open("w", encoding="utf-8") as file:
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
        return self.staged

    def _run_one(self, job: "_Job", report: Callable[[float], None]) -> FileOutcome:
        what: Survey | None = None
        try:
            said = named(job.source, force=self._wanted.force)
            what = survey(job.source)
            if self._known(self._identity(what, said)):
                return FileOutcome(job.source.label, "unchanged", 0, 0, 0, "Loaded before.")
            read = self._read(job, said, what, report)
            units = self._units(job, read)
        except CutShort as error:
            return _refused(job.rejections, error.message, error.lines - 1)
        except Unreadable as error:
            return _refused(job.rejections, error.message, what.lines - 1 if what else 0)
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

    def _read(self, job: "_Job", said: Named, what: Survey, report: Callable[[float], None]) -> "_Read":
        done = 0

        def advance(size: int) -> None:
            nonlocal done
            done += size
            report(done / max(1, what.size))

        with job.source.open() as stream:
            reader = RowReader(stream, progress=advance)
            header = understand(reader.titles, columns=self._wanted.columns, kind=said.kind)
            rules = Rules(header, said, today=self._at.date(), folder=job.source.folder)
            with PartWriter(job.folder, header) as writer:
                for accepted in reader.read(rules, label=job.source.label, reject=job.rejections.row):
                    for unit, lines in accepted.items():
                        writer.add(unit, lines)
                parts = writer.finish()
        if reader.sha256 != what.sha256:
            raise Unreadable("It changed while it was being read. Load it again when nothing writes to it.")
        return _Read(said, what, header, reader.rows, parts)

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
                sha256=read.what.sha256,
                identity=self._identity(read.what, read.said),
                load_id=self._load_id,
                loaded_at=self._at.isoformat(),
                box=_around([part.box for part in parts if part.box]),
            )
            units[unit] = NewUnit(held, tuple(parts))
        return units

    def _identity(self, what: Survey, said: Named) -> str:
        """One fingerprint of a csv and of how it is read."""
        columns = None if self._wanted.columns is None else sorted(self._wanted.columns.items())
        told = [what.sha256, said.kind, said.force, said.month, columns]
        return sha256(json.dumps(told).encode()).hexdigest()

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
    what: Survey
    header: Header
    rows: int
    parts: Mapping[UnitKey, Sequence[Part]]


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
