"""How fast, and in how little memory, open data come in, beside Python's own csv reader in the same run.

    python bench/load_police_data.py --rows 2000000

Makes a street file in the published layout (invented rows, one in 1,000 of them bad), reads it once with plain
``csv.reader`` and once into a warehouse, each in a process of its own, and prints rows a second and peak memory.
The ledger's one entry a load is left out: it takes milliseconds and needs the database.
"""

import argparse
import csv
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bluelamp.analytics.layouts import STREET
from bluelamp.analytics.loading import Stager, Wanted
from bluelamp.analytics.types import LoadSummary
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.ids import new_id

MOST_MEGABYTES, LEAST_ROWS_A_SECOND = 400, 50_000
# of the rows that csv.reader alone reads in the same processor time: what neighbours take away, they take from both
LEAST_SHARE = 0.2
IDLE = LEAST_ROWS_A_SECOND / LEAST_SHARE  # rows a second of csv.reader, below which the machine is starved
NAME = "2024-01-west-yorkshire-street.csv"
TYPES = ["Anti-social behaviour", "Burglary", "Criminal damage and arson", "Drugs", "Other theft", "Public order",
         "Robbery", "Shoplifting", "Vehicle crime", "Violence and sexual offences"]  # fmt: skip
OUTCOMES = ["", "Under investigation", "Investigation complete; no suspect identified", "Unable to prosecute suspect"]
BAD_ONE_IN = 1_000


def invented_rows(count: int, seed: int = 1) -> Iterator[str]:
    """Lines of the published layout with as many different points as a large force has."""
    rng = random.Random(seed)  # noqa: S311 - invented rows, not secrets
    points = [(rng.uniform(-2.1, -1.2), rng.uniform(53.5, 53.95), number) for number in range(20_000)]
    for number in range(count):
        lng, lat, street = points[int(rng.random() ** 2 * len(points))]
        month = "2024-13" if number % BAD_ONE_IN == BAD_ONE_IN - 1 else "2024-01"
        crime = hashlib.sha256(number.to_bytes(8, "big")).hexdigest()
        area = f"E0{1010000 + street // 12},Leeds {street // 12 % 112 + 1:03d}A"
        yield (
            f"{crime},{month},West Yorkshire Police,West Yorkshire Police,{lng:.6f},{lat:.6f},"
            f"On or near Street {street},{area},{TYPES[number % 10]},{OUTCOMES[number % 4]},\n"
        )


def write_file(path: Path, rows: int) -> None:
    """The invented file, uncompressed."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(",".join(column.title for column in STREET.columns) + "\n")
        out.writelines(invented_rows(rows))


def read_plainly(path: Path) -> int:
    """The baseline: what reading and splitting alone costs."""
    with path.open(encoding="utf-8", newline="") as lines:
        return sum(1 for _ in csv.reader(lines)) - 1


def load(path: Path, root: Path) -> LoadSummary:
    """The load as the command does it, without the ledger."""
    warehouse, load_id, at = Warehouse(root), str(new_id()), datetime.now(UTC)
    with warehouse.loading(load_id) as folder:
        stager = Stager(folder, warehouse, Wanted(paths=[path]), load_id=load_id, at=at)
        staged = stager.run()
        summary = LoadSummary(load_id, tuple(staged.outcomes), 0.0)
        warehouse.publish(
            staged.news, summary, stager.rejected, at=at.isoformat(), actor="bench", cohorts=staged.cohorts
        )
    return summary


def measured(*words: str) -> dict[str, float]:
    """Run this program again with ``words``: seconds on the wall and of processor, peak MB, as the kernel counts."""
    begun = time.monotonic()
    child = subprocess.Popen([sys.executable, __file__, *words])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{words[0]} failed.")
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "seconds": time.monotonic() - begun,
        "processor": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss * unit / 1e6,
    }


def compare(rows: int) -> dict[str, object]:
    """Both readings of one invented file."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        path, root = Path(folder) / NAME, Path(folder) / "warehouse"
        write_file(path, rows)
        plain, loaded = measured("--plain", str(path)), measured("--load", str(path), str(root))
        held = next(iter(Warehouse(root).manifest.units.values()))
        if held.rows + held.rejected != rows or held.rejected != rows // BAD_ONE_IN:
            raise SystemExit("Rows were lost.")
        size = path.stat().st_size
    speed, plain_speed = rows / loaded["seconds"], rows / plain["seconds"]
    share = plain["processor"] / loaded["processor"]
    return {
        "rows": rows,
        "file_mb": round(size / 1e6),
        "rows_per_second": round(speed),
        "peak_mb": round(loaded["peak_mb"]),
        "csv_reader_rows_per_second": round(plain_speed),
        "csv_reader_peak_mb": round(plain["peak_mb"]),
        "share_of_csv_reader_by_clock": round(speed / plain_speed, 2),
        "share_of_csv_reader_by_processor": round(share, 2),
        "ok": share >= LEAST_SHARE
        and (speed >= LEAST_ROWS_A_SECOND or plain_speed < IDLE)
        and loaded["peak_mb"] < MOST_MEGABYTES,
    }


def main() -> int:
    """Exit 1 when too slow or too hungry."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--plain", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--load", type=Path, nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.plain:
        read_plainly(chosen.plain)
        return 0
    if chosen.load:
        load(*chosen.load)
        return 0
    result = compare(chosen.rows)
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
