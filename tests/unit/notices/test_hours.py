from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.core.clock import LONDON
from bluelamp.notices.hours import EVERY_DAY, SafeTime, is_safe, next_safe
from bluelamp.notices.types import as_data, from_data

OFFICE = SafeTime(time(9), time(17), frozenset(range(5)))
NIGHT = SafeTime(time(22), time(6))
# Clocks go forward on 29 March 2026 at 01:00 UTC, and back on 25 October 2026 at 01:00 UTC.


def london(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("times", "at", "expected"),
    [
        ((), "2026-06-01 03:00", "2026-06-01 03:00"),  # no times named: any time
        ((OFFICE,), "2026-06-01 09:00", "2026-06-01 09:00"),
        ((OFFICE,), "2026-06-01 16:59", "2026-06-01 16:59"),
        ((OFFICE,), "2026-06-01 17:00", "2026-06-02 09:00"),
        ((OFFICE,), "2026-06-05 18:00", "2026-06-08 09:00"),  # over the weekend
        ((OFFICE,), "2026-06-01 08:59", "2026-06-01 09:00"),
        ((NIGHT,), "2026-06-01 12:00", "2026-06-01 22:00"),
        ((NIGHT,), "2026-06-01 03:00", "2026-06-01 03:00"),
        ((SafeTime(time(22), time(6), frozenset({4})),), "2026-06-06 05:00", "2026-06-06 05:00"),  # Friday's night
        ((SafeTime(time(22), time(6), frozenset({4})),), "2026-06-06 23:00", "2026-06-12 22:00"),
        ((SafeTime(time(8), time(8), frozenset({0})),), "2026-06-02 07:59", "2026-06-02 07:59"),  # a whole day
        ((SafeTime(time(8), time(8), frozenset({0})),), "2026-06-02 08:00", "2026-06-08 08:00"),
        ((OFFICE, SafeTime(time(19), time(20))), "2026-06-01 17:30", "2026-06-01 19:00"),
        # 9 o'clock is 9 o'clock on the wall on both sides of the change.
        ((OFFICE,), "2026-03-27 18:00", "2026-03-30 09:00"),
        ((OFFICE,), "2026-10-23 18:00", "2026-10-26 09:00"),
    ],
)
def test_the_next_safe_time(times: tuple[SafeTime, ...], at: str, expected: str) -> None:
    assert next_safe(times, london(at)) == london(expected)


def test_nine_in_the_morning_is_another_instant_in_summer() -> None:
    assert next_safe((OFFICE,), london("2026-03-27 18:00")) == datetime(2026, 3, 30, 8, tzinfo=UTC)
    assert next_safe((OFFICE,), london("2026-10-23 18:00")) == datetime(2026, 10, 26, 9, tzinfo=UTC)


def test_an_hour_that_spring_skips_is_not_used() -> None:
    skipped = (SafeTime(time(1), time(2)),)
    assert next_safe(skipped, datetime(2026, 3, 29, 0, 30, tzinfo=UTC)) == datetime(2026, 3, 30, 0, 0, tzinfo=UTC)


def test_a_window_that_begins_in_the_skipped_hour_opens_when_the_clock_has_jumped() -> None:
    window = (SafeTime(time(1, 30), time(3)),)
    assert next_safe(window, datetime(2026, 3, 29, 0, 30, tzinfo=UTC)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_an_hour_that_autumn_repeats_is_safe_both_times() -> None:
    window = (SafeTime(time(0, 30), time(1, 30)),)
    ends = london("2026-10-25 01:30")  # the first time round
    assert is_safe(window, ends - timedelta(minutes=1))
    assert not is_safe(window, ends)
    assert next_safe(window, ends) == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # 01:00 again
    assert not is_safe(window, london("2026-10-25 01:30", fold=1))


def test_no_day_at_all_is_never_safe() -> None:
    assert next_safe((SafeTime(time(9), time(17), frozenset()),), london("2026-06-01 10:00")) is None


def test_a_weekly_window_that_the_change_swallows_comes_a_week_later() -> None:
    window = (SafeTime(time(1), time(2), frozenset({6})),)
    assert next_safe(window, london("2026-03-28 12:00")) == london("2026-04-05 01:00")


clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
windows = st.builds(SafeTime, clocks, clocks, st.frozensets(st.integers(0, 6)) | st.just(EVERY_DAY))
# Around both changes of 2026, where mistakes live, and anywhere else.
instants = st.one_of(
    st.integers(0, 3 * 24 * 60).map(lambda n: datetime(2026, 3, 27, tzinfo=UTC) + timedelta(minutes=n)),
    st.integers(0, 3 * 24 * 60).map(lambda n: datetime(2026, 10, 23, tzinfo=UTC) + timedelta(minutes=n)),
    st.integers(0, 15 * 365 * 24 * 60).map(lambda n: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=n)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(windows, max_size=3), instants)
def test_the_next_safe_time_is_the_first_safe_minute(times: list[SafeTime], at: datetime) -> None:
    """Against walking minute by minute: slow, and plainly right."""
    found = next_safe(times, at)
    minutes = (at + timedelta(minutes=n) for n in range(8 * 24 * 60))
    walked = next((minute for minute in minutes if is_safe(times, minute)), None)
    if walked is None and found is not None:
        assert found - at >= timedelta(days=8)  # a week whose only hour the change swallowed
        assert is_safe(times, found)
    else:
        assert found == walked


@given(st.lists(windows, min_size=1, max_size=3), instants, st.integers(0, 59))
def test_it_is_safe_then_and_not_before(times: list[SafeTime], at: datetime, second: int) -> None:
    at = at.replace(second=second)
    found = next_safe(times, at)
    if found is not None:
        assert found >= at
        assert is_safe(times, found)
        assert found == at or not is_safe(times, found - timedelta(seconds=1))


@given(st.lists(windows, max_size=4))
def test_times_survive_as_json(times: list[SafeTime]) -> None:
    import json

    assert from_data(json.loads(json.dumps(as_data(times)))) == tuple(times)
