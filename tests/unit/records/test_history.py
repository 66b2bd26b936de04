"""Matters of the past, from another system: over, in order, with one entry for all."""

from datetime import UTC, datetime, timedelta

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.models import Entry
from bluelamp.records import services
from bluelamp.records.enums import MatterStatus
from bluelamp.records.models import Matter
from bluelamp.records.types import PastMatter
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def test_matters_of_the_past_come_closed_with_one_entry(cast: Cast) -> None:
    at = datetime(2020, 5, 1, tzinfo=UTC)
    rows = [PastMatter(id=new_id(), title="Burglary", opened_at=at, closed_at=at + timedelta(days=2)) for _ in range(3)]
    assert services.load_matters(actor=JOB, rows=rows) == [row.id for row in rows]
    found = Matter.objects.filter(pk__in=[row.id for row in rows])
    assert {(one.status, one.opened_at) for one in found} == {(MatterStatus.CLOSED, at)}
    assert len({one.reference for one in found}) == 3
    entry = Entry.objects.get(action="records.matter.load")
    assert (entry.act, entry.batch_size) == (Act.COLLECTION, 3)
    with pytest.raises(NotAllowed):
        services.load_matters(actor=cast["supervisor"], rows=rows)


def test_no_past_is_no_fault() -> None:
    assert services.load_matters(actor=JOB, rows=[]) == []
