"""Who has to look when somebody has waited too long: which rules are due, from which day, and before whom."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bluelamp.contact import escalation
from bluelamp.contact.enums import Risk
from bluelamp.contact.escalation import RULES, EscalationRule

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
TABLE = (
    EscalationRule("later", Risk.HIGH, timedelta(hours=1), "the inspector", date(2026, 1, 1)),
    EscalationRule("sooner", Risk.HIGH, timedelta(minutes=15), "the sergeant", date(2026, 1, 1)),
    EscalationRule("other", Risk.MEDIUM, timedelta(minutes=1), "the sergeant", date(2026, 1, 1)),
)


@pytest.mark.parametrize(
    ("minutes", "due"),
    [(14, []), (15, ["sooner"]), (59, ["sooner"]), (60, ["sooner", "later"]), (9_000, ["sooner", "later"])],
)
def test_the_longer_somebody_waits_the_more_have_to_look_the_first_first(minutes: int, due: list[str]) -> None:
    since = AT - timedelta(minutes=minutes)
    assert [rule.code for rule in escalation.due(Risk.HIGH, since, AT, TABLE)] == due


def test_a_rule_begins_and_ends_with_a_day_of_the_force() -> None:
    rule = replace(TABLE[0], since=date(2026, 6, 1), until=date(2026, 6, 2))
    midnight = datetime(2026, 5, 31, 23, tzinfo=UTC)  # as clocks in London show it
    second, day, long_ago = timedelta(seconds=1), timedelta(days=1), midnight - timedelta(days=9)
    moments = (midnight - second, midnight, midnight + day - second, midnight + day)
    assert [bool(escalation.due(Risk.HIGH, long_ago, at, [rule])) for at in moments] == [False, True, True, False]


@pytest.mark.parametrize("risk", Risk.values)
def test_the_backlog_calls_nobody_late_before_or_after_somebody_was_told(risk: str) -> None:
    late = escalation.late_after(risk)
    assert escalation.due(risk, AT - late, AT)
    assert not escalation.due(risk, AT - late + timedelta(seconds=1), AT)
    assert escalation.late_after("nobody's") == timedelta.max


def test_what_was_raised_is_before_the_same_person_whatever_became_of_the_rule() -> None:
    assert {escalation.whom(rule.code) for rule in RULES} == {"the sergeant", "the inspector"}
    assert escalation.whom("high_2") == "the inspector"
    assert escalation.whom("a rule of long ago") == "the sergeant"
