"""The demo's victims: who helps them, what they answered, and what came back of what was taken."""

from random import Random

import pytest

from bluelamp.access.models import Team, User
from bluelamp.core.actor import Actor
from bluelamp.demo import stories
from bluelamp.demo.telling import tell
from bluelamp.demo.victims import found_things, partners, support_stories
from bluelamp.flows.grade_report import Graded, grade_report
from bluelamp.investigations.enums import ThingState
from bluelamp.investigations.selectors import traced_for_matter
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading, writing
from bluelamp.victims.models import PartnerOrganisation, Referral, SupportAnswer
from tests.factories.rooms import grading
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast: Cast) -> dict[str, User]:
    return {user.username: user for user in User.objects.all()}


@pytest.fixture
def graded(cast: Cast) -> list[Graded]:
    told = [tell(actor=Actor.public(), story=stories.burglary(Random(n), postcode="B4 7AP")) for n in range(3)]
    return [grade_report(actor=cast["call_taker"], report_id=one, grading=grading()) for one in told]


def test_the_casts_worker_is_with_one_of_the_organisations_that_exist_nowhere(cast: Cast) -> None:
    partners(actor=Actor.job("demo"))
    found = list(PartnerOrganisation.objects.all())
    assert cast["support"].teams & {one.team_id for one in found}
    assert Team.objects.filter(name="Harbourlight Support").count() == 1, "the team that the cast has already"
    assert all(one.email.endswith(".example.invalid") for one in found)


def test_who_said_yes_is_sent_to_whoever_fits_and_who_said_later_is_not(
    people: dict[str, User], graded: list[Graded]
) -> None:
    partners(actor=Actor.job("demo"))
    support_stories(people, graded)
    by_matter = {one.report.matter_id: number for number, one in enumerate(graded)}
    with writing():
        answers = {by_matter[one.matter_id]: one.consent for one in SupportAnswer.objects.all()}
        sent = {
            by_matter[one.matter_id]: (one.state, one.partner.name if one.partner else "")
            for one in Referral.objects.select_related("partner")
        }
    assert answers == {0: "yes", 1: "later", 2: "yes"}
    assert sent == {0: ("sent", "Harbourlight Support"), 2: ("sent", "Kite Young People's Service")}


def test_fewer_reports_than_stories_are_answered_as_far_as_they_go(people: dict[str, User]) -> None:
    partners(actor=Actor.job("demo"))
    support_stories(people, [])
    assert not SupportAnswer.objects.exists()


def test_one_thing_is_kept_one_is_back_and_the_rest_is_still_gone(
    cast: Cast, people: dict[str, User], graded: list[Graded]
) -> None:
    with writing():
        found_things(people, graded)
    desk = cast["call_taker"]
    with reading(actor=desk, purpose=Purpose.INVESTIGATION, action="test"):
        states = [
            thing.state for one in graded for thing in traced_for_matter(actor=desk, matter_id=one.report.matter_id)
        ]
    assert sorted(states) == sorted([ThingState.KEPT, ThingState.RETURNED, ThingState.REPORTED])
