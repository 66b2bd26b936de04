"""What became of reports: from files as published to the figures that are said."""

import csv
import gzip
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest

from bluelamp.analytics.enums import Basis, Ending, Kind, Level, Withheld
from bluelamp.analytics.published_types import refusal
from bluelamp.analytics.selectors import find_outcome_area, outcome_area, record_of_type
from bluelamp.analytics.types import NoRecord, TrackRecord
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.errors import NotFound
from tests.factories.analytics import ended, load, months_of_outcomes, published, reported
from tests.factories.real_data import SHARED, needs_real_files

NO_SUSPECT = "Investigation complete; no suspect identified"


def record(warehouse: Warehouse, crime: str = "burglary", area: str = "") -> TrackRecord:
    """The record, which must be one."""
    found = record_of_type(crime=crime, area=outcome_area(code=area, warehouse=warehouse), warehouse=warehouse)
    assert isinstance(found, TrackRecord)
    return found


def why(warehouse: Warehouse, crime: str = "burglary", area: str = "") -> Withheld:
    """Why there is none."""
    found = record_of_type(crime=crime, area=outcome_area(code=area, warehouse=warehouse), warehouse=warehouse)
    assert isinstance(found, NoRecord)
    return found.why


def a_year(folder: Path, **changes: str) -> list[Path]:
    """120 burglaries in Birmingham in January 2023, and what became of them until January 2024."""
    street = [reported(n, **changes) for n in range(120)]
    outcomes = [
        *(ended(n, on="2023-01", outcome_type="Suspect charged") for n in range(6)),
        *(ended(n, on="2023-02", outcome_type=NO_SUSPECT) for n in range(6, 66)),
        *(ended(n, on="2023-04", outcome_type="Local resolution") for n in range(66, 78)),
        *(ended(n, on="2024-01", outcome_type="Suspect charged") for n in range(78, 84)),
        # not the first: closed, and charged later
        *(ended(n, on="2023-09", outcome_type="Suspect charged") for n in range(6, 10)),
        # no ending, a name that nobody has heard of, a court's result, and a report that no street file has
        ended(100, on="2023-03", outcome_type="Under investigation"),
        ended(101, on="2023-03", outcome_type="Sent to the moon"),
        ended(102, on="2023-03", outcome_type="Offender sent to prison"),
        ended(999, on="2023-03", outcome_type="Suspect charged"),
    ]
    return [
        published(folder, street, month="2023-01"),
        months_of_outcomes(folder, outcomes, first="2023-01", months=13),
    ]


def test_reports_are_followed_month_by_month(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, *a_year(tmp_path))
    found = record(warehouse, "Burglary", "birmingham")
    assert (found.level, found.basis, found.cases, found.widened) == (Level.AREA, Basis.DATED, 120, False)
    assert (found.first_month, found.last_month, found.forces) == ("2023-01", "2023-01", ("West Midlands Police",))
    assert [stage.months for stage in found.stages] == [1, 3, 6, 12]
    counts = [[stage.share(ending).count for ending in Ending] for stage in found.stages]
    #   charged, resolved, elsewhere, unprosecuted, no suspect, other, open
    assert counts == [
        [6, 0, 0, 0, 60, 0, 54],
        [7, 12, 0, 0, 60, 1, 40],
        [7, 12, 0, 0, 60, 1, 40],
        [13, 12, 0, 0, 60, 1, 34],
    ]
    last = found.stages[-1].share(Ending.CHARGED)
    assert (round(last.share, 4), round(last.low, 4), round(last.high, 4)) == (0.1083, 0.0644, 0.1766)


def test_a_month_without_outcomes_could_hide_an_ending(warehouse: Warehouse, tmp_path: Path) -> None:
    street = published(tmp_path, [reported(n, last_outcome="") for n in range(20)], month="2023-01")
    gap = months_of_outcomes(tmp_path / "later", [], first="2023-09", months=5)
    load(warehouse, street, months_of_outcomes(tmp_path, [], first="2023-01", months=7), gap)
    assert why(warehouse) is Withheld.NOT_HELD
    load(warehouse, published(tmp_path, [], month="2023-08", kind=Kind.OUTCOMES))
    assert record(warehouse).basis is Basis.DATED


def test_a_month_published_anew_replaces_what_was_counted(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, *a_year(tmp_path))
    later = [ended(n, on="2023-02", outcome_type=NO_SUSPECT) for n in range(6, 26)]
    load(warehouse, months_of_outcomes(tmp_path / "new", later, first="2023-02", months=1))
    found = record(warehouse)
    assert found.stages[0].share(Ending.NO_SUSPECT).count == 20
    assert len(list((warehouse.root / "data" / "cohorts").rglob("*.parquet"))) == 1
    assert Warehouse(warehouse.root).manifest.cohorts == warehouse.manifest.cohorts


def test_only_a_last_outcome_is_never_a_curve(warehouse: Warehouse, tmp_path: Path) -> None:
    """What came in one load is one download; its latest month is the least that its earliest were followed up."""
    old = [reported(n, last_outcome="Awaiting court outcome" if n < 30 else "Under investigation") for n in range(150)]
    young = [reported(n, month="2024-01", last_outcome="Suspect charged") for n in range(150)]
    paths = [published(tmp_path, old, month="2023-01"), published(tmp_path, young, month="2024-01")]
    load(warehouse, *paths)
    found = record(warehouse)
    assert (found.basis, found.cases, found.last_month) == (Basis.LAST, 150, "2023-01")
    (stage,) = found.stages
    assert (stage.months, stage.share(Ending.CHARGED).count, stage.share(Ending.OPEN).count) == (None, 30, 120)


