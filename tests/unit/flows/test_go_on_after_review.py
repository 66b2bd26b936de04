"""A case goes on when the decision to stop did not stand, and for no other answer to a victim."""

import pytest

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.flows.go_on_after_review import on_request_settled
from bluelamp.investigations import services as investigations
from bluelamp.investigations.models import Case, Outcome
from bluelamp.ledger.reading import writing
from bluelamp.victims.events import RequestSettled
from tests.factories.rooms import case, crime, on_ledger, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> Report:
    """Of a crime whose case was filed."""
    made = received()
    recorded = crime(cast, made.matter_id, report_id=made.id)
    case(cast, made.matter_id, owner="detective")
    investigations.record_outcome(actor=cast["detective"], crime_id=recorded.id, code=18, reason="No suspect.")
    return made


def settled(report: Report, kind: str, outcome: str) -> Case:
    event = RequestSettled(request_id=new_id(), matter_id=report.matter_id, kind=kind, outcome=outcome)
    for _ in range(2):  # news may come twice
        on_request_settled(event, actor=Actor.job("news"))
    with writing():
        return Case.objects.get(matter_id=report.matter_id)


@pytest.mark.parametrize(
    ("kind", "outcome", "state"),
    [
        ("review", "again", "open"),
        ("review", "stands", "filed"),
        ("review", "", "filed"),  # of those that were under way before its outcome was told
        ("withdrawal", "goes_on", "filed"),
        ("withdrawal", "again", "filed"),
        ("more", "read", "filed"),
    ],
)
def test_only_a_review_that_was_won_opens_the_case_again(report: Report, kind: str, outcome: str, state: str) -> None:
    found = settled(report, kind, outcome)
    assert found.state == state
    assert on_ledger("investigations.case.reopen") == (state == "open")


def test_whoever_had_it_has_it_again_and_the_outcome_before_stays_as_it_was_given(cast: Cast, report: Report) -> None:
    assert settled(report, "review", "again").owner_id == cast["detective"].id
    assert Outcome.objects.count() == 1
