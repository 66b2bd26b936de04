"""Hexagons: Uber's H3, the only geometry we store for areas. A cell is its usual 15-character name.

Sizes are H3's published averages: resolution 8 is 0.74 square kilometres, 9 is 0.105, 10 is 0.015.
"""

from collections import Counter
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from random import Random

import h3

EARTH_METRES = 6_371_008.8  # mean radius, WGS84
AREA_RESOLUTION = 10

Ring = list[tuple[float, float]]  # longitude, latitude: GeoJSON's order


def cell_at(latitude: float, longitude: float, resolution: int = AREA_RESOLUTION) -> str:
    """The cell that holds a point in WGS84 degrees."""
    return str(h3.latlng_to_cell(latitude, longitude, resolution))


def centre(cell: str) -> tuple[float, float]:
    """Latitude and longitude of a cell's middle, in WGS84 degrees."""
    latitude, longitude = h3.cell_to_latlng(cell)
    return latitude, longitude


def boundary(cell: str) -> Ring:
    """The corners of a cell as a closed GeoJSON ring."""
    corners = [(lng, lat) for lat, lng in h3.cell_to_boundary(cell)]
    return [*corners, corners[0]]


def outline(cells: Iterable[str]) -> list[list[Ring]]:
    """The cells melted together: the coordinates of a GeoJSON MultiPolygon."""
    shape = h3.cells_to_geo(list(cells), tight=False)
    return [[[(lng, lat) for lng, lat in ring] for ring in polygon] for polygon in shape["coordinates"]]


def ring(cell: str, distance: int) -> list[str]:
    """Cells exactly ``distance`` steps away."""
    return list(h3.grid_ring(cell, distance))


def near(cell: str, distance: int) -> list[str]:
    """Cells at most ``distance`` steps away, the cell itself included."""
    return list(h3.grid_disk(cell, distance))


def count_cells(points: Iterable[tuple[float, float, int]], resolution: int) -> Counter[str]:
    """Sums of ``(latitude, longitude, count)`` by cell."""
    counts: Counter[str] = Counter()
    for latitude, longitude, count in points:
        counts[cell_at(latitude, longitude, resolution)] += count
    return counts


def random_point_in(rng: Random, cell: str) -> tuple[float, float]:
    """A point evenly at random inside a cell: latitude and longitude. Deterministic by ``rng``."""
    corners = boundary(cell)
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    resolution = h3.get_resolution(cell)
    while True:  # a hexagon fills about three quarters of its box
        latitude, longitude = rng.uniform(south, north), rng.uniform(west, east)
        if cell_at(latitude, longitude, resolution) == cell:
            return latitude, longitude


def metres_between(latitude: float, longitude: float, latitude2: float, longitude2: float) -> float:
    """Great-circle distance in metres (haversine; within 0.5% of the ellipsoid)."""
    p1, p2 = radians(latitude), radians(latitude2)
    half = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(longitude2 - longitude) / 2) ** 2
    return 2 * EARTH_METRES * asin(min(1.0, sqrt(half)))
