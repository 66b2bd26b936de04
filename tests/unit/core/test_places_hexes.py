from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.core.places import hexes

latitudes, longitudes = st.floats(50, 58), st.floats(-6, 1.5)


@settings(deadline=None)
@given(latitudes, longitudes, st.integers(6, 11))
def test_a_point_lies_near_the_middle_of_its_cell(latitude: float, longitude: float, resolution: int) -> None:
    cell = hexes.cell_at(latitude, longitude, resolution)
    corner = hexes.boundary(cell)[0]
    middle = hexes.centre(cell)
    reach = hexes.metres_between(*middle, corner[1], corner[0])
    assert hexes.metres_between(latitude, longitude, *middle) <= reach * 1.2


@settings(deadline=None)
@given(latitudes, longitudes, st.integers(0, 2**32))
def test_a_random_point_lies_in_its_cell_and_is_the_same_again(latitude: float, longitude: float, seed: int) -> None:
    cell = hexes.cell_at(latitude, longitude)
    point = hexes.random_point_in(Random(seed), cell)
    assert hexes.cell_at(*point) == cell
    assert hexes.random_point_in(Random(seed), cell) == point


def test_rings_are_closed_for_geojson() -> None:
    ring = hexes.boundary(hexes.cell_at(52.48, -1.9))
    assert ring[0] == ring[-1]
    assert len(ring) == 7
    assert -2 < ring[0][0] < -1.8  # longitude first


def test_neighbouring_cells_melt_into_one_outline() -> None:
    cell = hexes.cell_at(52.48, -1.9)
    together = hexes.outline(hexes.near(cell, 1))
    assert len(together) == 1
    assert len(together[0][0]) == 19  # 18 outer corners, closed
    apart = hexes.outline([cell, hexes.ring(cell, 5)[0]])
    assert len(apart) == 2


def test_counts_are_kept_when_points_are_put_in_cells() -> None:
    counts = hexes.count_cells([(52.48, -1.9, 3), (52.48001, -1.9, 4), (53.8, -1.55, 5)], 9)
    assert sum(counts.values()) == 12
    assert counts[hexes.cell_at(53.8, -1.55, 9)] == 5


def test_distance() -> None:
    assert hexes.metres_between(52.48, -1.9, 52.48, -1.9) == 0
    # one degree of latitude is a sixtieth of 60 nautical miles of 1,852 m
    assert hexes.metres_between(52, -1.9, 53, -1.9) == pytest.approx(111_195, abs=100)
