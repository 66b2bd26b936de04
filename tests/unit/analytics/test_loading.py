"""From files to rows held: what is loaded, what is replaced, what is refused, and that nothing is lost between."""

import gzip
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.loading import Stager, Wanted
from bluelamp.analytics.types import Unit
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.errors import NotFound
from tests.factories.analytics import AT, csv_text, held_rows, load, published, rejected, row
from tests.factories.real_data import SHARED, needs_real_files

ROOT = Path(__file__).resolve().parents[3]
JANUARY = Unit(Kind.STREET, "west-midlands", "2024-01")


@needs_real_files
def test_both_real_months_of_west_yorkshire(warehouse: Warehouse) -> None:
    summary = load(warehouse, SHARED / "west-yorkshire")
    assert (summary.rows, summary.loaded, summary.rejected) == (60_172, 60_172, 0)
    rows = {unit.month: held.rows for unit, held in warehouse.manifest.units.items()}
    assert rows == {"2017-07": 28_537, "2018-07": 31_635}
    with gzip.open(SHARED / "west-yorkshire" / "2018-07-west-yorkshire-street.csv.gz", "rt") as lines:
        published_ids = Counter(line.split(",", 1)[0] or None for line in list(lines)[1:])
    held = Counter(r[0] for r in held_rows(warehouse, "crime_id", "month") if r[1] == "2018-07")
    assert held == published_ids
    again = load(warehouse, SHARED / "west-yorkshire")
    assert (again.rows, [f.state for f in again.files]) == (0, ["unchanged", "unchanged"])


@needs_real_files
def test_the_other_real_files(warehouse: Warehouse) -> None:
    burglaries = SHARED / "greater-manchester" / "burglary-2016-02-to-2018-07.csv.gz"
    assert load(warehouse, burglaries).refused[0].rows == 77_194
    assert load(warehouse, burglaries, columns={"Month": "Month"}).loaded == 77_194
    assert len(warehouse.manifest.units) == 30
    assert load(warehouse, SHARED / "merseyside").loaded == 7_930
    searches = SHARED / "greater-manchester" / "2019-06-greater-manchester-stop-and-search.csv"
    assert "Unknown: “LSOA code”" in load(warehouse, searches).refused[0].said
    assert load(warehouse, searches, columns={"LSOA code": "LSOA code"}).loaded == 435


