"""SQL that asks the warehouse, built by pure functions. Values are always parameters, never pasted into the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians

METRES_A_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km
Value = str | float | int | Sequence[str] | Sequence[int] | Sequence[float]


@dataclass(frozen=True, slots=True)
class Query:
    """Text with named parameters (``$name``) and their values."""

    sql: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees WGS84."""

    south: float
    west: float
    north: float
    east: float

    def meets(self, other: "Box") -> bool:
        return not (
            other.north < self.south or other.south > self.north or other.east < self.west or other.west > self.east
        )


def box_around(latitude: float, longitude: float, metres: float) -> Box:
    """The box that holds the circle of ``metres`` around a point."""
    north = metres / METRES_A_DEGREE
    east = north / max(0.01, cos(radians(latitude)))
    return Box(latitude - north, longitude - east, latitude + north, longitude + east)


@dataclass(frozen=True, slots=True)
class Where:
    """Which map points: those in a district, or those inside a circle of ``metres`` around a point."""

    box: Box
    latitude: float = 0.0
    longitude: float = 0.0
    metres: float = 0.0
    district: str = ""

    @property
    def grain(self) -> str:
        """The grain of the counts that says most cheaply what happened there, by type."""
        return "district" if self.district else "type"

    def sql(self) -> tuple[str, dict[str, Value]]:
        """The condition and its parameters."""
        if self.district:
            return "district = $district", {"district": self.district}
        condition = (
            "latitude BETWEEN $south AND $north AND longitude BETWEEN $west AND $east "
            "AND power((latitude - $lat) * $north_m, 2) + power((longitude - $lng) * $east_m, 2) <= $far"
        )
        return condition, {
            "south": self.box.south,
            "west": self.box.west,
            "north": self.box.north,
            "east": self.box.east,
            "lat": self.latitude,
            "lng": self.longitude,
            "north_m": METRES_A_DEGREE,
            "east_m": METRES_A_DEGREE * cos(radians(self.latitude)),
            "far": self.metres * self.metres,
        }


def quoted(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string literal, for the few places where DuckDB takes no parameter."""
    return "'" + text.replace("'", "''") + "'"
