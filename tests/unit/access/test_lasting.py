"""How long a device that anybody may use next stays let in."""

from datetime import UTC, datetime, timedelta

from bluelamp.access import lasting

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


def test_it_ends_half_an_hour_after_its_use_and_after_ten_hours() -> None:
    half, ten = timedelta(minutes=30), timedelta(hours=10)
    assert lasting.ends_at(begun_at=AT, used_at=AT) == AT + half
    assert lasting.ends_at(begun_at=AT, used_at=AT + timedelta(hours=9, minutes=50)) == AT + ten


def test_use_is_noted_seldom() -> None:
    assert not lasting.is_due(used_at=AT, at=AT + timedelta(minutes=4))
    assert lasting.is_due(used_at=AT, at=AT + timedelta(minutes=5))
