"""SQL for the warehouse, built by pure functions. Values are always parameters, never pasted into the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians

from bluelamp.analytics.layouts import Header, Layout

METRES_A_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km
ROW_GROUP = 16_384  # rows: small, so that a query about a street skips most of a month
BAND = 100  # rows are sorted by bands of 1/100 degree of latitude (1.1 km), then by longitude
Value = str | float | int | Sequence[str]


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
    """Which rows: inside ``box``, and inside a circle or in a district when one is given."""

    box: Box
    circle: tuple[float, float, float] | None = None  # latitude, longitude, metres
    district: str = ""

    def sql(self) -> tuple[str, dict[str, Value]]:
        """The condition and its parameters."""
        parts = ["latitude BETWEEN $south AND $north", "longitude BETWEEN $west AND $east"]
        values: dict[str, Value] = {
            "south": self.box.south, "west": self.box.west, "north": self.box.north, "east": self.box.east,
        }  # fmt: skip
        if self.circle:
            latitude, longitude, metres = self.circle
            parts.append("power((latitude - $lat) * $north_m, 2) + power((longitude - $lng) * $east_m, 2) <= $far")
            values |= {
                "lat": latitude,
                "lng": longitude,
                "north_m": METRES_A_DEGREE,
                "east_m": METRES_A_DEGREE * cos(radians(latitude)),
                "far": metres * metres,
            }
        if self.district:
            parts.append("starts_with(lsoa_name, $district) AND length(lsoa_name) = $name_length")
            values |= {"district": f"{self.district} ", "name_length": len(self.district) + 5}  # " 027D"
        return " AND ".join(parts), values


_FROM = "FROM read_parquet($files, hive_partitioning=true, hive_types_autocast=false)"


def area_counts(files: Sequence[str], where: Where) -> Query:
    """Rows (force, month, crime_type, latitude, longitude, location, count), in one pass over the files.

    Two kinds of row: with a force, its counts by month and type; without, the count on a map point.
    """
    condition, values = where.sql()
    sql = (
        "SELECT force, month, crime_type, latitude, longitude, coalesce(min(location), ''), count(*) AS n "
        f"{_FROM} WHERE {condition} "
        "GROUP BY GROUPING SETS ((force, month, crime_type), (latitude, longitude)) "
        "ORDER BY n DESC, latitude, longitude"
    )
    return Query(sql, {"files": list(files), **values})


def district_extents(files: Sequence[str]) -> Query:
    """Rows (district, force, count, south, west, north, east) of the districts that LSOA names begin with."""
    sql = (
        "SELECT left(lsoa_name, length(lsoa_name) - 5) AS district, force, count(*), "
        f"min(latitude), min(longitude), max(latitude), max(longitude) {_FROM} "
        "WHERE lsoa_name SIMILAR TO '.+ [0-9]{3}[A-Z]' AND latitude IS NOT NULL GROUP BY ALL ORDER BY ALL"
    )
    return Query(sql, {"files": list(files)})


def part_from_csv(header: Header, *, source: str, target: str) -> Query:
    """Turn a csv of accepted rows into one sorted Parquet file with the layout's columns."""
    width = range(header.width)
    spec = ", ".join(f"'c{at}': 'VARCHAR'" for at in width)
    kept = ",\n  ".join(_kept(header.layout, header.positions))
    return Query(
        f"COPY (SELECT\n  {kept}\nFROM read_csv({literal(source)}, auto_detect=false, header=false, delim=',', "
        f"quote='\"', escape='\"', new_line='\\n', nullstr='', allow_quoted_nulls=true, columns={{{spec}}})\n"
        f"ORDER BY floor(latitude * {BAND}), longitude)\n"
        f"TO {literal(target)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )


def _kept(layout: Layout, positions: Mapping[str, int]) -> list[str]:
    kept = []
    for column in (*layout.columns, *layout.extra):
        if column.key == "month":
            continue  # the partition says it
        cell = f"c{positions[column.key]}" if column.key in positions else "NULL::VARCHAR"
        kept.append(f"{column.sql.format(cell)} AS {quoted(column.key)}")
    return kept


def extent(files: Sequence[str]) -> Query:
    """One row: rows, rows with a position, south, west, north, east (``None`` when there are no positions)."""
    sql = f"SELECT count(*), count(latitude), min(latitude), min(longitude), max(latitude), max(longitude) {_FROM}"
    return Query(sql, {"files": list(files)})


def quoted(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string literal, for the few places where DuckDB takes no parameter."""
    return "'" + text.replace("'", "''") + "'"
