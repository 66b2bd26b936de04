"""By when somebody must be there, by grade."""

from datetime import UTC, datetime, timedelta

import pytest

from bluelamp.incidents import grades

OPENED = datetime(2026, 3, 28, 23, 50, tzinfo=UTC)  # the night in which clocks go forward


@pytest.mark.parametrize(("code", "after"), [("P1", timedelta(minutes=15)), ("P3", timedelta(hours=48))])
def test_a_target_runs_from_the_opening_in_time_that_passes(code: str, after: timedelta) -> None:
    assert grades.target_at(code, OPENED) == OPENED + after


def test_exactly_where_nobody_is_sent_there_is_no_target() -> None:
    for grade in grades.GRADES:
        assert (grades.target_at(grade.code, OPENED) is not None) == grade.attended


def test_a_grade_that_is_none_has_no_target_by_mistake() -> None:
    with pytest.raises(KeyError):
        grades.target_at("P9", OPENED)
