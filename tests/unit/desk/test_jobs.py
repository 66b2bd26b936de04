"""The desk's job of every minute: whoever waits too long is put before a supervisor, once."""

import logging
from datetime import timedelta

import pytest

from bluelamp.contact import services
from bluelamp.contact.models import Escalation
from bluelamp.core import clock
from bluelamp.desk import jobs
from tests.factories.rooms import on_ledger, published, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.idempotent("desk.escalate")
def test_whoever_waits_too_long_is_put_before_a_supervisor_once(cast: Cast) -> None:
    report = received("1_high")
    jobs.escalate(0)
    assert Escalation.objects.count() == 0
    with clock.shifted(timedelta(minutes=61)):
        for _ in range(2):
            jobs.escalate(0)
        rules = Escalation.objects.filter(subject_id=report.id).values_list("rule", flat=True)
        assert sorted(rules) == ["high_1", "high_2"]
        assert on_ledger("contact.escalation.raise") == 1
        assert published("escalation") == ["role:call_taker", "role:supervisor"]
        services.set_graded(actor=cast["supervisor"], report_id=report.id, grade="P2")
        jobs.escalate(0)
        assert not Escalation.objects.filter(ended_at=None).exists()


def test_the_log_says_how_many_were_raised_and_is_silent_in_a_quiet_minute(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    received("1_high")
    with caplog.at_level(logging.INFO, logger=jobs.logger.name):
        jobs.escalate(0)
        assert caplog.messages == []
        with clock.shifted(timedelta(minutes=16)):
            for _ in range(2):
                jobs.escalate(0)
    assert caplog.messages == ["1 put before a supervisor."]
