"""Counts: the same as counting the rows, whichever way they are asked."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analytics.counts import Files, counts_by_point, counts_by_type, district_extents
from bluelamp.analytics.manifest import write_manifest
from bluelamp.analytics.queries import Box, Where, box_around
from bluelamp.analytics.selectors import crime_near, find_areas
from bluelamp.analytics.warehouse import Warehouse
from tests.factories.analytics import load, published, row
from tests.unit.analytics.test_selectors import postcode

NAMES = ["Leeds 063B", "Leeds 001A", "Leeds City 001A", "Leeds", "", "leeds 063b"]
street_rows = st.builds(
    row,
    lsoa_name=st.sampled_from(NAMES),
    crime_type=st.sampled_from(["Burglary", "Drugs"]),
    location=st.sampled_from(["On or near A", "On or near B", ""]),
    longitude=st.sampled_from(["-1.500000", "-1.510000"]),
    latitude=st.sampled_from(["53.800000", "53.810000"]),
)


def uncounted(warehouse: Warehouse) -> Warehouse:
    """The warehouse as an earlier version left it: rows, and no counts."""
    old = warehouse.manifest
    for held in old.units.values():
        (warehouse.root / held.counts).unlink()
    units = {unit: replace(held, counts="") for unit, held in old.units.items()}
    write_manifest(warehouse.root / "manifest.json", replace(old, units=units))
    return Warehouse(warehouse.root)


def files(warehouse: Warehouse) -> tuple[Files, Files]:
    """The counts that were kept, and what counts the rows anew."""
    every = list(warehouse.manifest.units.values())
    return Files(warehouse.counts(every)), Files((), warehouse.paths(every))


@settings(max_examples=20, deadline=None)
@given(st.lists(street_rows, min_size=1, max_size=12))
def test_counts_are_what_counting_gives(rows: list[dict[str, str]]) -> None:
    nowhere = row(longitude="", latitude="", lsoa_name="Leeds 063B")
    leeds = [r for r in rows if r["LSOA name"] in ("Leeds 063B", "Leeds 001A")]
    here = Where(box_around(53.8, -1.5, 200), 53.8, -1.5, 200.0)
    near = [r for r in rows if (r["Longitude"], r["Latitude"]) == ("-1.500000", "53.800000")]
    with TemporaryDirectory() as name:
        warehouse = Warehouse(Path(name) / "warehouse")
        load(warehouse, published(Path(name), [*rows, nowhere], force="west-yorkshire"))
        for source in files(warehouse):
            for where, expected in ((Where(Box(0, 0, 0, 0), district="Leeds"), leeds), (here, near)):
                types = {
                    (force, month, kind): n for force, month, kind, n in warehouse.ask(counts_by_type(source, where))
                }
                assert types == Counter(("west-yorkshire", "2024-01", r["Crime type"]) for r in expected)
                points = {(lat, lng): n for lat, lng, n in warehouse.ask(counts_by_point(source, where))}
                assert points == Counter((float(r["Latitude"]), float(r["Longitude"])) for r in expected)
            extents = {told[0]: told[2] for told in warehouse.ask(district_extents(source))}
            named = Counter({"Leeds": len(leeds), "Leeds City": sum(r["LSOA name"] == "Leeds City 001A" for r in rows)})
            assert extents == {district: n for district, n in named.items() if n}


def shown(warehouse: Warehouse) -> tuple[Any, ...]:
    return (
        crime_near(place=postcode(), warehouse=warehouse),
        find_areas(text="Birmingham", warehouse=warehouse),
        *(crime_near(place=place, warehouse=warehouse) for place in find_areas(text="Birmingham", warehouse=warehouse)),
    )


def test_what_was_loaded_before_there_were_counts_is_shown_the_same_and_counted_by_the_next_load(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    rows = [row(), row(crime_type="Drugs"), row(longitude="-1.9", lsoa_name="Solihull 001A")]
    load(warehouse, *(published(tmp_path, [r | {"Month": m} for r in rows], month=m) for m in ("2024-01", "2024-02")))
    before = shown(warehouse)
    assert before[0].total == 6
    old = uncounted(warehouse)
    assert shown(old) == before
    load(old, published(tmp_path, [row(month="2023-01")], month="2023-01"))
    assert all(held.counts for held in old.manifest.units.values())
    assert {held.load_id for held in old.manifest.units.values()} != {old.manifest.loads[-1]["load_id"]}
    (old.root / next(iter(old.manifest.units.values())).files[0]).unlink()
    assert crime_near(place=postcode(), warehouse=old).by_month[-2:] == before[0].by_month


@pytest.mark.parametrize("positions", [True, False])
def test_only_a_month_with_positions_has_counts(warehouse: Warehouse, tmp_path: Path, positions: bool) -> None:
    load(warehouse, published(tmp_path, [row() if positions else row(longitude="", latitude="")]))
    assert bool(next(iter(warehouse.manifest.units.values())).counts) is positions
