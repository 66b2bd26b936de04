"""The committed gazetteer of the West Midlands: names and positions of postcodes, areas, wards, districts.

Derived open data, made by ``scripts/make_gazetteer.py``; sources and licence are in the file's header and in
``attribution()``. Read once per process (about 60 ms), then every look-up is in memory.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from random import Random

from bluelamp.core.errors import Invalid
from bluelamp.core.places import hexes
from bluelamp.core.places.names import ALIKE, likeness, plain
from bluelamp.core.places.packing import read_pack, unpack_numbers, unpack_steps
from bluelamp.core.places.postcodes import INWARD_LETTERS, Postcode, compact, parse_postcode
from bluelamp.core.places.types import Place, PlaceKind

FILE = Path(__file__).with_name("gazetteer.bin")
POSTCODE_METRES = 100  # a postcode is about 15 addresses; its one position is exact to 10 m
_LETTERS = len(INWARD_LETTERS)
_NO_WARD = 255
_GAP_CELLS = 2  # simplified outlines leave slivers between areas: look this many cells further


class Gazetteer:
    """Places read from one packed file. Immutable; safe to share between threads."""

    def __init__(self, content: bytes) -> None:
        self.header, self._sections = read_pack(content)
        self._south, self._west = self.header["origin"]
        self._lat_step, self._lng_step = self.header["step"]

    # Postcodes

    def find_postcode(self, text: str) -> Place | None:
        """The place of a full postcode however it is typed; ``None`` when malformed or not held."""
        try:
            postcode = parse_postcode(text)
        except Invalid:
            return None
        span = self._sectors.get(postcode.sector)
        if span is None:
            return None
        unit = INWARD_LETTERS.index(postcode.inward[1]) * _LETTERS + INWARD_LETTERS.index(postcode.inward[2])
        at = bisect_left(self._units, unit, *span)
        return self._postcode(postcode, at) if at < span[1] and self._units[at] == unit else None

    def postcodes(self) -> Iterator[Place]:
        """Every postcode held, in order."""
        for sector, (start, end) in self._sectors.items():
            for at in range(start, end):
                first, second = divmod(self._units[at], _LETTERS)
                inward = sector[-1] + INWARD_LETTERS[first] + INWARD_LETTERS[second]
                yield self._postcode(Postcode(sector[:-2], inward), at)

    def _postcode(self, postcode: Postcode, at: int) -> Place:
        latitude, longitude = self._position(self._x[at], self._y[at])
        ward = self.wards[self._postcode_wards[at]]
        return Place(PlaceKind.POSTCODE, str(postcode), str(postcode), latitude, longitude, ward.label, POSTCODE_METRES)

    def _part(self, written: str) -> list[Place]:
        """Sectors or first halves written exactly so: ``B11`` is both B11 and B1 1, likelier as it is spaced."""
        letters = compact(written)
        sector, outcode = f"{letters[:-1]} {letters[-1:]}", f"{letters} "
        spans = [span for name, span in self._sectors.items() if name.startswith(outcode)]
        found = []
        if spans:
            found.append(self._spread(PlaceKind.OUTCODE, letters, [at for s in spans for at in range(*s)]))
        if sector in self._sectors:
            found.append(self._spread(PlaceKind.SECTOR, sector, range(*self._sectors[sector])))
        return found[::-1] if " " in written.strip() else found

    def _spread(self, kind: PlaceKind, name: str, members: Sequence[int]) -> Place:
        count = len(members)
        x, y = sum(self._x[m] for m in members) / count, sum(self._y[m] for m in members) / count
        middle = self._position(x, y)
        reach = max(hexes.metres_between(*middle, *self._position(self._x[m], self._y[m])) for m in members)
        return Place(kind, name, name, *middle, "", round(reach))

    # Names

    def find_places(self, text: str, limit: int = 10) -> list[Place]:
        """Postcodes, parts of postcodes, districts, wards and areas like ``text``, best first."""
        if postcode := self.find_postcode(text):
            return [postcode][:limit]
        if parts := self._part(text):
            return parts[:limit]
        asked = plain(text)
        if not asked:
            return []
        scored = [(max(likeness(asked, key) for key in keys), place) for keys, place in self._named(asked)]
        ranked = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda p: (-p[0], -p[1].metres, p[1].label))
        return [place for _, place in ranked[:limit]]

    def _named(self, asked: str) -> Iterator[tuple[tuple[str, ...], Place]]:
        for place in (*self.districts, *self.towns, *self.wards):
            yield (plain(place.name), plain(place.label)), place
        if any(c.isdigit() for c in asked):  # the names of areas are a district and a number
            for place in self.areas:
                if (key := plain(place.name)).startswith(asked):
                    yield (key,), place

    def find_code(self, kind: str, code: str) -> Place | None:
        """The place with exactly this kind and code, as another program or a page's address gives them back."""
        if kind in (PlaceKind.POSTCODE, PlaceKind.SECTOR, PlaceKind.OUTCODE):
            places: Sequence[Place] = self.find_places(code)
        else:
            places = {"area": self.areas, "ward": self.wards, "town": self.towns, "district": self.districts}.get(
                kind, ()
            )
        return next((place for place in places if place.kind == kind and place.code == code), None)

    # Areas

    def area_at(self, latitude: float, longitude: float) -> Place | None:
        """The area (LSOA 2011) that holds a point in WGS84 degrees, to the nearest hexagon of 65 m edge."""
        cell = hexes.cell_at(latitude, longitude)
        for distance in range(_GAP_CELLS + 1):
            for candidate in sorted(hexes.ring(cell, distance)) if distance else (cell,):
                index = self._owner(candidate)
                if index is not None:
                    return self.areas[index]
        return None

    def area(self, code: str) -> Place | None:
        """The area with an ONS code such as ``E01008881``."""
        index = self._area_index.get(code)
        return None if index is None else self.areas[index]

    def cells(self, area: Place) -> Sequence[str]:
        """The hexagons (H3, resolution 10) of an area: what ``hexes.outline`` draws."""
        index = self._area_index.get(area.code)
        if index is None:
            raise ValueError("Only an area from this gazetteer has hexagons.")
        return self._cells_of[index]

    def neighbours(self, area: Place) -> list[Place]:
        """Areas that touch ``area``, in order of code."""
        mine = self._area_index.get(area.code)
        around = {self._owner(n) for cell in self.cells(area) for n in hexes.ring(cell, 1)}
        return [self.areas[index] for index in sorted(i for i in around if i is not None and i != mine)]

    def random_point(self, rng: Random, area: Place) -> tuple[float, float]:
        """A point at random inside ``area``: latitude and longitude. Deterministic by ``rng``."""
        return hexes.random_point_in(rng, rng.choice(self.cells(area)))

    def _owner(self, cell: str) -> int | None:
        number = int(cell, 16)
        at = bisect_left(self._cell_numbers, number)
        held = at < len(self._cell_numbers) and self._cell_numbers[at] == number
        return self._cell_areas[at] if held else None

    # Columns

    @cached_property
    def districts(self) -> tuple[Place, ...]:
        return tuple(
            Place(PlaceKind.DISTRICT, code, name, *position, "", metres)
            for (code, name), position, metres in self._rows("districts")
        )

    @cached_property
    def towns(self) -> tuple[Place, ...]:
        return tuple(
            Place(PlaceKind.TOWN, name, name, *position, within, metres)
            for (name, within), position, metres in self._rows("towns")
        )

    @cached_property
    def wards(self) -> tuple[Place, ...]:
        names = {d.code: d.name for d in self.districts}
        return tuple(
            Place(PlaceKind.WARD, code, name, *position, names[district], metres)
            for (code, name, district), position, metres in self._rows("wards")
        )

    @cached_property
    def areas(self) -> tuple[Place, ...]:
        wards = unpack_numbers(self._sections["area_wards"], "B")
        return tuple(
            Place(PlaceKind.AREA, code, name, *position, "" if ward == _NO_WARD else self.wards[ward].name, metres)
            for ((code, name), position, metres), ward in zip(self._rows("areas"), wards, strict=True)
        )

    def _rows(self, section: str) -> Iterator[tuple[list[str], tuple[float, float], int]]:
        lines = self._sections[section].decode().split("\n")
        xs = unpack_steps(self._sections[f"{section}_x"], "I")
        ys = unpack_steps(self._sections[f"{section}_y"], "I")
        reach = unpack_numbers(self._sections[f"{section}_metres"], "H")
        for line, x, y, metres in zip(lines, xs, ys, reach, strict=True):
            yield line.split("\t"), self._position(x, y), metres

    def _position(self, x: float, y: float) -> tuple[float, float]:
        return round(self._south + y * self._lat_step, 5), round(self._west + x * self._lng_step, 5)

    @cached_property
    def _sectors(self) -> dict[str, tuple[int, int]]:
        names = self._sections["sectors"].decode().split("\n")
        ends = unpack_steps(self._sections["sector_ends"], "H")
        return {name: (start, end) for name, start, end in zip(names, [0, *ends], ends, strict=False)}

    @cached_property
    def _units(self) -> list[int]:
        return unpack_steps(self._sections["postcode_units"], "H")

    @cached_property
    def _x(self) -> list[int]:
        return unpack_steps(self._sections["postcode_x"], "H")

    @cached_property
    def _y(self) -> list[int]:
        return unpack_steps(self._sections["postcode_y"], "H")

    @cached_property
    def _postcode_wards(self) -> Sequence[int]:
        return unpack_numbers(self._sections["postcode_wards"], "B")

    @cached_property
    def _area_index(self) -> dict[str, int]:
        return {area.code: index for index, area in enumerate(self.areas)}

    @cached_property
    def _cell_numbers(self) -> list[int]:
        return unpack_steps(self._sections["cells"], "Q")

    @cached_property
    def _cell_areas(self) -> Sequence[int]:
        return unpack_numbers(self._sections["cell_areas"], "H")

    @cached_property
    def _cells_of(self) -> list[list[str]]:
        cells: list[list[str]] = [[] for _ in self.areas]
        for number, area in zip(self._cell_numbers, self._cell_areas, strict=True):
            cells[area].append(f"{number:x}")
        return cells


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with Bluelamp."""
    return Gazetteer(FILE.read_bytes())


def attribution() -> list[str]:
    """The statements that must stand wherever places from the gazetteer are shown (OGL v3), doubts included."""
    return list(gazetteer().header["attribution"])
