"""Three ways to hand on what transactions wrote, side by side over the very same transactions.

    python bench/relay_order.py --writers 12 --rows 720

"cursor" reads on from the highest number of a sequence that it saw, "horizon" reads in the order of transaction
numbers as far as every transaction is over (``pg_snapshot_xmin``), "queue" is Bluelamp: rows are taken away, numbered
by the relay and read by that number. Every transaction writes one row for all three, and names the newest row it had
seen committed: its cause. Counted are rows never handed on, effects handed on before their cause, and rows of one
writer handed on in another order than it wrote them. Then one transaction that has written stays open, and the time
from each commit of somebody else to its row being handed on is taken.
"""

# ruff: noqa: PLC0415 - Django and our own are imported once their settings point at the throw-away cluster

import argparse
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import psycopg

Connection = psycopg.Connection[tuple[Any, ...]]

_EVERY = 0.02  # seconds between two looks of each reader; the relay's shortest pause
_LONGEST_WORK = 0.02  # seconds a transaction lasts at most
_QUIET = 1.0  # seconds in which nothing more came: the readers are done
_APART = 0.05  # seconds between two commits beside the open transaction
_TABLE = """
CREATE TABLE bench_row (
    id bigserial PRIMARY KEY, txid xid8 NOT NULL DEFAULT pg_current_xact_id(), n int NOT NULL);
GRANT ALL ON bench_row, bench_row_id_seq TO bluelamp_app
"""
_WRITE = "INSERT INTO bench_row (n) VALUES (%s)"
_TELL = """
INSERT INTO live_outbox (audience, kind, data) VALUES ('bench:all', 'bench.told', jsonb_build_object('n', %s::int))
"""
_READ = {
    "cursor": "SELECT id, 0, n FROM bench_row WHERE id > %s AND %s = 0 ORDER BY id",
    "horizon": "SELECT txid::text::bigint, id, n FROM bench_row WHERE (txid::text::bigint, id) > (%s, %s)"
    " AND txid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY txid, id",
    "queue": "SELECT seq, 0, (data->>'n')::int FROM live_event WHERE seq > %s AND %s = 0 ORDER BY seq",
}


class Reader(threading.Thread):
    """Goes on from the last row it saw, as a consumer does; notes when it saw each."""

    def __init__(self, connection: Connection, query: str, over: threading.Event) -> None:
        super().__init__()
        self.connection, self.query, self.over = connection, query, over
        self.seen: dict[int, float] = {}  # row -> moment, in the order in which they came

    def run(self) -> None:
        last = (0, 0)
        while not self.over.wait(_EVERY):
            for *place, n in self.connection.execute(self.query, last).fetchall():
                last = (place[0], place[1])
                self.seen[n] = time.monotonic()


class Writer(threading.Thread):
    """Short transactions that overlap those of the others."""

    def __init__(self, connection: Connection, numbers: range, newest: list[int]) -> None:
        super().__init__()
        self.connection, self.numbers, self.newest = connection, numbers, newest
        self.causes: dict[int, int] = {}
        self.random = Random(numbers.start)  # noqa: S311 - spreads work

    def run(self) -> None:
        for n in self.numbers:
            with self.connection.transaction():
                self.connection.execute("SELECT pg_current_xact_id()")  # as one that has written something before
                time.sleep(self.random.uniform(0, _LONGEST_WORK))
                self.causes[n] = self.newest[0]
                write(self.connection, n)
                time.sleep(self.random.uniform(0, _LONGEST_WORK))
            self.newest[0] = n


def write(connection: Connection, n: int) -> None:
    connection.execute(_WRITE, [n])
    connection.execute(_TELL, [n])


def crowd(connect: Callable[[], Connection], writers: int, rows: int) -> list[Writer]:
    """Let them all write at once, and wait for them."""
    newest, each = [0], rows // writers
    found = [Writer(connect(), range(1 + at * each, 1 + (at + 1) * each), newest) for at in range(writers)]
    for writer in found:
        writer.start()
    for writer in found:
        writer.join()
    return found


