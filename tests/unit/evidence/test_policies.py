"""Nobody writes alone who should not, whatever they tick and whatever they reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.contact.report_types import report_types
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.evidence.enums import WhyOfficer
from bluelamp.evidence.policies import Circumstances, check_matches_age, is_theirs, known_reasons, why_not_alone
from bluelamp.evidence.statements.questions import APPLIES, NONE_APPLIES, STATEMENT, STATEMENT_WITH_OFFICER
from bluelamp.journeys.definition import Checkboxes, Journey
from bluelamp.journeys.enums import Means
from bluelamp.journeys.faults import faults
from bluelamp.journeys.graph import route

ALONE = Circumstances(kind_allows=True)


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (ALONE, ()),
        (Circumstances(kind_allows=True, age=18), ()),
        (Circumstances(kind_allows=True, age=17), (WhyOfficer.CHILD,)),
        (Circumstances(kind_allows=False), (WhyOfficer.KIND,)),
        (Circumstances(kind_allows=True, said=frozenset({Means.WEAPON})), (WhyOfficer.THREAT,)),
        (Circumstances(kind_allows=True, said=frozenset({Means.THREAT})), (WhyOfficer.THREAT,)),
        (Circumstances(kind_allows=True, said=frozenset({Means.VULNERABILITY})), (WhyOfficer.HELP,)),
        (Circumstances(kind_allows=True, said=frozenset({Means.ACCOUNT, Means.PLACE})), ()),
        (
            Circumstances(kind_allows=True, applies=frozenset({"close", "afraid"})),
            (WhyOfficer.AFRAID, WhyOfficer.CLOSE),
        ),
        (Circumstances(kind_allows=True, applies=frozenset({"none"})), ()),
    ],
)
def test_who_is_offered_an_officer(known: Circumstances, why: tuple[WhyOfficer, ...]) -> None:
    assert why_not_alone(known) == why


@given(
    st.booleans(),
    st.frozensets(st.sampled_from(Means)),
    st.frozensets(st.sampled_from(["none", *WhyOfficer.values])),
    st.none() | st.integers(0, 110),
)
def test_no_answer_takes_a_reason_away(
    kind_allows: bool, said: frozenset[Means], applies: frozenset[str], age: int | None
) -> None:
    found = frozenset(why_not_alone(Circumstances(kind_allows, said, applies, age)))
    assert found >= frozenset(why_not_alone(Circumstances(kind_allows, age=age)))
    assert found >= known_reasons(applies)
    assert (age is None or age >= 18) or WhyOfficer.CHILD in found


def test_the_kinds_of_report_that_may_be_stated_alone_are_named_one_by_one() -> None:
    alone = {slug for slug, kind in report_types().items() if kind.statement_alone}
    assert {"burglary", "vehicle-crime", "criminal-damage"} <= alone
    never = {"sexual-offence", "domestic-abuse", "stalking", "hate-crime", "robbery", "assault", "missing-person"}
    assert not alone & never


def test_whoever_ticks_anything_is_asked_nothing_more_than_what_suits_them() -> None:
    applies = STATEMENT.question(APPLIES)
    assert isinstance(applies, Checkboxes)
    assert {option.value for option in applies.options} == {w for w in WhyOfficer.values if w not in ("kind", "threat")}
    for option in applies.options:
        asked = [stop.question.name for stop in route(STATEMENT, {APPLIES: [option.value]})]
        assert asked == [APPLIES, "suits"]
    assert len(route(STATEMENT, {APPLIES: [NONE_APPLIES]})) > 10


@pytest.mark.parametrize("journey", [STATEMENT, STATEMENT_WITH_OFFICER], ids=lambda journey: journey.slug)
def test_the_questions_are_without_a_fault(journey: Journey) -> None:
    assert faults(journey) == []


def test_the_eight_points_are_asked_of_whoever_saw_somebody() -> None:
    points = ("amount", "distance", "visibility", "obstruction", "known", "any_reason", "time_lapse", "errors")
    for saw in ("yes", "no"):
        asked = {stop.question.name for stop in route(STATEMENT, {APPLIES: [NONE_APPLIES], "saw": saw})}
        assert asked.issuperset(points) == (saw == "yes")
        assert bool(asked & set(points)) == (saw == "yes")


@pytest.mark.parametrize(("age", "adult", "missing"), [(None, "", ""), (17, "Ines, aunt", ""), (17, " ", "Enter")])
def test_a_child_is_never_without_an_appropriate_adult(age: int | None, adult: str, missing: str) -> None:
    assert check_matches_age(age, adult).startswith(missing)
    assert bool(check_matches_age(age, adult)) == bool(missing)


def test_a_receipt_reaches_the_statement_of_its_own_report_alone() -> None:
    report, citizen = new_id(), Actor.citizen(new_id())
    assert is_theirs(Actor.receipt(report), report)
    assert not is_theirs(Actor.receipt(report), new_id())
    assert not is_theirs(Actor.receipt(report), None)
    assert is_theirs(citizen, report)  # the relation to the matter decides
    assert not is_theirs(citizen, None)
