"""What the public page is told, from files as published."""

from pathlib import Path

import pytest
from pytest_django import Settings

from bluelamp.analytics import selectors
from bluelamp.analytics.selectors import MILE, MOST_POINTS, area, crime_near, find_areas
from bluelamp.analytics.types import MonthCount, PointCount, TypeCount
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.errors import Invalid
from bluelamp.core.places import Place, PlaceKind, find_places, find_postcode, hexes
from tests.factories.analytics import load, published, row


def postcode(text: str = "B1 1BB") -> Place:
    place = find_postcode(text)
    assert place is not None
    return place


def north(metres: float, place: Place | None = None) -> str:
    """A latitude so far north of the postcode."""
    return f"{(place or postcode()).latitude + metres / 111_195:.6f}"


HERE = {"longitude": "-1.903500", "latitude": "52.480440"}


def test_counts_by_type_month_and_point_inside_a_mile(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [
        row(**HERE),
        row(**HERE, crime_type="Drugs"),
        row(**HERE, crime_type="Drugs"),
        row(longitude="-1.903500", latitude=north(MILE - 20), location="On or near Far Row"),
        row(longitude="-1.903500", latitude=north(MILE + 20), crime_type="Robbery"),
        row(longitude="", latitude="", location="No Location", crime_type="Robbery"),
    ]
    load(warehouse, published(tmp_path, rows), published(tmp_path, [row(**HERE, month="2024-03")], month="2024-03"))
    found = crime_near(place=postcode(), warehouse=warehouse)
    assert found.held
    assert found.total == 5
    assert found.by_type == (TypeCount("Burglary", 3, 1), TypeCount("Drugs", 2, 0))
    assert found.by_month == (MonthCount("2024-01", 4), MonthCount("2024-02", None), MonthCount("2024-03", 1))
    assert found.points[0] == PointCount(52.48044, -1.9035, "On or near Lamp Row", 4)
    assert found.points[1].name == "On or near Far Row"
    assert (found.months, found.latest_month, found.loaded_on) == (("2024-01", "2024-03"), "2024-03", "2026-03-02")
    assert (found.metres, found.forces, found.without_place) == (MILE, ("West Midlands Police",), 1)


def test_cells_hold_every_crime_on_the_map(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [row(longitude="-1.903500", latitude=north(n * 4)) for n in range(300)]
    load(warehouse, published(tmp_path, rows))
    found = crime_near(place=postcode(), warehouse=warehouse)
    assert sum(cell.count for cell in found.cells) == found.total == 300
    assert {hexes.cell_at(p.latitude, p.longitude, found.cell_resolution) for p in found.points} <= {
        cell.cell for cell in found.cells
    }
    assert len(found.points) == MOST_POINTS
    assert found.points_left_out == 100


def test_no_more_months_than_asked_for(warehouse: Warehouse, tmp_path: Path) -> None:
    months = ["2023-01", "2023-12", "2024-01"]
    load(warehouse, *(published(tmp_path, [row(**HERE, month=m)], month=m) for m in months))
    assert crime_near(place=postcode(), months=2, warehouse=warehouse).total == 2
    assert crime_near(place=postcode(), months=13, warehouse=warehouse).total == 3
    assert [m.month for m in crime_near(place=postcode(), months=1, warehouse=warehouse).by_month] == ["2024-01"]


@pytest.mark.parametrize("months", [0, -1, 37])
def test_a_number_of_months_that_cannot_be_is_refused(warehouse: Warehouse, months: int) -> None:
    with pytest.raises(Invalid) as refused:
        crime_near(place=postcode(), months=months, warehouse=warehouse)
    assert refused.value.field == "months"


def test_nothing_held_is_not_nothing_happened(warehouse: Warehouse, tmp_path: Path) -> None:
    assert not crime_near(place=postcode(), warehouse=warehouse).held
    load(warehouse, published(tmp_path, [row(longitude="-1.5", latitude="53.8")], force="west-yorkshire"))
    found = crime_near(place=postcode(), warehouse=warehouse)
    assert (found.held, found.total, found.by_month, found.latest_month) == (False, 0, (), "")


def test_a_month_in_which_nothing_happened_is_nought(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, published(tmp_path, [row(**HERE)]), published(tmp_path, [], month="2024-02"))
    found = crime_near(place=postcode(), warehouse=warehouse)
    assert found.by_month == (MonthCount("2024-01", 1), MonthCount("2024-02", 0))


def test_what_is_remembered_is_forgotten_after_a_load(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, published(tmp_path, [row(**HERE)]))
    assert crime_near(place=postcode(), warehouse=warehouse).total == 1
    load(warehouse, published(tmp_path / "new", [row(**HERE)] * 7))
    assert crime_near(place=postcode(), warehouse=warehouse).total == 7


def test_forces_that_publish_up_to_different_months(warehouse: Warehouse, tmp_path: Path) -> None:
    """The force with most crimes here says up to when; the neighbour's later months would make a false trend."""
    load(
        warehouse,
        published(tmp_path, [row(**HERE)] * 5, month="2024-01"),
        *(
            published(tmp_path, [row(**HERE, month=m)], month=m, force="warwickshire")
            for m in ("2024-01", "2024-02", "2026-01")
        ),
    )
    found = crime_near(place=postcode(), months=3, warehouse=warehouse)
    assert found.latest_month == "2024-01"
    assert (found.total, found.points[0].count) == (6, 6)
    assert found.forces == ("Warwickshire Police", "West Midlands Police")


def test_a_district_is_counted_by_the_names_of_its_areas(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [
        *[row(longitude="-1.55", latitude="53.80", lsoa_name="Leeds 063B", lsoa_code="E01033010")] * 300,
        row(longitude="-1.56", latitude="53.81", lsoa_name="Leeds City 001A"),
        row(longitude="-1.48", latitude="53.55", lsoa_name="Barnsley 027D"),
    ]
    load(warehouse, published(tmp_path, rows, force="west-yorkshire"))
    (leeds,) = find_areas(text="leads", warehouse=warehouse)
    assert (leeds.kind, leeds.label) == (PlaceKind.DISTRICT, "Leeds, West Yorkshire Police")
    found = crime_near(place=leeds, warehouse=warehouse)
    assert (found.total, found.metres) == (300, None)
    assert area(kind="district", code="Leeds", warehouse=warehouse) == leeds
    assert area(kind="district", code="Barnsley", warehouse=warehouse) is None  # a neighbour's, seen over the border
    assert area(kind="ward", code="Leeds", warehouse=warehouse) is None


def test_districts_of_the_gazetteer_are_counted_too(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, published(tmp_path, [row(**HERE), row(**HERE, lsoa_name="Solihull 001A")]))
    (birmingham,) = [p for p in find_areas(text="Birmingham", warehouse=warehouse) if p.kind is PlaceKind.DISTRICT]
    assert crime_near(place=birmingham, warehouse=warehouse).total == 1
    assert area(kind="district", code=birmingham.code, warehouse=warehouse) == birmingham


@pytest.mark.parametrize("asked", ["B1 1BB", "B1", "Erdington", "Birmingham 138A"])
def test_every_kind_of_place_has_an_area(warehouse: Warehouse, tmp_path: Path, asked: str) -> None:
    place = find_places(asked)[0]
    here = {"longitude": str(place.longitude), "latitude": str(place.latitude)}
    load(warehouse, published(tmp_path, [row(**here)]))
    (found_place, *_) = find_areas(text=asked, warehouse=warehouse)
    assert found_place == place
    found = crime_near(place=place, warehouse=warehouse)
    assert found.total == 1
    assert found.metres is not None
    assert found.metres >= MILE
    assert area(kind=place.kind, code=place.code, warehouse=warehouse) == place


def test_a_wide_area_has_larger_cells(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, published(tmp_path, [row(**HERE)]))
    town = Place(PlaceKind.TOWN, "x", "x", 52.48, -1.9, "", 5000)
    assert crime_near(place=town, warehouse=warehouse).cell_resolution == 8
    assert crime_near(place=postcode(), warehouse=warehouse).cell_resolution == 9


def test_the_warehouse_of_this_installation_is_below_its_state(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    assert selectors.default_warehouse().root == tmp_path / "warehouse"
