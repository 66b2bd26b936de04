"""What the timeline of a matter says of support: every step, to whom it went, and to nobody without need."""

from datetime import timedelta

import pytest

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.records.timeline import Entry
from bluelamp.victims import services
from bluelamp.victims.timeline import entries
from tests.factories import rooms
from tests.factories.records import looking
from tests.factories.victims import Referrals
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def referrals(cast: Cast) -> Referrals:
    return Referrals(cast)


def told(actor: Actor, *matters: object) -> list[Entry]:
    with looking(actor):
        return list(entries(actor=actor, matters=frozenset(matters)))  # type: ignore[arg-type]  # ids


def test_a_silent_partner_is_named_at_each_step(cast: Cast, referrals: Referrals) -> None:
    matter = rooms.matter()
    referral = referrals.sent(matter)
    for _ in range(2):
        referrals.silent_for_days(referral)
    with clock.shifted(timedelta(days=11)):
        services.withdraw_referral(actor=cast["call_taker"], referral_id=referral)
    found = told(cast["supervisor"], matter)
    assert [one.text for one in found] == [
        "Details sent to Harbourlight",
        "Harbourlight was asked for an answer",
        "Harbourlight has not answered: a supervisor acts",
        "The referral was withdrawn",
    ]
    assert {str(one.subject) for one in found} == {f"victims.referral:{referral}"}
    assert found[-1].by == cast["call_taker"].id


@pytest.mark.parametrize(
    ("step", "words"), [("accept", "Harbourlight accepted the referral"), ("decline", "Harbourlight cannot help")]
)
def test_what_the_partner_answers_is_told(cast: Cast, referrals: Referrals, step: str, words: str) -> None:
    matter, worker = rooms.matter(), cast["support"]
    referral = referrals.sent(matter)
    if step == "accept":
        services.accept_referral(actor=worker, referral_id=referral)
    else:
        services.decline_referral(actor=worker, referral_id=referral, because="full")
    assert told(cast["supervisor"], matter)[1].text == words


@pytest.mark.parametrize("name", ["dispatcher", "responder", "support", "analyst"])
def test_nobody_without_a_part_in_it_learns_that_there_is_a_referral(
    cast: Cast, referrals: Referrals, name: str
) -> None:
    matter = rooms.matter()
    referrals.sent(matter)
    assert told(cast[name], matter) == []
