import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analytics.queries import Box, Where, box_around, literal, quoted
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


def test_a_district_or_a_circle() -> None:
    evil = "'; DROP TABLE x; --"
    condition, values = Where(Box(0, 0, 1, 1), district=evil).sql()
    assert (condition, values) == ("district = $district", {"district": evil})
    condition, values = Where(Box(0, 0, 1, 1), 0.5, 0.5, 99.0).sql()
    assert values["far"] == 99.0**2
    assert all(f"${name}" in condition for name in values)


@settings(deadline=None)
@given(st.text(max_size=30).filter(lambda text: "\x00" not in text))
def test_literals_and_names_come_back(text: str) -> None:
    with _DATABASE.cursor() as cursor:
        found = cursor.execute(f"SELECT {literal(text)} AS {quoted(text or 'x')}")
        assert found.fetchone() == (text,)
        assert [column[0] for column in found.description or []] == [text or "x"]
