"""The ground beneath a map: each district held, where it is and in one piece with its own areas."""

import json

import h3
from h3 import LatLngPoly

from bluelamp.core.places import areas, gazetteer
from bluelamp.core.places.ground import districts


def _shapes() -> dict[str, list[LatLngPoly]]:
    """The outline of each district, with latitude first."""
    return {
        one["properties"]["name"]: [
            LatLngPoly(*([(latitude, longitude) for longitude, latitude in ring] for ring in polygon))
            for polygon in one["geometry"]["coordinates"]
        ]
        for one in districts()["features"]
    }


def test_every_district_has_one_shape_in_the_order_of_names() -> None:
    assert list(_shapes()) == sorted(district.name for district in gazetteer().districts)


def test_a_district_covers_its_own_areas_and_nobody_elses() -> None:
    cells = {
        name: {cell for polygon in polygons for cell in h3.h3shape_to_cells(polygon, 8)}
        for name, polygons in _shapes().items()
    }
    for area in areas()[::20]:
        own = area.name.rsplit(" ", 1)[0]
        within = {name for name in cells if h3.latlng_to_cell(area.latitude, area.longitude, 8) in cells[name]}
        assert own in within
        assert len(within) <= 2  # a hexagon upon a boundary belongs to both sides


def test_it_is_light_enough_for_a_page() -> None:
    assert len(json.dumps(districts())) < 100_000
