"""When somebody can be called or met: inside opening hours as clocks show them."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.clock import LONDON
from bluelamp.victims import hours
from bluelamp.victims.hours import Opening, slots

MONDAY = datetime(2026, 6, 1, 7, tzinfo=UTC)  # eight in the morning, as clocks show it


@given(st.integers(min_value=0, max_value=500 * 24 * 60))
def test_slots_lie_inside_the_hours_of_clocks_and_after_the_notice(minutes: int) -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    opening = next(one for one in hours.OPENINGS if one.kind == "call")
    for slot in slots("call", at, days=2):
        start, end = slot.starts_at.astimezone(LONDON), slot.ends_at.astimezone(LONDON)
        assert slot.starts_at >= at + opening.notice
        assert opening.start <= start.time() < end.time() <= opening.end


def test_an_opening_holds_from_day_to_day_and_not_on_holidays() -> None:
    until = date(2026, 6, 3)
    one = Opening("visit", time(9), time(12), 90, 1, timedelta(), date(2026, 6, 2), until)
    days = [slot.starts_at.astimezone(LONDON).date() for slot in slots("visit", MONDAY, openings=[one])]
    assert days == [date(2026, 6, 2)] * 2
    christmas = datetime(2026, 12, 24, 20, tzinfo=UTC)
    assert next(slots("visit", christmas)).starts_at.date() == date(2026, 12, 29)
