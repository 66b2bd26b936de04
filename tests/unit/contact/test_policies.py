"""The states of a report, and how urgent it looks."""

from datetime import date
from itertools import combinations, product

import pytest

from bluelamp.contact.enums import ReportState, Risk
from bluelamp.contact.policies import REPORT, RISK_RULES, RiskRule, risk_of, said_by_age, signs
from bluelamp.core.errors import IllegalTransition
from bluelamp.journeys.enums import Means

ACTIONS = sorted({transition.action for transition in REPORT.transitions})


@pytest.mark.parametrize(("state", "action"), list(product(ReportState.values, ACTIONS)))
def test_only_what_the_table_says_is_possible(state: str, action: str) -> None:
    if action in REPORT.actions(state):
        assert REPORT.next(state, action) in ReportState.values
        return
    with pytest.raises(IllegalTransition) as refused:
        REPORT.next(state, action)
    possible = ", ".join(REPORT.actions(state)).replace("_", " ") or "nothing more"
    assert refused.value.message.endswith(f"Possible now: {possible}.")


def test_what_is_graded_stays_graded() -> None:
    assert REPORT.actions(ReportState.GRADED) == REPORT.actions(ReportState.REFERRED) == ()


def test_nothing_said_is_standard() -> None:
    assert risk_of([]) == (Risk.STANDARD, [])
    assert risk_of([Means.PLACE, Means.ACCOUNT]) == (Risk.STANDARD, [])


@pytest.mark.parametrize("rule", RISK_RULES, ids=lambda rule: rule.reason)
def test_each_rule_says_why(rule: RiskRule) -> None:
    assert risk_of([rule.means]) == (rule.risk, [rule.reason])


@pytest.mark.parametrize(("first", "second"), list(combinations(RISK_RULES, 2)))
def test_more_said_is_never_less_risk(first: RiskRule, second: RiskRule) -> None:
    band, reasons = risk_of([second.means, first.means, second.means])
    assert band == min(first.risk, second.risk)
    assert reasons == [first.reason, second.reason]


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (None, ()),
        (date(2008, 5, 2), (Means.CHILD,)),  # 18 tomorrow
        (date(2008, 5, 1), ()),
        (date(2026, 5, 1), (Means.CHILD,)),
        (date(2027, 1, 1), ()),  # nobody's
    ],
)
def test_whoever_is_under_18_is_a_child(born: date | None, said: tuple[Means, ...]) -> None:
    assert said_by_age(born, date(2026, 5, 1)) == said


def test_signs_are_said_once_the_gravest_first() -> None:
    found = signs(["Many from one connection", "Happened before", "Weapon", "A child", "Weapon", "Somebody hurt"])
    assert [(one.words, one.tone) for one in found] == [
        ("Weapon", "high"),
        ("Somebody hurt", "high"),
        ("Happened before", "medium"),
        ("A child", "medium"),
        ("Many from one connection", "none"),
    ]
    assert signs([]) == ()
