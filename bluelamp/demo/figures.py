"""Invented figures in the layout of data.police.uk, so that “what if” has something to show in the demo.

They belong to a force that does not exist, say so wherever they are shown, lie on no map, and are left aside as soon as
a real force's figures are loaded. Shares and delays are rough guesses that look like published ones; nothing may be
concluded from them.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bluelamp.analytics.forces import INVENTED, name_of
from bluelamp.analytics.layouts import OUTCOMES, STREET
from bluelamp.analytics.months import month_of, number_of
from bluelamp.analytics.selectors import default_warehouse
from bluelamp.analytics.services import load_police_data
from bluelamp.core.actor import Actor

MONTHS = 26  # so that reports of a year and more ago were followed for a year
_LAG = 2  # months that publishing takes
_DISTRICTS = {
    "Birmingham": 44,
    "Coventry": 13,
    "Dudley": 9,
    "Sandwell": 12,
    "Solihull": 7,
    "Walsall": 9,
    "Wolverhampton": 10,
}
_NO_SUSPECT = "Investigation complete; no suspect identified"
_CHARGED, _RESOLVED, _UNABLE = "Suspect charged", "Local resolution", "Unable to prosecute suspect"
_MEAN = {_NO_SUSPECT: 0.6, _CHARGED: 2.5, _RESOLVED: 1.5, _UNABLE: 3.0}  # months until it comes


@dataclass(frozen=True, slots=True)
class _Type:
    """Reports a month, and of a hundred how many come to what. The rest stays open."""

    monthly: int
    ends: Mapping[str, float]


def _ends(charged: float, resolved: float, unable: float, no_suspect: float) -> Mapping[str, float]:
    return {_CHARGED: charged, _RESOLVED: resolved, _UNABLE: unable, _NO_SUSPECT: no_suspect}


_TYPES = {
    "Bicycle theft": _Type(20, _ends(1.5, 0.5, 4, 90)),
    "Burglary": _Type(70, _ends(6, 0.5, 13, 72)),
    "Criminal damage and arson": _Type(85, _ends(6, 4, 28, 55)),
    "Other theft": _Type(75, _ends(4, 2, 15, 72)),
    "Public order": _Type(70, _ends(9, 4, 42, 37)),
    "Robbery": _Type(25, _ends(10, 0.5, 25, 55)),
    "Shoplifting": _Type(80, _ends(22, 5, 14, 54)),
    "Theft from the person": _Type(18, _ends(1.5, 0.5, 5, 90)),
    "Vehicle crime": _Type(95, _ends(2.5, 0.5, 5, 88)),
}


def load_figures(*, actor: Actor, seed: int, today: date) -> int:
    """Load them into a warehouse that holds nothing yet; how many rows."""
    if default_warehouse().manifest.units:
        return 0
    with TemporaryDirectory(prefix="bluelamp-figures-") as name:
        paths = write_figures(Path(name), seed=seed, today=today)
        return load_police_data(actor=actor, paths=paths).loaded


def write_figures(folder: Path, *, seed: int, today: date) -> list[Path]:
    """One street and one outcomes file of many months: the same for the same seed and month."""
    rng = Random(seed)  # noqa: S311 - invention, not secrets
    latest = number_of(f"{today:%Y-%m}") - _LAG
    street, outcomes = list[Mapping[str, str]](), list[Mapping[str, str]]()
    for report, ending, on in _reports(rng, latest):
        known = ending if ending and on <= latest else ""
        street.append(report | {"Last outcome category": known or "Under investigation"})
        if known:
            outcomes.append(report | {"Month": month_of(on), "Outcome type": known})
    layouts = {"street": (STREET, street), "outcomes": (OUTCOMES, outcomes)}
    paths = []
    for kind, (layout, rows) in layouts.items():
        paths.append(folder / f"invented-{kind}.csv")
        with paths[-1].open("w", encoding="utf-8", newline="") as file:
            titles = [column.title for column in layout.columns]
            writer = csv.DictWriter(file, titles, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return paths


def _reports(rng: Random, latest: int) -> Iterator[tuple[dict[str, str], str, int]]:
    """Every report as a row, its ending ("" for none), and the month of that (a number)."""
    places, weights = list(_DISTRICTS), list(_DISTRICTS.values())
    for month in range(latest - MONTHS + 1, latest + 1):
        for crime_type, about in _TYPES.items():
            endings, shares = ["", *about.ends], [100 - sum(about.ends.values()), *about.ends.values()]
            for number in range(round(about.monthly * rng.uniform(0.85, 1.15))):
                (district,), (ending,) = rng.choices(places, weights), rng.choices(endings, shares)
                on = month + int(rng.expovariate(1 / _MEAN[ending])) if ending else 0
                yield _row(f"{month} {crime_type} {number}", month, district, crime_type), ending, on


def _row(key: str, month: int, district: str, crime_type: str) -> dict[str, str]:
    force = name_of(INVENTED)
    return {
        "Crime ID": sha256(f"invented {key}".encode()).hexdigest(),
        "Month": month_of(month),
        "Reported by": force,
        "Falls within": force,
        "Location": "No Location",
        "LSOA name": f"{district} 001A",
        "Crime type": crime_type,
    }
