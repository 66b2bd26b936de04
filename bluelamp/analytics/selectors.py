"""Crime in an area, as published: what the public page shows. Open data, so nobody's leave is asked.

Counts only. What is published about one crime (its id, its outcome) is never joined or shown with its place.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.forces import name_of
from bluelamp.analytics.manifest import Held
from bluelamp.analytics.months import back, between
from bluelamp.analytics.queries import Box, Query, Where, box_around, district_extents, point_counts, type_counts
from bluelamp.analytics.types import AreaCrime, CellCount, MonthCount, PointCount, TypeCount
from bluelamp.analytics.warehouse import Stamp, Warehouse, open_warehouse
from bluelamp.core.errors import Invalid
from bluelamp.core.places import Place, PlaceKind, gazetteer, hexes
from bluelamp.core.places.names import ALIKE, likeness, plain

MILE = 1609  # metres: how far data.police.uk itself looks around a postcode
MOST_MONTHS = 36
DEFAULT_MONTHS = 13  # a year, and the same month of the year before to compare with
MOST_POINTS = 200
_STRAY = 0.005  # a district with a smaller share of a force's crimes is a neighbour's, seen over the border
_FINE, _MIDDLE, _COARSE = 9, 8, 7  # H3: cells of 0.1, 0.7 and 5 square kilometres
_OWN_REACH = frozenset({PlaceKind.WARD, PlaceKind.TOWN, PlaceKind.OUTCODE, PlaceKind.SECTOR})


def default_warehouse() -> Warehouse:
    """The warehouse of this installation."""
    return open_warehouse(Path(settings.VAR) / "warehouse")


def find_areas(*, text: str, limit: int = 10, warehouse: Warehouse | None = None) -> Sequence[Place]:
    """Places like ``text``, best first: postcodes and names of the gazetteer, and districts that the data name."""
    target = warehouse or default_warehouse()
    found = gazetteer().find_places(text, limit)
    held = {place.name for place in found if place.kind is PlaceKind.DISTRICT}
    asked = plain(text)
    scored = [
        (likeness(asked, plain(place.name)), place)
        for place in _known_districts(target)
        if place.name not in held and asked
    ]
    more = [place for score, place in sorted(scored, key=lambda s: -s[0]) if score >= ALIKE]
    exact = [place for place in more if plain(place.name) == asked]
    return [*exact, *found, *(place for place in more if place not in exact)][:limit]


def district(*, name: str, warehouse: Warehouse | None = None) -> Place | None:
    """The district with exactly this name, from the gazetteer or from the data."""
    target = warehouse or default_warehouse()
    every = (*gazetteer().districts, *_known_districts(target))
    return next((place for place in every if place.name == name), None)


def crime_near(*, place: Place, months: int = DEFAULT_MONTHS, warehouse: Warehouse | None = None) -> AreaCrime:
    """Crime published in the ``months`` (1 to 36) up to the latest one held for the area around ``place``.

    The area is a circle of a mile around a postcode or a small area, the reach of a ward, town or part of a
    postcode, or the whole of a district. ``held`` is false when no crime was published there in what we hold.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise Invalid(f"Choose from 1 to {MOST_MONTHS} months.", field="months")
    target = warehouse or default_warehouse()
    return target.steadily(lambda: _crime_near(target, target.stamp, place, months))


def months_held(*, warehouse: Warehouse | None = None) -> dict[str, tuple[str, ...]]:
    """Months of street data held, oldest first, by force."""
    months: dict[str, list[str]] = {}
    for held in _street(warehouse or default_warehouse()):
        months.setdefault(held.unit.force, []).append(held.unit.month)
    return {force: tuple(sorted(every)) for force, every in months.items()}


