"""SQL about the counts that stand beside the rows of each month: how they are made, and how they are asked.

The public page is answered from counts alone. A month has a few thousand map points, however many rows it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bluelamp.analytics.queries import Query, Value, Where

# "Leeds" of "Leeds 063B"; blank when it is no such name
DISTRICT = (
    "CASE WHEN regexp_full_match(lsoa_name, '.+ [0-9]{3}[A-Z]') THEN left(lsoa_name, length(lsoa_name) - 5) "
    "ELSE '' END AS district"
)


def counts(rows: str, *, beside: str = "") -> str:
    """Select from street ``rows`` with a position how many there are, at three grains.

    ``type`` by point and crime type, for what lies around a place; ``point`` by map point with its district and one
    of the names published with it; ``district`` by district and crime type. ``beside`` ("force, month, ") are
    columns to keep apart. Fewest strings where there are most groups: this runs over every row that is loaded.
    """
    return (
        f"SELECT {beside}'type' AS grain, '' AS district, crime_type, latitude, longitude, '' AS location, "
        f"count(*) AS n {_located(rows)} GROUP BY {beside}crime_type, latitude, longitude "
        f"UNION ALL SELECT {beside}'point', {DISTRICT}, '', latitude, longitude, min(location), sum(n)::BIGINT "
        f"FROM (SELECT {beside}lsoa_name, latitude, longitude, coalesce(min(location), '') AS location, count(*) AS n "
        f"{_located(rows)} GROUP BY {beside}lsoa_name, latitude, longitude) GROUP BY ALL "
        f"UNION ALL SELECT {beside}'district', {DISTRICT}, crime_type, NULL, NULL, '', sum(n)::BIGINT "
        f"FROM (SELECT {beside}lsoa_name, crime_type, count(*) AS n {_located(rows)} GROUP BY ALL) GROUP BY ALL"
    )


def _located(rows: str) -> str:
    return f"FROM {rows} WHERE latitude IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Files:
    """Where counts stand: in files of ``counted``; what was never counted is counted from files of ``rows``."""

    counted: Sequence[str]
    rows: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.counted or self.rows)

    def sql(self) -> tuple[str, dict[str, Value]]:
        """Something to select counts from, with force and month, and its parameters."""
        parts, values = [], dict[str, Value]()
        if self.counted:
            kept = "force, month, grain, district, crime_type, latitude, longitude, location, n"
            parts.append(f"SELECT {kept} FROM {_read('counted')}")
            values["counted"] = list(self.counted)
        if self.rows:
            parts.append(counts(_read("rows"), beside="force, month, "))
            values["rows"] = list(self.rows)
        return f"({' UNION ALL '.join(parts)})", values


def _read(name: str) -> str:
    return f"read_parquet(${name}, hive_partitioning=true, hive_types_autocast=false)"


def counts_by_type(files: Files, where: Where) -> Query:
    """Rows (force, month, crime_type, count)."""
    held, values = files.sql()
    condition, told = where.sql()
    return Query(
        f"SELECT force, month, crime_type, sum(n)::BIGINT FROM {held} WHERE grain = $grain AND {condition} "
        "GROUP BY force, month, crime_type",
        {**values, **told, "grain": where.grain},
    )


def counts_by_point(files: Files, where: Where) -> Query:
    """Rows (latitude, longitude, count), most first."""
    held, values = files.sql()
    condition, told = where.sql()
    return Query(
        f"SELECT latitude, longitude, sum(n)::BIGINT AS n FROM {held} "
        f"WHERE grain = 'point' AND {condition} GROUP BY latitude, longitude ORDER BY n DESC, latitude, longitude",
        {**values, **told},
    )


def names_of_points(files: Files, points: Sequence[tuple[float, float]]) -> Query:
    """Rows (latitude, longitude, name) of those of the points that are in ``files``."""
    held, values = files.sql()
    return Query(
        f"SELECT latitude, longitude, min(location) FROM {held} "
        "SEMI JOIN (SELECT unnest($lats) AS latitude, unnest($lngs) AS longitude) USING (latitude, longitude) "
        "WHERE grain = 'point' GROUP BY latitude, longitude",
        {**values, "lats": [lat for lat, _ in points], "lngs": [lng for _, lng in points]},
    )


def district_extents(files: Files) -> Query:
    """Rows (district, force, count, south, west, north, east) of the districts that LSOA names begin with."""
    held, values = files.sql()
    return Query(
        "SELECT district, force, sum(n)::BIGINT, min(latitude), min(longitude), max(latitude), max(longitude) "
        f"FROM {held} WHERE grain = 'point' AND district <> '' GROUP BY district, force ORDER BY ALL",
        values,
    )
