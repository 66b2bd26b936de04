"""Crime in an area, as published: what the public page shows. Open data, so nobody's leave is asked.

Counts only. What is published about one crime (its id, its outcome) is never shown with its place; the two are joined
for the counts of whole districts alone (``cohorts``).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bluelamp.analytics.counts import Files, counts_by_point, counts_by_type, district_extents, names_of_points
from bluelamp.analytics.enums import Kind
from bluelamp.analytics.forces import name_of
from bluelamp.analytics.manifest import Held
from bluelamp.analytics.months import back, between
from bluelamp.analytics.queries import Box, Where, box_around
from bluelamp.analytics.selectors.warehouses import default_warehouse
from bluelamp.analytics.types import AreaCrime, CellCount, MonthCount, PointCount, TypeCount
from bluelamp.analytics.warehouse import Stamp, Warehouse
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


def area(*, kind: str, code: str, warehouse: Warehouse | None = None) -> Place | None:
    """The place that ``find_areas`` gave, from its kind and code as they stand in a page's address."""
    if found := gazetteer().find_code(kind, code):
        return found
    target = warehouse or default_warehouse()
    every = _known_districts(target) if kind == PlaceKind.DISTRICT else ()
    return next((place for place in every if place.code == code), None)


def crime_near(*, place: Place, months: int = DEFAULT_MONTHS, warehouse: Warehouse | None = None) -> AreaCrime:
    """Crime published in the ``months`` (1 to 36) up to the latest one held for the area around ``place``.

    The area is a circle of a mile around a postcode or a small area, the reach of a ward, town or part of a
    postcode, or the whole of a district. ``held`` is false when no crime was published there in what we hold.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise Invalid(f"Choose from 1 to {MOST_MONTHS} months.", field="months")
    target = warehouse or default_warehouse()
    return target.steadily(lambda: _crime_near(target, target.stamp, place, months))


@lru_cache(maxsize=512)
def _crime_near(target: Warehouse, _stamp: Stamp, place: Place, months: int) -> AreaCrime:
    metres, where = _area(place)
    street = _street(target)
    around = {held.unit.force for held in street if held.box and held.box.meets(where.box)}
    near = [held for held in street if held.unit.force in around]
    recent = _latest_of_each(near, months)
    counts = _counted(target, recent, where)
    window = _window(near, counts, months)
    forces = {row.force for row in counts}
    if {held.unit for held in window} != {held.unit for held in recent if held.unit.force in forces}:
        counts = _counted(target, window, where)  # forces do not all publish up to the same month
        forces = {row.force for row in counts}
    points = _points(target, window, where)
    latest = max((held.unit.month for held in window), default="")
    resolution = _resolution(metres)
    cells = hexes.count_cells(points, resolution)
    return AreaCrime(
        place=place,
        metres=metres,
        months=tuple(sorted({held.unit.month for held in near if held.unit.force in forces})),
        latest_month=latest,
        loaded_on=max((held.loaded_at[:10] for held in window if held.unit.month == latest), default=""),
        forces=tuple(sorted(map(name_of, forces))),
        total=sum(row.count for row in counts),
        by_type=_by_type(counts, latest),
        by_month=_by_month(counts, window),
        points=tuple(_named(target, window, points[:MOST_POINTS])),
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
    return metres, Where(box, place.latitude, place.longitude, float(metres))


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


def _window(near: Sequence[Held], counts: Sequence["_Row"], months: int) -> list[Held]:
    """The months to show, of every force that has crimes here: up to the latest of the force that has most."""
    by_force = Counter[str]()
    for row in counts:
        by_force[row.force] += row.count
    if not by_force:
        return []
    lead = by_force.most_common(1)[0][0]
    latest = max(held.unit.month for held in near if held.unit.force == lead)
    first = back(latest, months - 1)
    return [held for held in near if held.unit.force in by_force and first <= held.unit.month <= latest]


@dataclass(frozen=True, slots=True)
class _Row:
    force: str
    month: str
    crime_type: str
    count: int


_Point = tuple[float, float, int]  # latitude, longitude, count


def _counted(target: Warehouse, units: Iterable[Held], where: Where) -> list[_Row]:
    files = _files(target, (held for held in units if held.box and held.box.meets(where.box)))
    return [_Row(*row) for row in target.ask(counts_by_type(files, where))] if files else []


def _points(target: Warehouse, units: Iterable[Held], where: Where) -> Sequence[_Point]:
    """Every map point, most first."""
    files = _files(target, (held for held in units if held.box and held.box.meets(where.box)))
    return [(lat, lng, count) for lat, lng, count in target.ask(counts_by_point(files, where))] if files else []


def _named(target: Warehouse, window: Sequence[Held], points: Sequence[_Point]) -> Iterator[PointCount]:
    """Points with the name last published: nearly all are in the latest month, which is soon asked."""
    names: dict[tuple[float, float], str] = {}
    latest = max((held.unit.month for held in window), default="")
    for units in ([h for h in window if h.unit.month == latest], [h for h in window if h.unit.month != latest]):
        nameless = [(lat, lng) for lat, lng, _ in points if (lat, lng) not in names]
        files = _files(target, units)
        if nameless and files:
            names |= {(lat, lng): name for lat, lng, name in target.ask(names_of_points(files, nameless))}
    return (PointCount(lat, lng, names[lat, lng], count) for lat, lng, count in points)


def _files(target: Warehouse, units: Iterable[Held]) -> Files:
    every = list(units)
    return Files(
        counted=target.counts(every), rows=target.paths(held for held in every if held.located and not held.counts)
    )


def _by_type(counts: Sequence[_Row], latest: str) -> tuple[TypeCount, ...]:
    total, newest = Counter[str](), Counter[str]()
    for row in counts:
        total[row.crime_type] += row.count
        newest[row.crime_type] += row.count if row.month == latest else 0
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return tuple(TypeCount(crime_type, count, newest[crime_type]) for crime_type, count in ranked)


def _by_month(counts: Sequence[_Row], window: Sequence[Held]) -> tuple[MonthCount, ...]:
    """Every month from the first held in the window to the last; ``None`` where nothing is held."""
    months = {held.unit.month for held in window}
    sums = Counter[str]()
    for row in counts:
        sums[row.month] += row.count
    every = between(min(months), max(months)) if months else []
    return tuple(MonthCount(month, sums[month] if month in months else None) for month in every)


def _known_districts(target: Warehouse) -> tuple[Place, ...]:
    return target.steadily(lambda: _districts(target, target.stamp))


@lru_cache(maxsize=2)
def _districts(target: Warehouse, _stamp: Stamp) -> tuple[Place, ...]:
    """Districts that the latest month of each force names, each under the force that has most of it."""
    files = _files(target, _latest_of_each(_street(target), 1))
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
