"""How long the public page waits for its figures on ten million rows.

    python bench/crime_near.py --rows 10000000

Loads invented months of one force (the hardest case: everything lies in one area), then asks for crime near
places nobody has asked for yet, the second time for each with the database's caches warm.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from load_police_data import TYPES, write_file

from bluelamp.analytics.loading import Stager, Wanted
from bluelamp.analytics.selectors import area, crime_near
from bluelamp.analytics.types import LoadSummary
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.ids import new_id
from bluelamp.core.places import Place, PlaceKind

MOST_MILLISECONDS = 100
MONTHS = 24


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
            stager = Stager(work, warehouse.manifest, Wanted(paths=[path]), load_id=load_id, at=at)
            staged = stager.run()
            summary = LoadSummary(load_id, tuple(staged.outcomes), 0.0)
            warehouse.publish(staged.units.values(), summary, stager.rejected, at=at.isoformat(), actor="bench")
        path.unlink()
    return warehouse


def milliseconds(ask: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Exit 1 when a postcode takes longer than the page may wait."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as name:
        warehouse = load_months(Path(name), chosen.rows)
        places = [
            Place(PlaceKind.POSTCODE, f"P{n}", f"P{n}", 53.6 + n * 0.01, -1.9 + n * 0.02, "", 100) for n in range(30)
        ]
        times = [milliseconds(partial(crime_near, place=place, warehouse=warehouse)) for place in places]
        again = milliseconds(partial(crime_near, place=places[0], warehouse=warehouse))
        leeds = area(kind="district", code="Leeds", warehouse=warehouse)
        whole = milliseconds(partial(crime_near, place=leeds, warehouse=warehouse)) if leeds else -1.0
        held = sum(one.rows for one in warehouse.manifest.units.values())
        counted = crime_near(place=places[5], warehouse=warehouse)
    result = {
        "rows": held,
        "first_ms": round(times[0], 1),
        "median_ms": round(statistics.median(times[1:]), 1),
        "slowest_ms": round(max(times[1:]), 1),
        "asked_before_ms": round(again, 2),
        "whole_district_ms": round(whole, 1),
        "counted": counted.total,
        "ok": statistics.median(times[1:]) < MOST_MILLISECONDS and len(counted.by_type) == len(TYPES),
    }
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