@needs_real_files
@pytest.mark.parametrize(("area", "town"), [("merseyside", ""), ("liverpool", "Liverpool")])
def test_the_real_last_outcomes_of_merseyside_are_those_that_a_plain_count_finds(
    warehouse: Warehouse, area: str, town: str
) -> None:
    """Only its first month is a year old in the download, so only that is said."""
    load(warehouse, SHARED / "merseyside")
    found = record(warehouse, "Shoplifting", area)
    with gzip.open(SHARED / "merseyside" / "2019-05-merseyside-street.csv.gz", "rt") as lines:
        rows = [row for row in csv.DictReader(lines) if row["LSOA name"].startswith(town)]
    last = Counter(row["Last outcome category"] for row in rows)
    assert (found.basis, found.first_month, found.last_month) == (Basis.LAST, "2019-05", "2019-05")
    assert found.cases == len(rows) > 100
    (stage,) = found.stages
    assert stage.share(Ending.NO_SUSPECT).count == last[NO_SUSPECT]
    unprosecuted = ("Unable to prosecute suspect", "Further investigation is not in the public interest")
    formal = "Formal action is not in the public interest"
    assert stage.share(Ending.UNPROSECUTED).count == sum(last[one] for one in (*unprosecuted, formal))
    assert sum(share.count for share in stage.shares) == len(rows)


def test_too_few_are_widened_and_the_fewest_are_not_said(warehouse: Warehouse, tmp_path: Path) -> None:
    where = [("Solihull 001A", 9), ("Birmingham 001A", 95)]
    rows = [
        reported(at * 1000 + n, lsoa_name=name, crime_type=crime)
        for crime, share in (("Burglary", 1), ("Robbery", 10))
        for at, (name, many) in enumerate(where, start=share)
        for n in range(many // share)
    ]
    paths = [published(tmp_path, rows, month="2023-01"), months_of_outcomes(tmp_path, [], first="2023-01", months=13)]
    other = [reported(n, crime_type="Robbery", lsoa_name="Leeds 001A") for n in range(200)]
    paths += [published(tmp_path, other, month="2023-01", force="west-yorkshire")]
    paths.append(months_of_outcomes(tmp_path, [], first="2023-01", months=13, force="west-yorkshire"))
    load(warehouse, *paths)
    widened = record(warehouse, area="solihull")
    assert (widened.level, widened.cases, widened.area.name) == (Level.FORCE, 104, "West Midlands Police")
    assert widened.widened
    nation = record(warehouse, "robbery", "solihull")
    assert (nation.level, nation.cases, len(nation.forces)) == (Level.NATION, 209, 2)
    assert why(warehouse, "shoplifting", "solihull") is Withheld.NOT_HELD


def test_fewer_than_ten_are_not_said(warehouse: Warehouse, tmp_path: Path) -> None:
    for many, said in ((9, False), (10, True)):
        rows = [reported(n) for n in range(many)]
        outcomes = months_of_outcomes(tmp_path, [], first="2023-01", months=13)
        load(warehouse, published(tmp_path, rows, month="2023-01"), outcomes)
        assert isinstance(record_of_type(crime="burglary", warehouse=warehouse), TrackRecord) is said


def test_of_some_nothing_is_ever_said(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, *a_year(tmp_path, crime_type="Violence and sexual offences"))
    never = {
        "Violence and sexual offences": Withheld.PROTECTED,
        "rape-and-other-sexual-offences": Withheld.PROTECTED,
        "Domestic abuse": Withheld.PROTECTED,
        "stalking": Withheld.PROTECTED,
        "drugs": Withheld.FOUND_BY_LOOKING,
        "possession-of-weapons": Withheld.FOUND_BY_LOOKING,
        "other-crime": Withheld.MIXED,
        "anti-social-behaviour": Withheld.NOT_PUBLISHED,
    }
    for crime, reason in never.items():
        assert {why(warehouse, crime, area) for area in ("", "birmingham", "west-midlands")} == {reason}
    assert refusal("A type that is published tomorrow") is Withheld.MIXED


def test_what_is_no_type_and_no_place_says_so(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, *a_year(tmp_path))
    with pytest.raises(NotFound, match="no such type of crime"):
        record_of_type(crime="witchcraft", warehouse=warehouse)
    with pytest.raises(NotFound, match="no figures for this place"):
        outcome_area(code="atlantis", warehouse=warehouse)


def test_a_place_is_found_by_what_people_call_it(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, *a_year(tmp_path))
    for text in ("Birmingham", "b4 7ap", "Ladywood", "B4 7", "Sutton Coldfield"):
        found = find_outcome_area(text=text, warehouse=warehouse)
        assert found is not None, text
        assert (found.district, found.force) == ("Birmingham", "west-midlands")
    assert find_outcome_area(text="Zzyzx", warehouse=warehouse) is None


def test_what_is_made_for_a_demonstration_is_never_counted_with_others(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [reported(n) for n in range(150)]
    made = [published(tmp_path, rows, month="2023-01", force="demonstration")]
    load(warehouse, *made, months_of_outcomes(tmp_path, [], first="2023-01", months=13, force="demonstration"))
    assert record(warehouse).invented
    load(warehouse, *a_year(tmp_path))
    found = record(warehouse)
    assert (found.invented, found.cases) == (False, 120)
    assert "demonstration" not in {area.code for area in [outcome_area(code="birmingham", warehouse=warehouse)]}


def test_figures_are_plain_data(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, *a_year(tmp_path))
    told = asdict(record(warehouse))
    assert told["stages"][0]["shares"][0]["ending"] == "charged"
    assert {unit.kind for unit in warehouse.manifest.units} == {Kind.STREET, Kind.OUTCOMES}