@lru_cache(maxsize=512)
def _crime_near(target: Warehouse, _stamp: Stamp, place: Place, months: int) -> AreaCrime:
    metres, where = _area(place)
    near = [held for held in _street(target) if held.box and held.box.meets(where.box)]
    recent = _latest_of_each(near, months)
    counts = [
        (str(force), str(month), str(crime_type), int(count))
        for force, month, crime_type, count in _rows(target, type_counts, recent, where)
    ]
    forces = {force for force, *_ in counts}
    latest = max((held.unit.month for held in recent if held.unit.force in forces), default="")
    first = back(latest, months - 1) if latest else ""
    window = [h for h in recent if h.unit.force in forces and h.unit.month >= first]
    counts = [row for row in counts if row[1] >= first]
    points = [
        PointCount(float(latitude), float(longitude), str(name), int(count))
        for latitude, longitude, name, count in _rows(target, point_counts, window, where)
    ]
    resolution = _resolution(metres)
    cells = hexes.count_cells(((p.latitude, p.longitude, p.count) for p in points), resolution)
    return AreaCrime(
        place=place,
        metres=metres,
        months=tuple(sorted({held.unit.month for held in near if held.unit.force in forces})),
        latest_month=latest,
        loaded_on=max((held.loaded_at[:10] for held in window if held.unit.month == latest), default=""),
        forces=tuple(sorted(forces)),
        total=sum(row[3] for row in counts),
        by_type=_by_type(counts, latest),
        by_month=_by_month(counts, window),
        points=tuple(points[:MOST_POINTS]),
        points_left_out=max(0, len(points) - MOST_POINTS),
        cells=tuple(CellCount(cell, count) for cell, count in cells.most_common()),
        cell_resolution=resolution,
        without_place=sum(held.rows - held.located for held in window),
    )


def _area(place: Place) -> tuple[int | None, Where]:
    if place.kind is PlaceKind.DISTRICT:
        return None, Where(box_around(place.latitude, place.longitude, place.metres * 2), district=place.name)
    metres = max(MILE, place.metres) if place.kind in _OWN_REACH else MILE
    box = box_around(place.latitude, place.longitude, metres)
    return metres, Where(box, circle=(place.latitude, place.longitude, float(metres)))


def _resolution(metres: int | None) -> int:
    if metres is None:
        return _COARSE
    return _FINE if metres <= 2 * MILE else _MIDDLE


def _street(target: Warehouse) -> list[Held]:
    units = target.manifest.units
    return [units[unit] for unit in sorted(units) if unit.kind is Kind.STREET]


def _latest_of_each(units: Sequence[Held], months: int) -> list[Held]:
    """The units of each force in its own latest ``months``: forces do not publish up to the same month."""
    latest: dict[str, str] = {}
    for held in units:
        latest[held.unit.force] = max(held.unit.month, latest.get(held.unit.force, ""))
    return [held for held in units if held.unit.month >= back(latest[held.unit.force], months - 1)]


def _rows(
    target: Warehouse, build: Callable[[Sequence[str], Where], Query], units: Iterable[Held], where: Where
) -> Sequence[tuple[Any, ...]]:
    files = target.paths(units)
    return target.ask(build(files, where)) if files else []


def _by_type(counts: Sequence[tuple[str, str, str, int]], latest: str) -> tuple[TypeCount, ...]:
    total, newest = Counter[str](), Counter[str]()
    for _, month, crime_type, count in counts:
        total[crime_type] += count
        newest[crime_type] += count if month == latest else 0
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return tuple(TypeCount(crime_type, count, newest[crime_type]) for crime_type, count in ranked)


def _by_month(counts: Sequence[tuple[str, str, str, int]], window: Sequence[Held]) -> tuple[MonthCount, ...]:
    """Every month from the first held in the window to the last; ``None`` where nothing is held."""
    months = {held.unit.month for held in window}
    sums = Counter[str]()
    for _, month, _, count in counts:
        sums[month] += count
    every = between(min(months), max(months)) if months else []
    return tuple(MonthCount(month, sums[month] if month in months else None) for month in every)


def _known_districts(target: Warehouse) -> tuple[Place, ...]:
    return target.steadily(lambda: _districts(target, target.stamp))


@lru_cache(maxsize=2)
def _districts(target: Warehouse, _stamp: Stamp) -> tuple[Place, ...]:
    """Districts that the latest month of each force names, each under the force that has most of it."""
    files = target.paths(_latest_of_each(_street(target), 1))
    found = target.ask(district_extents(files)) if files else []
    of_force = Counter[str]()
    best: dict[str, tuple[int, str, Box]] = {}
    for name, force, count, *corners in found:
        of_force[force] += count
        if count > best.get(name, (0,))[0]:
            best[name] = count, force, Box(*corners)
    return tuple(
        _district_place(name, force, box)
        for name, (count, force, box) in sorted(best.items())
        if count >= _STRAY * of_force[force]
    )


def _district_place(name: str, force: str, box: Box) -> Place:
    latitude, longitude = (box.south + box.north) / 2, (box.west + box.east) / 2
    reach = hexes.metres_between(latitude, longitude, box.north, box.east)
    return Place(PlaceKind.DISTRICT, name, name, round(latitude, 5), round(longitude, 5), name_of(force), round(reach))
