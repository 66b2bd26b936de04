"""One clock, which tests and the demo may set, each in its own thread."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from bluelamp.core import clock

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_now_is_aware_and_moves() -> None:
    assert clock.now().tzinfo is UTC
    assert clock.now() <= clock.now()


def test_a_fixed_clock_stands_still_and_goes_on_afterwards() -> None:
    with clock.fixed(NOON):
        assert clock.now() == clock.now() == NOON
        with clock.shifted(timedelta(hours=2)):
            assert clock.now() == NOON + timedelta(hours=2)
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_a_fixed_time_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.fixed(datetime(2026, 6, 1)):  # noqa: DTZ001 - the fault
        pass


def test_another_thread_keeps_its_own_time() -> None:
    seen: list[datetime] = []
    with clock.fixed(NOON):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] != NOON
