"""Until when partners and we have to answer: dated, in working days, as clocks in London show them."""

from datetime import date

from bluelamp.victims import rules


def test_a_review_can_be_asked_for_within_ten_working_days_and_three_months() -> None:
    soon, late = rules.review_days(date(2026, 12, 18))
    assert soon == date(2027, 1, 6)  # Christmas and the New Year are no working days
    assert late == date(2027, 3, 20)
