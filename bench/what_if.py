"""How long “what if” waits for its figures on ten million outcomes.

    python bench/what_if.py --outcomes 10000000

Lays invented reports and outcomes of four forces into a warehouse, as a load would leave them, and times the making of
the cohorts that a load ends with. Then somebody asks, in a fresh process, about a district, a force and all forces;
then about everything else. The baseline is one plain query in the same run that joins the rows of the same months by
crime id, as would be asked without cohorts; both must come to the same figures.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb

from bluelamp.analytics.cohorts import Stamped, cohorts_from
from bluelamp.analytics.endings import ENDINGS
from bluelamp.analytics.enums import Ending, Kind
from bluelamp.analytics.manifest import Held, Manifest, write_manifest
from bluelamp.analytics.months import month_of, number_of
from bluelamp.analytics.selectors import outcome_area, record_of_type
from bluelamp.analytics.shaping import ROW_GROUP
from bluelamp.analytics.types import OutcomeArea, TrackRecord, Unit
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.analytics.workbench import workbench

MOST_MILLISECONDS = 100  # of processor, for an answer that nobody has asked for before: on a free core no longer
FORCES = ("cheshire", "merseyside", "west-midlands", "west-yorkshire")
MONTHS = 36
FIRST = number_of("2021-01")
TYPES = (
    "Burglary",
    "Shoplifting",
    "Vehicle crime",
    "Other theft",
    "Public order",
    "Robbery",
    "Criminal damage and arson",
)
ASKED = (("Burglary", "district-3"), ("Robbery", "merseyside"), ("Vehicle crime", ""))
# Report n of a force and month: a type, one of 40 districts, and an ending after some months, all by its number.
REPORTS = """
SELECT $month AS month, sha256($force || $month || i) AS crime_id, 'Force' AS reported_by, 'Force' AS falls_within,
  NULL::DOUBLE AS longitude, NULL::DOUBLE AS latitude, 'No Location' AS location, '' AS lsoa_code,
  'District ' || (hash(i) % 40) || ' 001A' AS lsoa_name, list_extract($types, 1 + (hash(i * 7) % 7)::INT) AS crime_type,
  'Under investigation' AS last_outcome, NULL::VARCHAR AS context, hash($force || $month || i) % 1000 AS luck,
  $month + hash(i + $month) % 8 AS ends
FROM range($rows) AS numbers(i)
"""
STREET = "SELECT * EXCLUDE (month, luck, ends) FROM every WHERE month = $month"
OUTCOMES = """
SELECT crime_id, reported_by, CASE WHEN luck < 80 THEN 'Suspect charged' WHEN luck < 120 THEN 'Local resolution'
  WHEN luck < 300 THEN 'Unable to prosecute suspect' ELSE 'Investigation complete; no suspect identified' END
  AS outcome_type FROM every WHERE luck < 960 AND ends = $month
"""
PLAIN = """
WITH ended AS (
  SELECT crime_id, min(month) AS month, arg_min(outcome_type, month) AS outcome
  FROM read_parquet($outcomes, hive_partitioning=true, hive_types_autocast=false) GROUP BY crime_id
), reported AS (
  SELECT crime_id, month FROM read_parquet($street, hive_partitioning=true, hive_types_autocast=false)
  WHERE crime_type = $crime_type AND ($district = '' OR lsoa_name LIKE $district || ' ____')
)
SELECT count(*), count(*) FILTER (outcome = 'Suspect charged' AND datediff('month', (reported.month || '-01')::DATE,
  (ended.month || '-01')::DATE) <= 12) FROM reported LEFT JOIN ended USING (crime_id)
