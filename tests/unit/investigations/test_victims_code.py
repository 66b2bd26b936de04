"""The Victims' Code's days: in working days, by the rule of the day, and who must be told by a person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.workdays import is_working_day
from bluelamp.investigations import victims_code
from bluelamp.investigations.enums import Told
from bluelamp.investigations.victims_code import RULES, rule, rules_for

DAYS = st.dates(date(2021, 4, 1), date(2035, 12, 31))


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


def test_what_a_page_can_tell_and_what_takes_a_person() -> None:
    """A hearing, a sentence and a mistake of ours take more words than a message has; a referral is no news at all."""
    assert {known.id for known in RULES if not known.page_tells} == {"referral", "court_day", "sentence", "mistake"}
    for known in RULES:
        assert (Told.REFERRED in known.ways) != (Told.TELEPHONE in known.ways)
        assert Told.DECLINED in known.ways
        assert not {Told.NOTICE, Told.READ} & set(known.ways), "what a machine does is no way for a person"


def test_a_rule_that_ended_is_started_no_more_and_still_explains_what_it_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = replace(rule("outcome"), until=date(2026, 7, 1))
    new = replace(old, id="outcome_2026", since=date(2026, 7, 1), until=None, standard=3)
    monkeypatch.setattr(victims_code, "RULES", (old, new))
    assert [rules_for("outcome", date(2026, 6, 30)), rules_for("outcome", date(2026, 7, 1))] == [[old], [new]]
    assert rule("outcome") == old
