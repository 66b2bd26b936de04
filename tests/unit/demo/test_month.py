"""The month before: every incident is over, has its own matter, and happened where people live."""

from datetime import UTC, datetime
from random import Random

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.demo import month
from bluelamp.incidents.models import Incident
from bluelamp.ledger.reading import writing
from bluelamp.records.models import Matter
from tests.factories.rooms import on_ledger
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 3, 11, 0, 30, tzinfo=UTC)  # soon after the last of them began


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(month, "DAYS", 3)
    monkeypatch.setattr(month, "PER_DAY", 60)


def loaded(seed: int = 5) -> list[Incident]:
    count = month.load_month(actor=Actor.job("demo"), rng=Random(seed), until=UNTIL)
    with writing():
        found = list(Incident.objects.order_by("opened_at", "id"))
    assert len(found) == count
    return found


def test_nothing_is_loaded_that_is_not_over_yet() -> None:
    found = loaded()
    assert len(found) > 100
    for one in found:
        assert one.resulted_at is not None
        assert one.opened_at < one.resulted_at <= UNTIL
        assert one.state == "closed"
        assert one.result_code


def test_crews_arrive_in_the_order_of_urgency_and_at_a_p4_nobody_does() -> None:
    waits: dict[str, list[float]] = {}
    for one in loaded():
        wait = (one.arrived_at - one.opened_at).total_seconds() if one.arrived_at else None
        waits.setdefault(one.grade, []).extend([] if wait is None else [wait])
    assert waits["P4"] == []
    first, second, third = (sorted(waits[grade])[len(waits[grade]) // 2] for grade in ("P1", "P2", "P3"))
    assert first < second < third


def test_each_has_a_matter_of_its_own_that_was_closed_with_it() -> None:
    found = loaded()
    with writing():
        matters = {matter.id: matter for matter in Matter.objects.all()}
    assert len({one.matter_id for one in found}) == len(found) == len(matters)
    for one in found:
        matter = matters[one.matter_id]
        assert (matter.title, matter.opened_at, matter.closed_at) == (one.summary, one.opened_at, one.resulted_at)
    assert on_ledger("incidents.incident.load") == on_ledger("records.matter.load") == 1


def test_nobody_but_the_job_loads_a_past(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        month.load_month(actor=cast["supervisor"], rng=Random(5), until=UNTIL)
    assert not Incident.objects.exists()
