"""What the warehouse holds: one JSON file, written last. A data file it does not name does not exist."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from bluelamp.analytics.durable import write_whole
from bluelamp.analytics.queries import Box
from bluelamp.analytics.types import LoadSummary, Unit

VERSION = 3
READABLE = (1, 2, VERSION)  # the first knew no counts, the second no cohorts


@dataclass(frozen=True, slots=True)
class Held:
    """One unit as loaded. ``files`` are relative to the warehouse's folder."""

    unit: Unit
    files: tuple[str, ...]
    rows: int
    located: int  # rows that were published with a position
    rejected: int  # rows of its file that were rejected (a file of many months counts them with each)
    source: str  # file name
    sha256: str  # of the csv, unpacked
    identity: str  # of the csv and of how it was read: the same file read through another map is another load
    load_id: str
    loaded_at: str  # ISO 8601, UTC
    box: Box | None  # around the rows that have a position
    counts: str = ""  # file of counts; none for other kinds than street, nor where no row has a position


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every unit held, the story of the loads, and by force the file of its cohorts."""

    units: Mapping[Unit, Held] = field(default_factory=dict)
    loads: tuple[Mapping[str, Any], ...] = ()
    cohorts: Mapping[str, str] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[str]:
        beside = (file for held in self.units.values() for file in (*held.files, held.counts) if file)
        return frozenset((*beside, *self.cohorts.values()))

    def units_read_as(self, identity: str) -> list[Held]:
        """The units that came from a file of this identity and still stand."""
        return [held for held in self.units.values() if held.identity == identity]

    def after(
        self, new: Iterable[Held], summary: LoadSummary, *, at: str, actor: str, cohorts: Mapping[str, str]
    ) -> "Manifest":
        """The manifest with ``new`` units and ``cohorts`` in place of old ones."""
        told = {
            "load_id": summary.load_id,
            "at": at,
            "actor": actor,
            "rows": summary.rows,
            "loaded": summary.loaded,
            "rejected": summary.rejected,
            "files": [asdict(f) for f in summary.files],
        }
        return replace(
            self,
            units={**self.units, **{h.unit: h for h in new}},
            loads=(*self.loads, told),
            cohorts={**self.cohorts, **cohorts},
        )


def read_manifest(path: Path) -> Manifest:
    """The manifest, empty when there is none yet. Raises ``ValueError`` for another version's."""
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Manifest()
    if content["version"] not in READABLE:
        raise ValueError(f"The warehouse in {path.parent} was written by another version of Bluelamp.")
    units = (_held(key, told) for key, told in content["units"].items())
    return Manifest({held.unit: held for held in units}, tuple(content["loads"]), content.get("cohorts", {}))


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step: this is the moment at which a load takes effect."""
    units = {}
    for unit in sorted(manifest.units):
        told = asdict(manifest.units[unit])
        del told["unit"]
        units[unit.key] = told
    content = {"version": VERSION, "units": units, "loads": manifest.loads, "cohorts": manifest.cohorts}
    write_whole(path, json.dumps(content, ensure_ascii=False, indent=1).encode())


def _held(key: str, told: dict[str, Any]) -> Held:
    box = told.pop("box")
    files = tuple(told.pop("files"))
    return Held(unit=Unit.of(key), files=files, box=Box(**box) if box else None, **told)