def settled(readers: dict[str, Reader]) -> None:
    """Return when nothing has come to anybody for a while."""
    before, since = -1, time.monotonic()
    while time.monotonic() - since < _QUIET:
        time.sleep(_EVERY)
        count = sum(len(reader.seen) for reader in readers.values())
        if count != before:
            before, since = count, time.monotonic()


def order(seen: list[int], writers: list[Writer]) -> dict[str, int]:
    """What went wrong in what one reader saw."""
    place = {n: at for at, n in enumerate(seen)}
    causes = [(n, cause) for writer in writers for n, cause in writer.causes.items() if cause]
    own = [(n + 1, n) for writer in writers for n in writer.numbers[:-1]]
    return {
        "lost": sum(len(writer.numbers) for writer in writers) - len(seen),
        "effect_before_cause": sum(place[n] < place[cause] for n, cause in causes if n in place and cause in place),
        "own_order_broken": sum(place[n] < place[before] for n, before in own if n in place and before in place),
    }


def beside_an_open_transaction(connect: Callable[[], Connection], first: int, seconds: float) -> dict[int, float]:
    """Commit a row every now and then while another transaction that has written stays open; row -> its commit."""
    committed = {}
    with connect() as still, connect() as quick, still.transaction():
        still.execute("SELECT pg_current_xact_id()")
        for n in range(first, first + int(seconds / _APART)):
            with quick.transaction():
                write(quick, n)
            committed[n] = time.monotonic()
            time.sleep(_APART)
    return committed


def delays(seen: dict[int, float], committed: dict[int, float]) -> dict[str, float]:
    waited = [(seen[n] - moment) * 1000 for n, moment in committed.items() if n in seen]
    return {"p50_ms": round(statistics.median(waited), 1), "max_ms": round(max(waited), 1)}


@contextmanager
def reading(connect: Callable[[], Connection]) -> Iterator[dict[str, Reader]]:
    """All three at once, and the relay."""
    from bluelamp.live import relay

    over = threading.Event()
    readers = {name: Reader(connect(), query, over) for name, query in _READ.items()}
    threads = [*readers.values(), threading.Thread(target=relay.run, args=(over,))]
    for thread in threads:
        thread.start()
    try:
        yield readers
    finally:
        over.set()
        for thread in threads:
            thread.join()


def run(wish: argparse.Namespace, state: Path) -> dict[str, Any]:
    os.environ |= {"BLUELAMP_VAR": str(state), "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings"}
    import django

    from bluelamp.config.database import cluster
    from bluelamp.config.embedded import make_ready
    from bluelamp.config.postgres import DATABASE

    own = cluster(state)
    with own.serving(), ExitStack() as open_connections:
        make_ready(own, lambda _: None, state)
        django.setup()
        with own.connect(DATABASE) as connection:
            connection.execute(_TABLE)

        from bluelamp.live import database

        def connect() -> Connection:
            return open_connections.enter_context(database.connect())

        with reading(connect) as readers:
            writers = crowd(connect, wish.writers, wish.rows)
            settled(readers)
            found = {name: order(list(reader.seen), writers) for name, reader in readers.items()}
            committed = beside_an_open_transaction(connect, wish.rows + 1, wish.open)
            settled(readers)
        waited = {name: delays(reader.seen, committed) for name, reader in readers.items()}
    return {
        "writers": wish.writers,
        "rows": wish.rows,
        "order": found,
        "beside_a_transaction_open_for_s": wish.open,
        "delay": waited,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=12)
    parser.add_argument("--rows", type=int, default=720)
    parser.add_argument("--open", type=float, default=2.0, help="Seconds that the other transaction stays open.")
    with tempfile.TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL does not run as root: it must get through to its own folders
        found = run(parser.parse_args(), Path(folder))
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
