"""The ground beneath a map: the districts held, as shapes of hexagons."""

from collections import defaultdict
from functools import cache
from typing import Any

import h3

from bluelamp.core.places import hexes
from bluelamp.core.places.gazetteer import gazetteer

_RESOLUTION = 8  # 0.74 square kilometres: a district keeps its shape and costs few kilobytes


@cache
def districts() -> dict[str, Any]:
    """A GeoJSON FeatureCollection (WGS84), one MultiPolygon with a ``name`` for each district."""
    cells: dict[str, set[str]] = defaultdict(set)
    for area in gazetteer().areas:
        name = area.name.rsplit(" ", 1)[0]  # areas are called after their district: Birmingham 067A
        cells[name] |= {h3.cell_to_parent(cell, _RESOLUTION) for cell in gazetteer().cells(area)}
    return {"type": "FeatureCollection", "features": [_feature(name, cells[name]) for name in sorted(cells)]}


def _feature(name: str, cells: set[str]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": hexes.outline(cells)},
        "properties": {"name": name},
    }
