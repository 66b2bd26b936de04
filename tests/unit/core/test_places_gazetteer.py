"""The committed file: what it holds, that it is what the script makes, and that areas hang together."""

import csv
import gzip
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.core.places import (
    Place,
    PlaceKind,
    area_at,
    areas,
    attribution,
    find_places,
    find_postcode,
    gazetteer,
    hexes,
    neighbours,
    random_point,
)
from bluelamp.core.places.gazetteer import FILE
from tests.factories.real_data import SHARED

ROOT = Path(__file__).resolve().parents[3]
needs_open_data = pytest.mark.skipif(
    not (SHARED / "west-midlands").is_dir(),
    reason="the open data the gazetteer is made from is not on this machine",
)
some_area = st.integers(0, 1679).map(lambda index: areas()[index])


def test_what_is_held() -> None:
    held = gazetteer()
    counts = {"postcodes": 58_226, "areas": 1_680, "wards": 192, "districts": 7}
    assert held.header["counts"] == counts
    assert sum(1 for _ in held.postcodes()) == counts["postcodes"]
    assert len(held.areas) == counts["areas"]
    assert len(held.wards) == counts["wards"]
    assert [d.name for d in held.districts] == [
        "Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton",
    ]  # fmt: skip


def test_small_enough_to_commit_and_says_whose_data_it_is() -> None:
    assert FILE.stat().st_size < 300_000
    said = " ".join(attribution())
    for owner in (
        "Open Government Licence v3.0",
        "Office for National Statistics",
        "OS data © Crown",
        "Royal Mail",
    ):
        assert owner in said
    assert "Open Government Licence" in FILE.read_bytes()[:2000].decode(errors="ignore")  # readable without us


def test_names_that_no_list_confirms_are_said_to_be_unconfirmed() -> None:
    from scripts.make_gazetteer import UNCONFIRMED, WARDS

    assert attribution()[-1] == (
        "Unconfirmed: the names of the 20 wards of Wolverhampton and of the 24 wards of Dudley."
    )
    of_district = {ward.code: ward.within for ward in gazetteer().wards}
    assert [(of_district[first], len(WARDS[first].split("|"))) for first in UNCONFIRMED] == [
        ("Wolverhampton", 20), ("Dudley", 24),
    ]  # fmt: skip


@needs_open_data
def test_every_postcode_is_within_ten_metres_of_the_source() -> None:
    with gzip.open(SHARED / "west-midlands" / "postcodes.csv.gz", "rt", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wards = {ward.code: ward.label for ward in gazetteer().wards}
    for row in rows:
        place = find_postcode(row["postcode"])
        assert place is not None
        away = hexes.metres_between(place.latitude, place.longitude, float(row["latitude"]), float(row["longitude"]))
        assert away < 10
        assert place.within == wards[row["ward_code"]]


@needs_open_data
def test_the_committed_file_is_what_the_script_makes() -> None:
    from scripts.make_gazetteer import make

    assert make(SHARED) == FILE.read_bytes()


@pytest.mark.parametrize("text", ["B99 9ZZ", "LS1 4AP", "B1 1ZZ", "CV1"])
def test_a_postcode_that_is_not_held_is_none(text: str) -> None:
    assert find_postcode(text) is None


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Erdington", "Erdington, Birmingham"),
        ("erdingtn", "Erdington, Birmingham"),
        ("Edgebaston", "Edgbaston, Birmingham"),
        ("Wolverhamton", "Wolverhampton"),
        ("kings heath", "Brandwood & King's Heath, Birmingham"),
        ("Saint Matthews", "St Matthew's, Walsall"),
        ("Suton Coldfeild", "Sutton Coldfield, Birmingham"),
        ("Ladywood, Birmingham", "Ladywood, Birmingham"),
        ("b1 1bb", "B1 1BB, Ladywood, Birmingham"),
        ("B1 1", "B1 1"),
        ("B11", "B11"),
        ("Birmingham 067A", "Birmingham 067A, South Yardley"),
    ],
)
def test_places_are_found_as_people_write_them(asked: str, first: str) -> None:
    assert find_places(asked)[0].label == first


@pytest.mark.parametrize("asked", ["Leeds", "Telford", "Narnia", "zzzz"])
def test_places_elsewhere_are_not_guessed(asked: str) -> None:
    assert find_places(asked) == []


@pytest.mark.parametrize(
    "asked", ["B1 1BB", "B1 1", "B11", "Erdington", "Birmingham 067A", "Sutton Coldfield", "Dudley"]
)
def test_a_place_is_found_again_by_its_kind_and_code(asked: str) -> None:
    place = find_places(asked)[0]
    assert gazetteer().find_code(place.kind, place.code) == place
    assert gazetteer().find_code("street", place.code) is None
    assert gazetteer().find_code(place.kind, "X") is None


def test_a_part_of_a_postcode_says_how_far_it_reaches() -> None:
    (outcode, sector) = find_places("B11")
    assert (outcode.kind, sector.kind) == (PlaceKind.OUTCODE, PlaceKind.SECTOR)
    assert sector.metres > 500


def test_the_wards_lie_where_they_are() -> None:
    """Names were put to codes by order; these stand at the ends of their districts."""
    wards = {ward.label: ward for ward in gazetteer().wards}
    assert wards["Sedgley, Dudley"].latitude > wards["St James's, Dudley"].latitude
    assert wards["Halesowen South, Dudley"].longitude > wards["Norton, Dudley"].longitude
    assert wards["Tettenhall Wightwick, Wolverhampton"].longitude < wards["Wednesfield South, Wolverhampton"].longitude
    assert wards["Sutton Four Oaks, Birmingham"].latitude > wards["Longbridge & West Heath, Birmingham"].latitude
    assert wards["Wyken, Coventry"].longitude > wards["Woodlands, Coventry"].longitude


@settings(deadline=None)
@given(some_area, st.integers(0, 2**32))
def test_a_random_point_lies_in_its_area(area: Place, seed: int) -> None:
    point = random_point(Random(seed), area)
    assert area_at(*point) == area
    assert random_point(Random(seed), area) == point


@settings(deadline=None)
@given(some_area)
def test_to_be_a_neighbour_is_mutual(area: Place) -> None:
    around = neighbours(area)
    assert area not in around
    assert all(area in neighbours(other) for other in around)


def test_nearly_every_area_touches_another() -> None:
    assert sum(1 for area in areas() if not neighbours(area)) == 0


@settings(deadline=None)
@given(some_area)
def test_an_area_reaches_no_further_than_it_says(area: Place) -> None:
    for cell in gazetteer().cells(area):
        assert hexes.metres_between(area.latitude, area.longitude, *hexes.centre(cell)) <= area.metres + 10
    assert gazetteer().area(area.code) == area


def test_postcodes_lie_in_areas_of_their_own_district() -> None:
    agree = total = 0
    for place in list(gazetteer().postcodes())[::50]:
        area = area_at(place.latitude, place.longitude)
        total += 1
        agree += area is not None and area.name.rsplit(" ", 1)[0] == place.within.rsplit(", ", 1)[1]
    assert agree / total > 0.98  # outlines are simplified, so a few on a boundary fall next door


def test_outside_what_is_held() -> None:
    assert area_at(53.8, -1.55) is None  # Leeds
    assert gazetteer().area("E01000001") is None
    with pytest.raises(ValueError, match="Only an area"):
        gazetteer().cells(gazetteer().districts[0])
