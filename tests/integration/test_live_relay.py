"""Crowds of writers and a relay that is killed again and again: exactly what was committed is told, once, in order."""

import random
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from bluelamp.config.postgres import SUPERUSER
from bluelamp.config.postgres_software import software
from bluelamp.live import relay
from bluelamp.live.database import connect
from tests.factories.live import fed, relay_everything, tell
from tests.integration.live_processes import Processes, eventually, kill, processes
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, TRANSACTIONS = 12, 40
_TELL = "INSERT INTO live_outbox (audience, kind, data) VALUES ('actor:1', 'test.told', %s)"


@pytest.fixture
def house(database: Database, transactional_db: None) -> Iterator[Processes]:
    with processes(database) as started:
        yield started


class Writer(threading.Thread):
    """Writes transactions of one to four events; some are long, some are rolled back."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.random = random.Random(number)
        self.committed: list[list[int]] = []

    def run(self) -> None:
        with connect() as connection:
            for turn in range(TRANSACTIONS):
                self._write(connection, (self.number * TRANSACTIONS + turn) * 10)

    def _write(self, connection: psycopg.Connection[tuple[object, ...]], begin: int) -> None:
        told = [begin + place for place in range(self.random.randint(1, 4))]
        keep = self.random.random() > 0.2
        with connection.transaction(force_rollback=not keep):
            for n in told:
                connection.execute(_TELL, [psycopg.types.json.Jsonb({"n": n})])
                time.sleep(self.random.choice([0, 0, 0, 0.001, 0.05]))
        if keep:
            self.committed.append(told)


def crowd() -> list[Writer]:
    writers = [Writer(number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    return writers


def check_nothing_lost_nothing_twice(writers: list[Writer]) -> None:
    seqs, numbers = zip(*fed(), strict=True)
    committed = [told for writer in writers for told in writer.committed]
    assert sorted(numbers) == sorted(n for told in committed for n in told)
    assert list(seqs) == list(range(seqs[0], seqs[0] + len(seqs)))
    place = {n: index for index, n in enumerate(numbers)}
    for told in committed:  # within a transaction
        assert [place[n] for n in told] == sorted(place[n] for n in told)
    for writer in writers:  # and from one transaction of a writer to its next
        order = [place[n] for told in writer.committed for n in told]
        assert order == sorted(order)


def test_twelve_writers_lose_nothing_and_keep_their_order(house: Processes) -> None:
    house.relay()
    writers = crowd()
    for writer in writers:
        writer.join()
    expected = sum(len(told) for writer in writers for told in writer.committed)
    eventually(lambda: len(fed()) >= expected)
    check_nothing_lost_nothing_twice(writers)


def test_a_reader_who_goes_on_from_the_newest_it_saw_misses_nothing(house: Processes) -> None:
    """What a web worker does: numbers must become visible in their order."""
    house.relay()
    writers = crowd()
    seen: list[int] = []
    with connect() as connection:
        last, quiet = 0, 0
        while quiet < 20:
            rows = connection.execute("SELECT seq FROM live_event WHERE seq > %s ORDER BY seq", [last]).fetchall()
            seen += [seq for (seq,) in rows]
            last = seen[-1] if seen else 0
            (waiting,) = connection.execute("SELECT EXISTS (SELECT FROM live_outbox)").fetchone() or (True,)
            quiet = 0 if rows or waiting or any(writer.is_alive() for writer in writers) else quiet + 1
            time.sleep(0.01)
    assert seen == [seq for seq, _ in fed()]


def test_a_relay_killed_at_random_moments_moves_everything_once(house: Processes) -> None:
    running = [house.relay(), house.relay()]  # one at work, one standing by
    writers = crowd()
    rng = random.Random(9)
    while any(writer.is_alive() for writer in writers):
        time.sleep(rng.uniform(0, 0.4))
        kill(running.pop(0))
        running.append(house.relay())
    expected = sum(len(told) for writer in writers for told in writer.committed)
    eventually(lambda: len(fed()) >= expected)
    check_nothing_lost_nothing_twice(writers)


@pytest.mark.parametrize("moment", ["before the move", "after the move, before the commit", "after the commit"])
def test_a_relay_that_dies_at_the_worst_moments(moment: str) -> None:
    """Its session is ended inside the very transaction, as the server does for a client that was killed."""
    tell(1, 2, 3)
    with suppress(psycopg.OperationalError), connect() as connection:
        relay.begin(connection)
        if moment == "after the commit":
            relay.move(connection)
        else:
            connection.execute("BEGIN")
            connection.execute(relay._TURN, [relay._LOCK])
            if moment == "after the move, before the commit":
                relay.move(connection)  # joins the transaction that is open
                assert [n for _, n in connection.execute("SELECT seq, data->'n' FROM live_event").fetchall()] == [
                    1,
                    2,
                    3,
                ]
        with connect() as other:
            other.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])
    tell(4)
    relay_everything()
    assert [number for _, number in fed()] == [1, 2, 3, 4]


def test_a_database_restored_from_a_dump_tells_what_was_still_to_tell(database: Database) -> None:
    """A real dump into another database, where transaction numbers and all else begin anew."""
    tell(1)
    relay_everything()
    tell(2)  # committed, not yet relayed
    ((before, _),) = fed()
    copy = Database(database.cluster, "restored")
    with database.cluster.connect() as connection:
        connection.execute(f"CREATE DATABASE {copy.name}")
    _restore(database, copy)
    with copy.connect(SUPERUSER) as connection:
        relay.begin(connection)
        assert relay.move(connection) == 1
        query = "SELECT seq, (data->'n')::int FROM live_event ORDER BY seq"
        (_, one), (after, two) = connection.execute(query).fetchall()
        (first,) = connection.execute("SELECT first_seq FROM live_feed").fetchone() or (0,)
    assert (one, two) == (1, 2)
    assert after == first > before + 1  # whoever saw the original's numbers is told to reload


def _restore(database: Database, copy: Database) -> None:
    cluster, programs = database.cluster, software() / "bin"
    dump: list[Path | str] = [programs / "pg_dump", database.url(SUPERUSER)]
    load: list[Path | str] = [programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", copy.url(SUPERUSER)]
    dumped = subprocess.run(dump, env=cluster.environment(), check=True, capture_output=True).stdout
    subprocess.run(load, input=dumped, env=cluster.environment(), check=True, capture_output=True)
