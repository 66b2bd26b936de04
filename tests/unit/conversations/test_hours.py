"""When somebody answers chats: as this installation is set up, and said in words when nobody does."""

from datetime import datetime

import pytest
from django.test import override_settings

from bluelamp.conversations import hours
from bluelamp.core.clock import LONDON
from bluelamp.core.errors import Conflict

WEDNESDAY = datetime(2026, 6, 3, tzinfo=LONDON)


@pytest.mark.parametrize("hour", [7, 22])
def test_when_nobody_answers_they_are_told_where_else_to_turn(hour: int) -> None:
    with (
        override_settings(BLUELAMP_CHAT_HOURS="mon-sun 08:00-22:00"),
        pytest.raises(Conflict, match="call 101; in an emergency call 999"),
    ):
        hours.check_open(WEDNESDAY.replace(hour=hour))


def test_other_hours_count_as_soon_as_they_are_set() -> None:
    at = WEDNESDAY.replace(hour=7)
    for written, is_open in (("mon-sun 08:00-22:00", False), ("wed 06:00-08:00", True), ("2026-06-03 closed", False)):
        with override_settings(BLUELAMP_CHAT_HOURS=written):
            assert hours.opening().is_open(at) is is_open
