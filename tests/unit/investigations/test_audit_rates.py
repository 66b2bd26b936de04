"""What a sample of reports shows: each share of the right whole, and each stratum by itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from bluelamp.core import clock
from bluelamp.core.clock import today
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.flows.grade_report import grade_report
from bluelamp.investigations import selectors, services
from bluelamp.investigations.audit_rates import Judged, findings
from bluelamp.investigations.models import AuditItem
from bluelamp.ledger.reading import writing
from bluelamp.quant.intervals import wilson
from tests.factories.rooms import grading, on_ledger, received
from tests.plugins.cast import Cast


@given(SAMPLES)
def test_every_report_of_a_sample_is_counted_in_its_own_part(sample: list[Judged]) -> None:
    found = findings(sample)
    assert [one.stratum for one in found] == sorted({one.stratum for one in sample})
    assert sum(one.drawn for one in found) == len(sample)
    assert sum(one.judged for one in found) == sum(one.should is not None for one in sample)
    for one in found:
        rate = one.recording
        assert one.right_class.whole == one.in_time.whole == rate.part <= rate.whole <= one.judged
        assert (rate.share is None) == (rate.interval is None) == (rate.whole == 0)


def test_the_rate_is_what_was_recorded_of_what_should_have_been() -> None:
    sample = [Judged("", True, True, True, "yes")] * 8 + [Judged("", True)] * 2 + [Judged("", False, True), Judged("")]
    [found] = findings(sample)
    assert (found.recording.share, found.recording.interval) == (0.8, wilson(8, 10))
    assert (found.needless, found.judged, found.drawn) == (1, 11, 12)