def test_a_month_is_loaded_once(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [row(), row(), row(crime_type="Drugs")]
    path = published(tmp_path / "in", rows)
    first = load(warehouse, path)
    assert (first.rows, first.loaded, first.rejected, first.files[0].state) == (3, 3, 0, "loaded")
    files = warehouse.manifest.files
    assert [f.state for f in load(warehouse, path).files] == ["unchanged"]
    packed = published(tmp_path / "packed", rows, packed=True)
    assert [f.state for f in load(warehouse, packed).files] == ["unchanged"]
    assert warehouse.manifest.files == files
    assert held_rows(warehouse, "crime_type") == [("Burglary",), ("Burglary",), ("Drugs",)]  # real rows repeat


def test_a_month_published_anew_replaces_the_old_one(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, published(tmp_path, [row(), row()]), published(tmp_path, [row()], month="2024-02"))
    old = warehouse.manifest.units[JANUARY]
    summary = load(warehouse, published(tmp_path / "new", [row(crime_type="Robbery", month="2024-01")]))
    assert summary.files[0].state == "replaced"
    assert held_rows(warehouse, "month", "crime_type") == [("2024-01", "Robbery")]
    assert not (warehouse.root / old.files[0]).exists()
    again = load(warehouse, published(tmp_path / "old", [row(), row()]))  # the older file, asked for by name
    assert again.files[0].state == "replaced"
    assert warehouse.manifest.units[JANUARY].rows == 2


def test_other_kinds_forces_and_months_stay(warehouse: Warehouse, tmp_path: Path) -> None:
    load(
        warehouse,
        published(tmp_path, [row()]),
        published(tmp_path, [row(Kind.OUTCOMES)], kind=Kind.OUTCOMES),
        published(tmp_path, [row(Kind.STOP_AND_SEARCH)], kind=Kind.STOP_AND_SEARCH),
        published(tmp_path, [row()], force="warwickshire"),
        published(tmp_path, [row(month="2024-02")], month="2024-02"),
    )
    assert len(warehouse.manifest.units) == 5
    load(warehouse, published(tmp_path / "new", [row(), row()]))
    assert Counter(held.rows for held in warehouse.manifest.units.values()) == {1: 4, 2: 1}


def test_searches_are_kept_with_types(warehouse: Warehouse, tmp_path: Path) -> None:
    load(
        warehouse,
        published(tmp_path, [row(Kind.STOP_AND_SEARCH, at_utc="2024-01-15T23:30:00+01:00")], kind=Kind.STOP_AND_SEARCH),
    )
    ((at, flag, linked, month),) = held_rows(warehouse, "at_utc", "clothing_removed", "outcome_linked", "month")
    assert f"{at:%Y-%m-%d %H:%M}" == "2024-01-15 22:30"
    assert (flag, linked, month) == (False, None, "2024-01")


def test_a_zip_of_months_is_one_load(warehouse: Warehouse, tmp_path: Path) -> None:
    archive = tmp_path / "latest.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for month in ("2024-01", "2024-02", "2024-03"):
            zipped.writestr(f"{month}/{month}-west-midlands-street.csv", csv_text([row(month=month)]))
    assert load(warehouse, archive).loaded == 3
    assert load(warehouse, archive).loaded == 0


def test_two_files_of_one_month_in_one_load_are_not_guessed_between(warehouse: Warehouse, tmp_path: Path) -> None:
    first, second = published(tmp_path / "a", [row()]), published(tmp_path / "b", [row(), row()])
    summary = load(warehouse, first, second)
    assert [f.state for f in summary.files] == ["loaded", "refused"]
    assert "Load only the one that is right" in summary.refused[0].said
    assert (summary.rows, summary.loaded, summary.rejected) == (3, 1, 2)
    same = load(Warehouse(tmp_path / "other"), first, published(tmp_path / "c", [row()]))
    assert [f.state for f in same.files] == ["loaded", "unchanged"]


def test_a_month_in_which_nothing_happened_is_held(warehouse: Warehouse, tmp_path: Path) -> None:
    assert load(warehouse, published(tmp_path, [])).files[0].state == "loaded"
    assert warehouse.manifest.units[JANUARY].rows == 0


def test_a_file_of_many_months_and_forces(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [
        row(month=f"2024-{month:02d}", reported_by=force)
        for month in range(1, 13)
        for force in ("Kent Police", "Essex Police")
        for _ in range(month)
    ]
    path = tmp_path / "everything.csv"
    path.write_text(csv_text(rows), encoding="utf-8")
    assert load(warehouse, path).loaded == 156
    assert {unit.force for unit in warehouse.manifest.units} == {"kent", "essex"}
    assert sorted(held.rows for held in warehouse.manifest.units.values()) == sorted([*range(1, 13)] * 2)
    assert load(warehouse, path).files[0].state == "unchanged"


def test_other_columns_by_a_map(warehouse: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "offences.csv"
    path.write_text('MONTH,OFFENCE,LNG,LAT,"Beat, no."\n2024-01,Burglary,-1.9,52.48,7\n', encoding="utf-8")
    columns = {"Month": "MONTH", "Crime type": "OFFENCE", "Longitude": "LNG", "Latitude": "LAT"}
    summary = load(warehouse, path, columns=columns, force="west-midlands")
    assert summary.files[0].said == "Columns left out: “Beat, no.”."
    assert held_rows(warehouse, "crime_type", "longitude", "location") == [("Burglary", -1.9, None)]
    swapped = columns | {"Longitude": "LAT", "Latitude": "LNG"}
    assert load(warehouse, path, columns=swapped, force="west-midlands").refused  # another map is another reading


def test_rejected_rows_are_kept_with_file_line_and_reason(warehouse: Warehouse, tmp_path: Path) -> None:
    path = published(tmp_path, [row(), row(month="2024-13"), row(longitude="0", latitude="0"), row()])
    summary = load(warehouse, path)
    assert (summary.rows, summary.loaded, summary.rejected) == (4, 2, 2)
    first, second = rejected(warehouse, summary)
    assert (first.file, first.line, first.rows) == (str(path), 3, 1)
    assert "2024-13" in first.text
    assert "outside the United Kingdom" in second.reason
    assert warehouse.manifest.units[JANUARY].rejected == 2


MALFORMED = {
    "empty": (b"", "The file is empty"),
    "only a newline": (b"\n", "not a header"),
    "other columns": (b"a,b\n1,2\n", "These are not the columns"),
    "utf-16": ("Month\n".encode("utf-16"), "UTF-16"),
    "nothing usable": (csv_text([row(month="x")] * 3).encode(), "None of its rows"),
    "html": (b"<!DOCTYPE html>\n<html>404</html>\n", "These are not the columns"),
    "binary": (bytes(range(256)) * 10, "not a header"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_bad_file_is_refused_and_the_good_one_beside_it_loaded(
    warehouse: Warehouse, tmp_path: Path, name: str
) -> None:
    content, said = MALFORMED[name]
    good = published(tmp_path, [row(month="2024-02")], month="2024-02")
    bad = published(tmp_path, content)
    summary = load(warehouse, bad, good)
    assert [f.state for f in summary.files] == ["refused", "loaded"]
    assert said in summary.refused[0].said
    assert summary.rows == summary.loaded + summary.rejected
    kept = rejected(warehouse, summary)
    assert sum(r.rows for r in kept) == summary.rejected
    assert kept[-1].file == str(bad)
    assert kept[-1].reason == summary.refused[0].said


@pytest.mark.parametrize("keep", [0.3, 0.9, 0.999])
def test_a_truncated_gzip_never_replaces_a_month(warehouse: Warehouse, tmp_path: Path, keep: float) -> None:
    load(warehouse, published(tmp_path, [row()]))
    rows = [row(crime_id=f"{n:064x}") for n in range(5000)]
    whole = published(tmp_path / "new", rows, packed=True)
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * keep)])
    summary = load(warehouse, whole)
    assert summary.loaded == 0
    assert summary.rows == summary.rejected < 5000
    assert "Download it again" in summary.refused[0].said
    assert warehouse.manifest.units[JANUARY].rows == 1


def test_a_file_that_changes_while_it_is_read_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    path = published(tmp_path, [row()])
    load(warehouse, published(tmp_path / "old", [row(), row()]))

    longer = csv_text([row(), row()])

    def write(*_told: object) -> None:
        """Another process writes between the two readings."""
        path.write_text(longer)

    with warehouse.loading("x") as folder:
        staged = Stager(folder, warehouse, Wanted(paths=[path]), load_id="x", at=AT).run(write)
    assert "changed while it was being read" in staged.outcomes[0].said
    assert staged.units == {}


def test_a_path_that_is_not_there_loads_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load(warehouse, published(tmp_path, [row()]), tmp_path / "gone.csv")
    assert warehouse.manifest.units == {}
    assert not (warehouse.root / "incoming").exists() or not list((warehouse.root / "incoming").iterdir())


def test_progress_ends_at_the_whole(warehouse: Warehouse, tmp_path: Path) -> None:
    paths = [published(tmp_path, [row(month=m)] * 500, month=m) for m in ("2024-01", "2024-02")]
    seen: list[tuple[int, int, str]] = []
    with warehouse.loading("x") as folder:
        stager = Stager(folder, warehouse, Wanted(paths=paths), load_id="x", at=AT)
        stager.run(lambda *told: seen.append(told))
    total = sum(path.stat().st_size for path in paths)
    assert seen[-1][:2] == (total, total)
    assert [done for done, _, _ in seen] == sorted(done for done, _, _ in seen)


words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=15)
street_rows = st.builds(
    row,
    st.just(Kind.STREET),
    crime_id=words,
    longitude=st.decimals(-8, 1, places=6).map(str),
    latitude=st.decimals(50, 59, places=6).map(str),
    location=words,
    lsoa_name=words,
    context=words,
    crime_type=st.sampled_from(["Burglary", "Drugs"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(street_rows, min_size=1, max_size=8), st.integers(1, 3))
def test_what_is_published_is_what_is_held(rows: list[dict[str, str]], times: int) -> None:
    with TemporaryDirectory() as name:
        warehouse = Warehouse(Path(name) / "warehouse")
        summary = load(warehouse, published(Path(name), rows * times))
        assert summary.loaded == len(rows) * times
        held = held_rows(
            warehouse, "crime_id", "longitude", "latitude", "location", "lsoa_name", "context", "crime_type"
        )
    titles = ("Crime ID", "Longitude", "Latitude", "Location", "LSOA name", "Context", "Crime type")
    expected = [
        tuple(float(r[t]) if t in ("Longitude", "Latitude") else (r[t] or None) for t in titles) for r in rows * times
    ]
    assert Counter(held) == Counter(expected)


def test_parts_stay_small_and_lose_nothing(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bluelamp.analytics.spills.PART_ROWS", 5_000)
    rows = [row(crime_id=f"{n:064x}", latitude=f"52.{n % 90 + 10}") for n in range(25_000)]
    load(warehouse, published(tmp_path, rows))
    held = warehouse.manifest.units[JANUARY]
    assert len(held.files) > 1
    assert held.rows == 25_000
    assert len(set(held_rows(warehouse, "crime_id"))) == 25_000
    assert held.box is not None
    assert (held.box.south, held.box.north) == (52.10, 52.99)


def test_what_is_no_csv_is_refused_when_named(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    summary = load(warehouse, tmp_path / "a.xlsx")
    assert (summary.rows, summary.refused[0].said) == (0, "It is not a csv, csv.gz or zip file.")
    assert [r.reason for r in rejected(warehouse, summary)] == ["It is not a csv, csv.gz or zip file."]


def test_a_header_alone_is_refused_when_nothing_says_which_month(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "street.csv").write_text(csv_text([]), encoding="utf-8")
    assert "a header but no rows" in load(warehouse, tmp_path / "street.csv").refused[0].said


@pytest.mark.parametrize("limit", [1_000, 20_000])
def test_the_rest_of_a_file_of_rubbish_is_not_read(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr("bluelamp.analytics.loading.HOPELESS", limit)
    monkeypatch.setattr("bluelamp.analytics.spills.PART_ROWS", 500)
    monkeypatch.setattr("bluelamp.analytics.lines.CHUNK", 20_000)
    rows = [row(), *[row(month="2024-99")] * 4_000]
    summary = load(warehouse, published(tmp_path, rows))
    assert summary.rows == 4_001
    if limit == 20_000:
        assert (summary.loaded, summary.rejected) == (1, 4_000)
    else:
        assert (summary.loaded, summary.rejected) == (0, 4_001)
        assert "rows only 1 could be loaded" in summary.refused[0].said
        kept = rejected(warehouse, summary)
        assert limit <= len(kept) < 4_000
        assert sum(rejection.rows for rejection in kept) == 4_001


def test_small_parts_of_a_file_of_many_months_are_put_together(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bluelamp.analytics.spills.PART_ROWS", 100)
    monkeypatch.setattr("bluelamp.analytics.lines.CHUNK", 4_000)
    rows = [row(month=f"2024-{n % 12 + 1:02d}", crime_id=f"{n:064x}") for n in range(1_200)]
    path = tmp_path / "everything.csv"
    path.write_text(csv_text(rows), encoding="utf-8")
    assert load(warehouse, path).loaded == 1_200
    held = held_rows(warehouse, "crime_id", "month")
    assert Counter(held) == Counter((r["Crime ID"], r["Month"]) for r in rows)
    assert {len(one.files) for one in warehouse.manifest.units.values()} == {2}


def test_loading_needs_neither_django_nor_a_database() -> None:
    program = (
        "import sys; import bluelamp.analytics.loading, bluelamp.analytics.warehouse, bluelamp.core.places; "
        "sys.exit(any(name.split('.')[0] in ('django', 'psycopg') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
