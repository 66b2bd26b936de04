"""Who sees which crimes, cases and clocks, and in which order."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.investigations import selectors, services
from bluelamp.investigations.models import Case, Crime, Entitlement
from bluelamp.investigations.types import Course
from bluelamp.ledger.reading import writing
from tests.factories.rooms import case, crime, matter, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db

THURSDAY = datetime(2026, 4, 2, 12, tzinfo=UTC)  # before Easter


def work(cast: Cast) -> tuple[Crime, Case]:
    kept = matter()
    return crime(cast, kept), case(cast, kept, owner="detective")


def test_victims_see_their_own_crime_in_plain_words(cast: Cast) -> None:
    report, other = received(), received()
    recorded = crime(cast, report.matter_id, report_id=report.id)
    case(cast, report.matter_id, owner="detective")
    services.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=1, reason="CPS agreed.")
    victim, stranger = Actor.receipt(report.id), Actor.receipt(other.id)
    with writing():
        [ending] = selectors.course_of_matter(actor=victim, matter_id=report.matter_id).endings
        assert ending.plain == "Somebody has been charged and will go to court."
        assert selectors.course_of_matter(actor=victim, matter_id=report.matter_id).officer == "DC Nora Silvester 7012"
        assert selectors.clocks_for_matter(actor=victim, matter_id=report.matter_id)
        assert selectors.course_of_matter(actor=stranger, matter_id=report.matter_id) == Course()
        assert selectors.clocks_for_matter(actor=stranger, matter_id=report.matter_id) == []


def test_a_case_is_there_for_those_who_work_on_it(cast: Cast) -> None:
    _, opened = work(cast)
    for role in ("detective", "supervisor", "crime_registrar"):
        with writing():
            assert selectors.case_file(actor=cast[role], case_id=opened.id).owner == "DC Nora Silvester 7012"
    for role in ("responder", "call_taker", "analyst", "citizen"):
        with writing():
            assert selectors.cases(actor=cast[role]) == []
            with pytest.raises(NotFound):
                selectors.case_file(actor=cast[role], case_id=opened.id)


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_cases_asks_the_same_however_long(
    cast: Cast, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        work(cast)
    for role in ("detective", "supervisor"):
        with writing(), django_assert_max_num_queries(4):
            listed = selectors.cases(actor=cast[role])
        assert [row.crime_titles for row in listed] == [("Residential burglary of a home",)] * rows


def test_a_case_without_a_clock_comes_last(cast: Cast) -> None:
    bare = [case(cast, matter()).id for _ in range(2)]
    _, urgent = work(cast)
    with writing():
        listed = [row.case.id for row in selectors.cases(actor=cast["supervisor"])]
    assert listed[0] == urgent.id
    assert set(listed[1:]) == set(bare)


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
        services.mark_informed(actor=detective, about_id=recorded.id, rule="referral", how="referred")
        services.assess_enhanced(actor=detective, case_id=opened.id, enhanced=enhanced)
        services.record_outcome(actor=detective, crime_id=recorded.id, code=18, reason="No suspect.")
    for day, overdue in ((late_on - timedelta(days=1), False), (late_on, True)):
        with clock.fixed(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)), writing():
            [shown] = [
                c
                for c in selectors.clocks_for_matter(actor=detective, matter_id=kept)
                if c.entitlement.rule == "not_investigating"
            ]
            late = [one.clock.entitlement.id for one in selectors.owed(actor=detective)]
        assert shown.due == due
        assert (shown.entitlement.due_enhanced, shown.entitlement.due_standard) == (
            date(2026, 4, 7),
            date(2026, 4, 13),
        )
        assert shown.overdue is overdue
        assert (shown.entitlement.id in late) is overdue


def test_a_clock_is_shown_in_its_own_case_only(cast: Cast) -> None:
    (_, mine), (_, other) = work(cast), work(cast)
    step = services.record_suspect_step(
        actor=cast["detective"], case_id=mine.id, kind="arrested", happened_on=clock.today()
    )
    clock_id = Entitlement.objects.get(about_id=step.id).id
    with writing():
        found = selectors.clock_of_case(actor=cast["detective"], case_id=mine.id, clock_id=clock_id)
        assert found.rule.id == "suspect_step"
        for case_id, who in ((other.id, "detective"), (mine.id, "responder")):
            with pytest.raises(NotFound):
                selectors.clock_of_case(actor=cast[who], case_id=case_id, clock_id=clock_id)


def test_what_is_still_to_be_done_stands_before_what_is_done(cast: Cast) -> None:
    (_, opened), detective = work(cast), cast["detective"]
    done = services.add_action(actor=detective, case_id=opened.id, text="Ask the neighbour.", due_on=date(2027, 1, 4))
    services.complete_action(actor=detective, action_id=done.id, result="Saw nothing.")
    for day in (6, 5):
        services.add_action(actor=detective, case_id=opened.id, text=f"On day {day}.", due_on=date(2027, 1, day))
    with writing():
        found = selectors.case_file(actor=detective, case_id=opened.id).actions
    assert [one.text for one in found] == ["On day 5.", "On day 6.", "Ask the neighbour."]
