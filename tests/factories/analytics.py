"""Files in the published layouts, and warehouses that hold them, without a database."""

import gzip
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.forces import name_of
from bluelamp.analytics.layouts import LAYOUTS
from bluelamp.analytics.lines import joined
from bluelamp.analytics.loading import Stager, Wanted
from bluelamp.analytics.months import month_of, number_of
from bluelamp.analytics.queries import Query
from bluelamp.analytics.types import LoadSummary, Rejection
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.ids import new_id

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_STREET = {
    "Crime ID": "a" * 64,
    "Month": "2024-01",
    "Reported by": "West Midlands Police",
    "Falls within": "West Midlands Police",
    "Longitude": "-1.903454",
    "Latitude": "52.480418",
    "Location": "On or near Lamp Row",
    "LSOA code": "E01033620",
    "LSOA name": "Birmingham 138A",
    "Crime type": "Burglary",
    "Last outcome category": "Under investigation",
    "Context": "",
}
_OUTCOME = {
    key: value for key, value in _STREET.items() if key not in ("Crime type", "Last outcome category", "Context")
}
_OUTCOME |= {"Outcome type": "Suspect charged"}
_SEARCH = {
    "Type": "Person search",
    "Date": "2024-01-15T23:30:00+00:00",
    "Part of a policing operation": "False",
    "Policing operation": "",
    "Latitude": "52.480418",
    "Longitude": "-1.903454",
    "Gender": "Male",
    "Age range": "18-24",
    "Self-defined ethnicity": "White - English/Welsh/Scottish/Northern Irish/British",
    "Officer-defined ethnicity": "White",
    "Legislation": "Misuse of Drugs Act 1971 (section 23)",
    "Object of search": "Controlled drugs",
    "Outcome": "A no further action disposal",
    "Outcome linked to object of search": "",
    "Removal of more than just outer clothing": "False",
}
USUAL: Mapping[Kind, Mapping[str, str]] = {
    Kind.STREET: _STREET,
    Kind.OUTCOMES: _OUTCOME,
    Kind.STOP_AND_SEARCH: _SEARCH,
}


def row(kind: Kind = Kind.STREET, /, **changes: str) -> dict[str, str]:
    """A usual row by published titles; ``changes`` by warehouse key, such as ``crime_type="Drugs"``."""
    keys = {column.key: column.title for column in LAYOUTS[kind].columns}
    return {**USUAL[kind], **{keys[key]: value for key, value in changes.items()}}


def csv_text(rows: Sequence[Mapping[str, str]], kind: Kind = Kind.STREET) -> str:
    """A file as published: header, then rows."""
    titles = [column.title for column in LAYOUTS[kind].columns]
    return joined([titles, *([r[t] for t in titles] for r in rows)])


def published(
    folder: Path,
    rows: Sequence[Mapping[str, str]] | str | bytes,
    *,
    month: str = "2024-01",
    force: str = "west-midlands",
    kind: Kind = Kind.STREET,
    packed: bool = False,
) -> Path:
    """A file under its published name. ``rows`` may be the whole content instead."""
    content = rows if isinstance(rows, str | bytes) else csv_text(rows, kind)
    raw = content.encode() if isinstance(content, str) else content
    path = folder / f"{month}-{force}-{kind}.csv{'.gz' if packed else ''}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(raw) if packed else raw)
    return path


def load(
    warehouse: Warehouse,
    *paths: Path,
    columns: Mapping[str, str] | None = None,
    force: str = "",
    at: datetime = AT,
) -> LoadSummary:
    """The load without its ledger entry."""
    load_id = str(new_id())
    with warehouse.loading(load_id) as folder:
        wanted = Wanted(paths=paths, columns=columns, force=force)
        stager = Stager(folder, warehouse, wanted, load_id=load_id, at=at)
        staged = stager.run()
        summary = LoadSummary(load_id, tuple(staged.outcomes), 0.0)
        told = {"at": at.isoformat(), "actor": "test"}
        warehouse.publish(staged.news, summary, stager.rejected, **told, cohorts=staged.cohorts)
    return summary


def rejected(warehouse: Warehouse, summary: LoadSummary) -> list[Rejection]:
    """What a load wrote down as rejected."""
    return list(warehouse.rejections(summary.load_id))


def held_rows(warehouse: Warehouse, *columns: str) -> list[tuple[Any, ...]]:
    """Every row held, the named columns only (``force`` and ``month`` too), sorted."""
    files = warehouse.paths(warehouse.manifest.units.values())
    if not files:
        return []
    wanted = ", ".join(columns)
    sql = f"SELECT {wanted} FROM read_parquet($files, hive_partitioning=true, hive_types_autocast=false)"
    return sorted(warehouse.ask(Query(sql, {"files": files})), key=repr)


def reported(n: int, *, month: str = "2023-01", **changes: str) -> dict[str, str]:
    """Report number ``n`` of a month, in a street file."""
    return row(crime_id=f"{month}-{n}", month=month, **changes)


def ended(n: int, *, on: str, month: str = "2023-01", **changes: str) -> dict[str, str]:
    """What became of it in the month ``on``, in an outcomes file."""
    return row(Kind.OUTCOMES, crime_id=f"{month}-{n}", month=on, **changes)


def months_of_outcomes(
    folder: Path, rows: Sequence[Mapping[str, str]], *, first: str, months: int, force: str = "west-midlands"
) -> Path:
    """Outcomes for so many months in a row, in one file; in each month something ended that is in no street file."""
    every = [month_of(number_of(first) + n) for n in range(months)]
    strangers = [row(Kind.OUTCOMES, crime_id="stranger", month=month, reported_by=name_of(force)) for month in every]
    folder.mkdir(exist_ok=True)
    path = folder / f"{force}-from-{first}.csv"
    path.write_text(csv_text([*rows, *strangers], Kind.OUTCOMES), encoding="utf-8")
    return path
