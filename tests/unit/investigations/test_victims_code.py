"""The Victims' Code's days: in working days, by the rule of the day, and who must be told by a person."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
import pytest
from hypothesis import given
from hypothesis import strategies as st
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.workdays import add_working_days, is_working_day
from bluelamp.investigations import selectors, services, suspect_steps
from bluelamp.investigations.models import Case, Entitlement, SuspectStep
from bluelamp.investigations.outcomes import OUTCOME_TYPES, choices, outcome_type, plain_words
from bluelamp.investigations.victims_code import RULES, rule, rules_for
from bluelamp.ledger.reading import writing
from tests.factories.rooms import announced, case, crime, matter, on_ledger, received
from tests.plugins.cast import Cast


@pytest.mark.parametrize(
    ("started", "standard", "enhanced"),
    [
        (date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 10)),  # a Monday in a plain week
        (date(2026, 3, 13), date(2026, 3, 20), date(2026, 3, 16)),  # a Friday
        (date(2026, 3, 14), date(2026, 3, 20), date(2026, 3, 16)),  # a Saturday
        (date(2026, 4, 2), date(2026, 4, 13), date(2026, 4, 7)),  # Maundy Thursday: Good Friday, Easter Monday
        (date(2026, 12, 24), date(2027, 1, 5), date(2026, 12, 29)),  # Boxing Day on a Saturday is kept on Monday
        (date(2023, 5, 5), date(2023, 5, 15), date(2023, 5, 9)),  # the coronation's bank holiday
    ],
)
def test_the_days_of_an_outcome(started: date, standard: date, enhanced: date) -> None:
    assert rule("outcome").due(started) == (standard, enhanced)


@given(DAYS)
def test_a_clock_ends_on_a_working_day_and_enhanced_is_never_later(started: date) -> None:
    for known in RULES:
        standard, enhanced = known.due(started)
        assert is_working_day(standard)
        assert is_working_day(enhanced)
        assert started < enhanced <= standard
        between = [started + timedelta(days=n) for n in range(1, (standard - started).days + 1)]
        assert sum(map(is_working_day, between)) == known.standard


def test_no_rule_before_the_code_was_in_force() -> None:
    assert rules_for("outcome", date(2021, 3, 31)) == []
    assert [known.id for known in rules_for("outcome", date(2021, 4, 1))] == ["outcome"]