"""


def lay_out(root: Path, outcomes: int) -> Warehouse:
    """A warehouse of about ``outcomes`` rows, and of as many reports and a few more, without its cohorts."""
    rows, units = round(outcomes / len(FORCES) / (MONTHS - 3.5) / 0.96), {}
    with duckdb.connect(config={"threads": 2}) as database:
        for force in FORCES:
            for month in range(FIRST, FIRST + MONTHS):
                told = {"force": force, "month": month, "rows": rows, "types": list(TYPES)}
                fresh = "CREATE OR REPLACE TABLE every AS" if month == FIRST else "INSERT INTO every"
                database.execute(f"{fresh} {REPORTS}", told)
            for month in range(FIRST, FIRST + MONTHS):
                for kind, query in ((Kind.STREET, STREET), (Kind.OUTCOMES, OUTCOMES)):
                    unit = Unit(kind, force, month_of(month))
                    name = f"data/kind={kind}/force={force}/month={unit.month}/bench-0.parquet"
                    (root / name).parent.mkdir(parents=True)
                    found = database.sql(query, params={"month": month})
                    found.write_parquet(str(root / name), compression="zstd", row_group_size=ROW_GROUP)
                    ((held,),) = found.count("*").fetchall()
                    units[unit] = Held(unit, (name,), held, 0, 0, "bench", "", "", "bench", "2026-01-01T00:00:00", None)
    write_manifest(root / "manifest.json", Manifest(units))
    return Warehouse(root)


def make_cohorts(warehouse: Warehouse) -> float:
    """What a load of each force ends with; the seconds it took in all."""
    begun, names = time.perf_counter(), {}
    work = warehouse.root / "incoming"
    work.mkdir()
    with workbench(work) as bench:
        for force in FORCES:
            street, outcomes = (_stamped(warehouse, kind, force) for kind in (Kind.STREET, Kind.OUTCOMES))
            names[force] = f"data/cohorts/force={force}/bench.parquet"
            target = warehouse.root / names[force]
            target.parent.mkdir(parents=True)
            bench.run(cohorts_from(street, outcomes, is_dated=True, target=str(target)))
    write_manifest(warehouse.root / "manifest.json", Manifest(warehouse.manifest.units, (), names))
    shutil.rmtree(work)
    return time.perf_counter() - begun


def _stamped(warehouse: Warehouse, kind: Kind, force: str) -> Stamped:
    units = [held for unit, held in warehouse.manifest.units.items() if (unit.kind, unit.force) == (kind, force)]
    return Stamped({path: held.unit.month for held in units for path in warehouse.paths([held])})


def milliseconds(ask: Callable[[], object]) -> tuple[float, float]:
    """How long one call takes on the wall, and of processor."""
    begun, busy = time.perf_counter(), time.process_time()
    ask()
    return (time.perf_counter() - begun) * 1000, (time.process_time() - busy) * 1000


def ask(warehouse: Warehouse, crime: str, area: str) -> TrackRecord:
    """The record, as the page asks for it."""
    found = record_of_type(crime=crime, area=outcome_area(code=area, warehouse=warehouse), warehouse=warehouse)
    if not isinstance(found, TrackRecord):
        raise SystemExit(f"Nothing was said of {crime} in {area or 'all forces'}: {found.why}.")
    return found


def asked_first(root: Path) -> list[tuple[float, float]]:
    """What the first person waits for: each time in a process that has asked nothing before, as after a start."""
    found = []
    for crime, area in ASKED:
        words = [sys.executable, __file__, "--ask", str(root), crime, area]
        found.append(json.loads(subprocess.run(words, check=True, capture_output=True).stdout))
    return found


def plainly(warehouse: Warehouse, found: TrackRecord, area: OutcomeArea) -> tuple[tuple[float, float], tuple[int, int]]:
    """The baseline: one join over the rows of the same months; how long, and reports and charges."""
    units = warehouse.manifest.units.items()
    near = [(unit, held) for unit, held in units if not area.force or unit.force == area.force]
    street = [h for u, h in near if u.kind is Kind.STREET and found.first_month <= u.month <= found.last_month]
    outcomes = [h for u, h in near if u.kind is Kind.OUTCOMES and u.month >= found.first_month]
    told = {
        "street": warehouse.paths(street),
        "outcomes": warehouse.paths(outcomes),
        "crime_type": found.crime_type,
        "district": area.district,
    }
    counted: list[tuple[int, int]] = []

    def join() -> None:
        with duckdb.connect(config={"threads": 2}) as database:
            counted.extend(database.execute(PLAIN, told).fetchall())

    return milliseconds(join), counted[0]


def measure(outcomes: int) -> dict[str, object]:
    """Everything, on ``outcomes`` invented outcomes."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as name:
        warehouse = lay_out(Path(name), outcomes)
        seconds = make_cohorts(warehouse)
        first = asked_first(warehouse.root)
        plain = []
        for crime, code in ASKED:
            area = outcome_area(code=code, warehouse=warehouse)
            found = ask(warehouse, crime, code)
            took, counted = plainly(warehouse, found, area)
            plain.append(took)
            if counted != (found.cases, found.stages[-1].share(Ending.CHARGED).count):
                raise SystemExit(f"{crime}, {code}: the page counts {found.cases:,} reports, the rows {counted[0]:,}.")
        others = [(crime, f"district-{n}") for crime in TYPES for n in range(4, 12)]
        times = [milliseconds(partial(ask, warehouse, *one)) for one in others]
        held = sum(one.rows for unit, one in warehouse.manifest.units.items() if unit.kind is Kind.OUTCOMES)
        size = sum(Path(path).stat().st_size for path in warehouse.cohorts())
    return {
        "outcomes": held,
        "endings": len(ENDINGS),
        "cohorts_seconds": round(seconds, 1),
        "cohorts_bytes": size,
        "first_ms": [round(wall) for wall, _busy in first],
        "first_processor_ms": [round(busy) for _wall, busy in first],
        "plain_join_ms": [round(wall) for wall, _busy in plain],
        "plain_join_processor_ms": [round(busy) for _wall, busy in plain],
        "others_median_ms": round(statistics.median(wall for wall, _busy in times), 1),
        "others_median_processor_ms": round(statistics.median(busy for _wall, busy in times), 1),
        "others_slowest_processor_ms": round(max(busy for _wall, busy in times), 1),
        "ok": statistics.median(busy for _wall, busy in times) < MOST_MILLISECONDS,
    }


def main() -> int:
    """Exit 1 when people wait too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--outcomes", type=int, default=10_000_000)
    parser.add_argument("--ask", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.ask:
        root, crime, area = chosen.ask
        sys.stdout.write(json.dumps(milliseconds(partial(ask, Warehouse(Path(root)), crime, area))))
        return 0
    result = measure(chosen.outcomes)
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
