"""What holds from one day to another, wherever it is asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bluelamp.complaints import independent
from bluelamp.contact import escalation
from bluelamp.core.dated import in_use
from bluelamp.victims import hours, rules

BEGINS, ENDS = date(2026, 6, 1), date(2026, 6, 3)  # a Monday and a Wednesday


@dataclass(frozen=True)
class Rule:
    since: date
    until: date | None = None


@pytest.mark.parametrize(
    ("on", "holds"), [(date(2026, 5, 31), False), (BEGINS, True), (date(2026, 6, 2), True), (ENDS, False)]
)
def test_it_holds_from_its_first_day_until_the_day_before_the_next(on: date, holds: bool) -> None:
    assert in_use(Rule(BEGINS, ENDS), on) is holds
    assert in_use(Rule(BEGINS), on) is (on >= BEGINS)


def _found(ask: Callable[[date], object]) -> Callable[[date], bool]:
    def found(day: date) -> bool:
        try:
            ask(day)
        except StopIteration:
            return False
        return True

    return found


def _raised(day: date) -> bool:
    rule = replace(escalation.RULES[0], since=BEGINS, until=ENDS)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return bool(escalation.due(rule.risk, at - timedelta(days=1), at, [rule]))


def _open(day: date) -> bool:
    opening = replace(hours.OPENINGS[0], since=BEGINS, until=ENDS)
    return bool(
        [*hours.slots(opening.kind, datetime(day.year, day.month, day.day, tzinfo=UTC), days=0, openings=[opening])]
    )


ASKED: dict[str, tuple[object, str, Callable[[date], bool]]] = {
    "silence": (rules, "SILENCE", _found(rules.silence_rule)),
    "referral": (rules, "REFERRAL", _found(rules.referral_due)),
    "request": (rules, "REQUESTS", _found(lambda day: rules.request_due("statement", day, flagged=False))),
    "review": (rules, "REVIEW", _found(rules.review_days)),
    "independent": (independent, "INDEPENDENT", _found(independent.independent)),
    "acknowledge": (independent, "ANSWERS", _found(independent.acknowledge_by)),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_rule_that_ended_is_given_no_more(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    room, table, holds = ASKED[name]
    monkeypatch.setattr(room, table, [replace(getattr(room, table)[0], since=BEGINS, until=ENDS)])
    assert [holds(BEGINS + timedelta(days=number)) for number in (-1, 0, 1, 2)] == [False, True, True, False]


@pytest.mark.parametrize("holds", [_raised, _open])
def test_neither_is_escalated_nor_open_on_another_day(holds: Callable[[date], bool]) -> None:
    assert [holds(BEGINS + timedelta(days=number)) for number in (-1, 0, 1, 2)] == [False, True, True, False]
