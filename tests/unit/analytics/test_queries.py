import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.layouts import LAYOUTS, understand
from bluelamp.analytics.queries import (
    Box,
    Where,
    area_counts,
    box_around,
    district_extents,
    literal,
    part_from_csv,
    quoted,
)
from bluelamp.core.places.hexes import metres_between

_DATABASE = duckdb.connect()


@settings(deadline=None)
@given(st.floats(50, 60), st.floats(-8, 1.7), st.floats(1, 50_000))
def test_the_box_holds_the_circle(latitude: float, longitude: float, metres: float) -> None:
    box = box_around(latitude, longitude, metres)
    assert metres_between(latitude, longitude, box.north, longitude) == pytest.approx(metres, rel=0.01)
    assert metres_between(latitude, longitude, latitude, box.east) == pytest.approx(metres, rel=0.01)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (Box(0, 0, 1, 1), True),
        (Box(1, 1, 2, 2), True),
        (Box(0.2, 0.2, 0.3, 0.3), True),
        (Box(1.1, 0, 2, 1), False),
        (Box(0, -1, 1, -0.1), False),
    ],
)
def test_boxes_meet(other: Box, meets: bool) -> None:
    assert Box(0, 0, 1, 1).meets(other) is meets
    assert other.meets(Box(0, 0, 1, 1)) is meets


def test_values_never_stand_in_the_text() -> None:
    evil = "'; DROP TABLE x; --"
    where = Where(Box(0, 0, 1, 1), circle=(0.5, 0.5, 99.0), district=evil)
    for query in (area_counts([evil], where), district_extents([evil])):
        assert evil not in query.sql
        assert query.values["files"] == [evil]
        for name in query.values:
            assert f"${name}" in query.sql


@settings(deadline=None)
@given(st.text(max_size=30).filter(lambda text: "\x00" not in text))
def test_literals_and_names_come_back(text: str) -> None:
    with _DATABASE.cursor() as cursor:
        found = cursor.execute(f"SELECT {literal(text)} AS {quoted(text or 'x')}")
        assert found.fetchone() == (text,)
        assert [column[0] for column in found.description or []] == [text or "x"]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_keeps_the_same_columns_whatever_the_file_has(kind: Kind) -> None:
    layout = LAYOUTS[kind]
    whole = understand([column.title for column in layout.columns])
    needed = [column for column in layout.columns if column.key in layout.needed]
    part = understand([column.title for column in needed], columns={needed[0].title: needed[0].title})
    names = [
        [
            line.rsplit(" AS ", 1)[1].rstrip(",")
            for line in part_from_csv(header, source="a", target="b").sql.splitlines()
            if " AS " in line and '"' in line
        ]
        for header in (whole, part)
    ]
    assert names[0] == names[1]
    assert '"month"' not in names[0]
