"""What the warehouse holds, as written and read again: nothing lost, nothing guessed, only what is new replaced."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.manifest import Held, Manifest, read_manifest, write_manifest
from bluelamp.analytics.queries import Box
from bluelamp.analytics.types import FileOutcome, LoadSummary, Unit

JANUARY = Unit(Kind.STREET, "kent", "2024-01")
FEBRUARY = Unit(Kind.OUTCOMES, "kent", "2024-02")
LOAD = LoadSummary("load-2", (FileOutcome("müll.csv", "refused", 3, 0, 3, "No header."),), 0.5)


def held(unit: Unit, **changes: object) -> Held:
    usual = Held(
        unit=unit,
        files=(f"data/{unit.key}.parquet",),
        rows=7,
        located=5,
        rejected=1,
        source="ärger.csv",
        sha256="a" * 64,
        identity="read-1",
        load_id="load-1",
        loaded_at="2024-03-01T00:00:00+00:00",
        box=Box(51.0, 0.5, 51.5, 1.0),
        counts=f"counts/{unit.key}.parquet",
    )
    return replace(usual, **changes)  # type: ignore[arg-type] # each of its own kind


@pytest.fixture
def manifest() -> Manifest:
    units = {JANUARY: held(JANUARY), FEBRUARY: held(FEBRUARY, box=None, counts="")}
    return Manifest(units, ({"load_id": "load-1"},), {"kent": "data/cohorts/force=kent/load-1.parquet"})


def test_what_was_written_is_read_again(manifest: Manifest, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    write_manifest(path, manifest)
    assert read_manifest(path) == manifest


def test_a_warehouse_without_a_manifest_is_empty(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "manifest.json") == Manifest()


def test_what_an_earlier_version_wrote_is_read_without_what_it_did_not_know(manifest: Manifest, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    write_manifest(path, manifest)
    old = json.loads(path.read_text(encoding="utf-8")) | {"version": 1}
    del old["cohorts"]
    for told in old["units"].values():
        del told["counts"]
    path.write_text(json.dumps(old), encoding="utf-8")
    found = read_manifest(path)
    assert (found.cohorts, {one.counts for one in found.units.values()}) == ({}, {""})
    assert found.units[JANUARY].box == manifest.units[JANUARY].box


def test_a_manifest_of_another_version_is_not_guessed_at(manifest: Manifest, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    write_manifest(path, manifest)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 99}))
    with pytest.raises(ValueError, match="another version of Bluelamp"):
        read_manifest(path)


def test_every_file_is_named_that_may_not_be_swept_away(manifest: Manifest) -> None:
    assert manifest.files == {
        "data/street/kent/2024-01.parquet",
        "counts/street/kent/2024-01.parquet",
        "data/outcomes/kent/2024-02.parquet",
        "data/cohorts/force=kent/load-1.parquet",
    }


def test_a_load_replaces_its_own_months_and_cohorts_and_keeps_the_others(manifest: Manifest) -> None:
    anew = held(JANUARY, rows=9, load_id="load-2")
    after = manifest.after([anew], LOAD, at="2024-03-02", actor="staff:1", cohorts={"essex": "e.parquet"})
    assert after.units == {JANUARY: anew, FEBRUARY: manifest.units[FEBRUARY]}
    assert after.cohorts == {**manifest.cohorts, "essex": "e.parquet"}
    assert [told["load_id"] for told in after.loads] == ["load-1", "load-2"]
    last = after.loads[-1]
    assert (last["actor"], last["rows"], last["rejected"], last["files"][0]["said"]) == ("staff:1", 3, 3, "No header.")
    assert manifest.units[JANUARY].rows == 7  # who is reading the old one goes on with it


def test_what_was_read_the_same_way_is_found_while_it_stands(manifest: Manifest) -> None:
    other = manifest.after([held(JANUARY, identity="read-2")], LOAD, at="", actor="", cohorts={})
    assert [one.unit for one in other.units_read_as("read-1")] == [FEBRUARY]
    assert other.units_read_as("read-3") == []
