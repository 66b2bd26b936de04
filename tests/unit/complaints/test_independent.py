"""Who looks at complaints apart from the force, and by when we answer."""

from datetime import date

import pytest

from bluelamp.complaints import independent


def test_somebody_independent_is_named_on_every_day_since() -> None:
    assert "IOPC" in str(independent.independent(date(2026, 11, 29)).name)
    with pytest.raises(StopIteration):
        independent.independent(date(2017, 1, 1))


@pytest.mark.parametrize(
    ("came", "by"),
    [
        (date(2026, 6, 1), date(2026, 6, 8)),
        (date(2026, 6, 6), date(2026, 6, 12)),  # a Saturday
        (date(2026, 12, 23), date(2027, 1, 4)),  # Christmas, Boxing Day's substitute and New Year's Day lie between
    ],
)
def test_somebody_acknowledges_it_within_five_working_days(came: date, by: date) -> None:
    assert independent.acknowledge_by(came) == by
