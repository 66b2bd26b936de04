"""Victims' Code clocks and outcome types: by the day, with bank holidays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core import clock
from bluelamp.core.errors import Invalid
from bluelamp.core.workdays import is_working_day
from bluelamp.investigations import selectors, services
from bluelamp.investigations.models import Entitlement
from bluelamp.investigations.outcomes import OUTCOME_TYPES, choices, outcome_type, plain_words
from bluelamp.investigations.victims_code import RULES, rule, rules_for
from bluelamp.ledger.reading import writing
from tests.factories.rooms import case, crime, matter, on_ledger
from tests.plugins.cast import Cast

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


@given(st.integers(-5, 40), st.dates(date(2010, 1, 1), date(2035, 1, 1)))
def test_an_outcome_can_be_given_exactly_when_it_is_offered(code: int, on: date) -> None:
    offered = {kind.code for kind in choices(on)}
    if code in offered:
        assert outcome_type(code, on).code == code
        assert plain_words(code)
    else:
        with pytest.raises(Invalid) as refused:
            outcome_type(code, on)
        assert refused.value.field == "code"


@pytest.mark.parametrize(
    ("code", "first"),
    [(1, date(2014, 4, 1)), (20, date(2015, 4, 1)), (21, date(2016, 1, 1)), (22, date(2019, 4, 1))],
)
def test_an_outcome_type_starts_on_its_day(code: int, first: date) -> None:
    assert outcome_type(code, first).code == code
    with pytest.raises(Invalid):
        outcome_type(code, first - timedelta(days=1))


def test_there_are_twenty_two_and_none_yet() -> None:
    assert [kind.code for kind in OUTCOME_TYPES] == list(range(23))
    assert 0 not in {kind.code for kind in choices(date(2026, 1, 1))}


THURSDAY = datetime(2026, 4, 2, 12, tzinfo=UTC)  # before Easter


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("enhanced", "due", "late_on"),
    [
        ("yes", date(2026, 4, 7), date(2026, 4, 8)),
        ("no", date(2026, 4, 13), date(2026, 4, 14)),
        ("unknown", None, date(2026, 4, 8)),
    ],
)
def test_both_clocks_run_until_it_is_decided(cast: Cast, enhanced: str, due: date | None, late_on: date) -> None:
    detective, kept = cast["detective"], matter()
    with clock.fixed(THURSDAY):
        recorded, opened = crime(cast, kept), case(cast, kept)
        services.mark_informed(actor=detective, about_id=recorded.id, rule="referral", how="phone")
        services.assess_enhanced(actor=detective, case_id=opened.id, enhanced=enhanced)
        services.record_outcome(actor=detective, crime_id=recorded.id, code=18, reason="No suspect.")
    for day, overdue in ((late_on - timedelta(days=1), False), (late_on, True)):
        with clock.fixed(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)), writing():
            [shown] = [
                c
                for c in selectors.clocks_for_matter(actor=detective, matter_id=kept)
                if c.entitlement.rule == "outcome"
            ]
            late = [c.entitlement.id for c in selectors.overdue(actor=detective)]
        assert shown.due == due
        assert (shown.entitlement.due_enhanced, shown.entitlement.due_standard) == (
            date(2026, 4, 7),
            date(2026, 4, 13),
        )
        assert shown.overdue is overdue
        assert (shown.entitlement.id in late) is overdue


@pytest.mark.django_db
def test_a_day_ends_at_midnight_in_london(cast: Cast) -> None:
    with clock.fixed(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):  # 00:30 on 1 July
        crime(cast, matter())
    assert Entitlement.objects.get().started_on == date(2026, 7, 1)


@pytest.mark.django_db
def test_telling_the_victim_stops_the_clock_once(cast: Cast) -> None:
    kept = matter()
    recorded = crime(cast, kept)
    case(cast, kept)
    for how in ("phone", "letter"):
        services.mark_informed(actor=cast["detective"], about_id=recorded.id, rule="referral", how=how)
    met = Entitlement.objects.get(about_id=recorded.id)
    assert (met.how, met.met_by) == ("phone", cast["detective"].id)
    assert on_ledger("investigations.entitlement.meet") == 1
    with clock.shifted(timedelta(days=60)):
        assert selectors.overdue(actor=cast["supervisor"]) == []
