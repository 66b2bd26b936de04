"""How long the public page waits for its figures on ten million rows.

    python bench/crime_near.py --rows 10000000

Loads invented months of one force (the hardest case: everything lies in one district). Then somebody asks, in a fresh
process, for the whole district, for a name, and for a postcode; then for 29 more postcodes. The baseline is one plain
query over the rows of the same months, in the same run, that counts what the page counts.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb
from load_police_data import TYPES, write_file

from bluelamp.analytics.loading import Stager, Wanted
from bluelamp.analytics.selectors.area_crime import DEFAULT_MONTHS, crime_near, find_areas
from bluelamp.analytics.types import LoadSummary
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.ids import new_id
from bluelamp.core.places import Place, PlaceKind

MOST_MILLISECONDS = 300  # of processor, for the first to ask about a whole district: on a free core it takes no longer
MONTHS = 24
PLACES = [Place(PlaceKind.POSTCODE, f"P{n}", f"P{n}", 53.6 + n * 0.01, -1.9 + n * 0.02, "", 100) for n in range(30)]
PLAIN = """
SELECT month, crime_type, latitude, longitude, min(location), count(*)
FROM read_parquet($files, hive_partitioning=true) WHERE lsoa_name LIKE 'Leeds ____' AND latitude IS NOT NULL
GROUP BY GROUPING SETS ((month, crime_type), (latitude, longitude))
"""


def load_months(folder: Path, rows: int) -> Warehouse:
    """``rows`` over two years, each month the same rows under another name."""
    sample = folder / "sample.csv"
    write_file(sample, rows // MONTHS)
    content = sample.read_text(encoding="utf-8")
    warehouse = Warehouse(folder / "warehouse")
    for number in range(MONTHS):
        month = f"{2022 + number // 12}-{number % 12 + 1:02d}"
        path = folder / f"{month}-west-yorkshire-street.csv"
        path.write_text(content.replace(",2024-01,", f",{month},"), encoding="utf-8")
        load_id, at = str(new_id()), datetime.now(UTC)
        with warehouse.loading(load_id) as work:
            stager = Stager(work, warehouse, Wanted(paths=[path]), load_id=load_id, at=at)
            staged = stager.run()
            summary = LoadSummary(load_id, tuple(staged.outcomes), 0.0)
            warehouse.publish(
                staged.news, summary, stager.rejected, at=at.isoformat(), actor="bench", cohorts=staged.cohorts
            )
        path.unlink()
    return warehouse


def milliseconds(ask: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def plainly(root: Path) -> tuple[float, int]:
    """The baseline: one plain query over the rows of the same months, and what it counts. In milliseconds."""
    units = sorted(Warehouse(root).manifest.units.items())[-DEFAULT_MONTHS:]
    files = [str(root / file) for _, held in units for file in held.files]
    total = 0

    def ask() -> None:
        nonlocal total
        with duckdb.connect(config={"threads": 2}) as database:
            found = database.execute(PLAIN, {"files": files}).fetchall()
        total = sum(row[-1] for row in found if row[0] is not None)

    return milliseconds(ask), total


def asked_first(root: Path) -> dict[str, list[float]]:
    """What the first person waits for: each time in a process that has asked nothing before, as after a start."""
    found = {}
    for what in ("find", "district", "postcode"):
        words = [sys.executable, __file__, "--ask", what, str(root)]
        found[what] = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
    return found


def ask_first(what: str, root: Path) -> tuple[float, float]:
    """Ask one thing of a warehouse for the first time: milliseconds on the wall and of processor."""
    begun = time.process_time()
    wall = milliseconds(partial(ask, what, Warehouse(root)))
    return wall, (time.process_time() - begun) * 1000


def ask(what: str, warehouse: Warehouse) -> None:
    """Ask one thing."""
    leeds = Place(PlaceKind.DISTRICT, "Leeds", "Leeds", 53.72, -1.65, "", 40_000)
    if what == "find":
        find_areas(text="Leeds", warehouse=warehouse)
    else:
        crime_near(place=leeds if what == "district" else PLACES[0], warehouse=warehouse)


def measure(rows: int) -> dict[str, object]:
    """Everything, on ``rows`` invented rows."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as name:
        warehouse = load_months(Path(name), rows)
        first = asked_first(warehouse.root)
        times = [milliseconds(partial(crime_near, place=place, warehouse=warehouse)) for place in PLACES]
        again = milliseconds(partial(crime_near, place=PLACES[0], warehouse=warehouse))
        (leeds, *_) = find_areas(text="Leeds", warehouse=warehouse)
        counted = crime_near(place=leeds, warehouse=warehouse)
        plain, total = plainly(warehouse.root)
        held = sum(one.rows for one in warehouse.manifest.units.values())
    if (counted.total, len(counted.by_type)) != (total, len(TYPES)):
        raise SystemExit(f"The page counts {counted.total:,} crimes in Leeds, the rows {total:,}.")
    return {
        "rows": held,
        "counted_in_district": total,
        "district_first_ms": round(first["district"][0]),
        "district_first_processor_ms": round(first["district"][1]),
        "plain_query_ms": round(plain),
        "find_first_ms": round(first["find"][0]),
        "postcode_first_ms": round(first["postcode"][0]),
        "postcode_median_ms": round(statistics.median(times[1:]), 1),
        "postcode_slowest_ms": round(max(times[1:]), 1),
        "asked_before_ms": round(again, 2),
        "ok": first["district"][1] < MOST_MILLISECONDS,
    }


def main() -> int:
    """Exit 1 when the first person to ask waits too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--ask", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.ask:
        sys.stdout.write(json.dumps(ask_first(chosen.ask[0], Path(chosen.ask[1]))))
        return 0
    result = measure(chosen.rows)
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
