"""What is too old is forgotten, the feed's range says so, and what is young enough stays."""

from datetime import timedelta

import pytest

from bluelamp.core import clock
from bluelamp.core.ids import new_id
from bluelamp.live import selectors, upkeep
from bluelamp.live.database import connect
from bluelamp.live.models import Feed, Handled
from tests.factories.live import fed, relay_everything, tell

pytestmark = pytest.mark.django_db(transaction=True)


def forget() -> None:
    with connect() as connection:
        upkeep.forget(connection)


def told(*numbers: int, ago: timedelta) -> None:
    """Events that the relay numbered so long ago."""
    tell(*numbers)
    with clock.shifted(-ago):
        relay_everything()


def test_old_events_are_forgotten_and_the_range_says_so() -> None:
    tell(1)
    with clock.shifted(-1.5 * upkeep.KEEP_EVENTS):
        relay_everything()
    tell(2)
    relay_everything()
    (old, _), (new, _) = fed()
    with connect() as connection:
        upkeep.forget(connection)
        upkeep.forget(connection)
    assert fed() == [(new, 2)]
    page = selectors.page(0, frozenset())
    assert page is not None
    assert (page.first, page.last) == (new, new)
    assert page.holds(old)  # has seen the forgotten one, so misses nothing
    assert not page.holds(old - 1)


def test_nothing_is_forgotten_before_its_time() -> None:
    told(1, ago=upkeep.KEEP_EVENTS - timedelta(minutes=1))
    before = Feed.objects.get().first_seq
    forget()
    assert [number for _, number in fed()] == [1]
    assert Feed.objects.get().first_seq == before


def test_one_turn_takes_one_piece_from_the_oldest_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "_CHUNK", 2)
    told(1, 2, 3, ago=2 * upkeep.KEEP_EVENTS)
    forget()
    ((seq, number),) = fed()
    assert (number, Feed.objects.get().first_seq) == (3, seq)
    forget()
    assert fed() == []
    assert (Feed.objects.get().first_seq, Feed.objects.get().last_seq) == (seq + 1, seq)


def test_a_handlers_mark_outlives_every_try_of_its_job() -> None:
    old, young = (
        Handled.objects.create(event_id=new_id(), handler="test", at=clock.now() - upkeep.KEEP_MARKS + away)
        for away in (-timedelta(minutes=1), timedelta(minutes=1))
    )
    forget()
    assert list(Handled.objects.values_list("event_id", flat=True)) == [young.event_id]
    assert old.event_id != young.event_id
