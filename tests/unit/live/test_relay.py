"""The relay's promises, in one process; tests/integration/test_live_relay.py adds killing and crowds."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import connections, transaction

from bluelamp.core import clock
from bluelamp.live import relay, selectors
from bluelamp.live.database import connect
from bluelamp.live.models import Feed, LiveEvent, Outbox
from tests.factories.live import fed, relay_everything, tell

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def in_thread(work: Callable[[], None]) -> Iterator[threading.Thread]:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield thread
    finally:
        thread.join(10)


def test_numbers_follow_one_another_over_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "MOST", 3)
    tell(*range(5))
    tell(*range(5, 8))
    assert relay_everything() == 8
    seqs, numbers = zip(*fed(), strict=True)
    assert numbers == tuple(range(8))
    assert seqs == tuple(range(seqs[0], seqs[0] + 8))
    assert selectors.position() == seqs[-1]
    assert not Outbox.objects.exists()


def test_counting_goes_on_after_everything_was_forgotten() -> None:
    tell(1)
    relay_everything()
    ((first, _),) = fed()
    LiveEvent.objects.all().delete()
    tell(2)
    relay_everything()
    assert fed() == [(first + 1, 2)]


def test_nobody_elses_long_transaction_holds_up_the_news() -> None:
    begun, finish = threading.Event(), threading.Event()

    def long_transaction() -> None:
        with transaction.atomic():
            tell(1)
            begun.set()
            finish.wait(10)

    with in_thread(long_transaction):
        assert begun.wait(5)
        tell(2)
        relay_everything()
        early = fed()
        finish.set()
    relay_everything()
    assert [number for _, number in early] == [2]
    assert [number for _, number in fed()] == [2, 1]  # the later commit is the later news


def test_cause_comes_before_effect_though_it_began_later() -> None:
    """One transaction begins, waits for a row that another holds, and goes on when that one has committed."""
    Feed.objects.all().delete()
    relay_everything()
    began, held = threading.Event(), threading.Event()

    def effect() -> None:
        with transaction.atomic():
            Outbox.objects.filter(pk=0).delete()
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT pg_current_xact_id()")  # this transaction is the older one
            began.set()
            assert held.wait(5)
            Feed.objects.select_for_update().get()
            tell(2)

    with in_thread(effect):
        assert began.wait(5)
        with transaction.atomic():
            Feed.objects.select_for_update().get()
            held.set()
            time.sleep(0.2)  # the other is waiting now
            tell(1)
    relay_everything()
    assert [number for _, number in fed()] == [1, 2]


def test_two_relays_do_not_work_at_the_same_time() -> None:
    tell(1)
    with connect() as other, connect() as ours:
        relay.begin(ours)
        with other.transaction():
            other.execute("SELECT pg_advisory_xact_lock(%s)", [relay._LOCK])
            assert relay.move(ours) == 0
        assert relay.move(ours) == 1


def test_a_restored_copy_begins_above_every_number_given_before() -> None:
    tell(1)
    relay_everything()
    before = Feed.objects.get()
    Feed.objects.update(database="another database")  # what a copy of ours looks like to itself
    time.sleep(0.01)
    tell(2)
    relay_everything()
    after = Feed.objects.get()
    assert after.first_seq > before.last_seq + 1
    assert fed()[-1] == (after.first_seq, 2)
    page = selectors.page(0, frozenset())
    assert page is not None
    assert not page.holds(before.last_seq)
    assert page.holds(after.last_seq)


def test_a_clock_set_back_does_not_set_numbers_back() -> None:
    tell(1)
    relay_everything()
    before = Feed.objects.get().last_seq
    Feed.objects.update(database="another database")
    with clock.fixed(datetime(2001, 1, 1, tzinfo=UTC)), connect() as connection:
        relay.begin(connection)
    assert Feed.objects.get().first_seq == before + 1


def test_it_starts_before_there_is_a_database_and_survives_losing_it() -> None:
    stop = threading.Event()
    runner = threading.Thread(target=relay.run, args=(stop,))
    runner.start()
    try:
        for number in range(3):
            tell(number)
            _eventually(partial(_told, number + 1))
            with connect() as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND application_name = 'bluelamp-relay' AND pid <> pg_backend_pid()"
                )
    finally:
        stop.set()
        runner.join(5)
    assert not runner.is_alive()
    assert [number for _, number in fed()] == [0, 1, 2]


def _told(count: int) -> bool:
    return len(fed()) == count


def _eventually(holds: Callable[[], bool], patience: float = 5) -> None:
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.02)
