"""How long a sign-in lasts and a code opens."""

from datetime import UTC, datetime, timedelta

import pytest

from bluelamp.accounts import policies

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("own_device", "used_after", "ends_after"),
    [
        (False, timedelta(0), timedelta(minutes=30)),
        (False, timedelta(hours=1), timedelta(minutes=90)),
        (False, timedelta(hours=9, minutes=50), timedelta(hours=10)),
        (True, timedelta(0), timedelta(days=30)),
        (True, timedelta(days=20), timedelta(days=30)),
    ],
)
def test_when_a_sign_in_ends(own_device: bool, used_after: timedelta, ends_after: timedelta) -> None:
    assert policies.ends_at(own_device=own_device, begun_at=AT, used_at=AT + used_after) == AT + ends_after


@pytest.mark.parametrize(
    ("tries", "later", "opens"),
    [(0, timedelta(0), True), (4, timedelta(minutes=9), True), (5, timedelta(0), False), (0, timedelta(10), False)],
)
def test_a_code_opens_for_a_time_and_a_few_tries(tries: int, later: timedelta, opens: bool) -> None:
    assert policies.opens(tries=tries, expires_at=AT + policies.CODE_LASTS, at=AT + later) is opens
