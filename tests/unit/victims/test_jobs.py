"""Silent partners are chased by the worker, once each."""

from datetime import UTC, datetime, timedelta

import pytest

from bluelamp.core import clock
from bluelamp.victims import jobs, services
from tests.factories import rooms
from tests.factories.victims import Referrals, inbox, overseen
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 6, 5, 16, tzinfo=UTC)


@pytest.fixture
def referrals(cast: Cast) -> Referrals:
    return Referrals(cast)


@pytest.mark.idempotent("victims.chase_silent")
def test_a_silent_partner_is_chased_then_a_supervisor_acts(cast: Cast, referrals: Referrals) -> None:
    with clock.fixed(FRIDAY):
        referral = referrals.sent()
    moments = (
        (FRIDAY + timedelta(days=3), "sent"),  # Monday afternoon: the working day is not over
        (FRIDAY + timedelta(days=3, hours=8), "chased"),  # Tuesday at one in the morning, as clocks show it
        (FRIDAY + timedelta(days=4), "chased"),
        (FRIDAY + timedelta(days=5, hours=8), "escalated"),
        (FRIDAY + timedelta(days=30), "escalated"),
    )
    for at, state in moments:
        with clock.fixed(at):
            for _ in range(2):
                jobs.chase_silent(timestamp=0)
        assert referrals.state(referral) == state, at
    assert len(rooms.announced("victims.ReferralChased")) == 1
    assert [one.id for one in inbox(cast["support"])] == [referral]  # late is better than never
    services.accept_referral(actor=cast["support"], referral_id=referral)
    assert not any(row.with_supervisor for row in overseen(cast))
