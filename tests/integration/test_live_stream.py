"""The event stream over real sockets: who may open it, what it says, and that killing loses and doubles nothing."""

import json
import random
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections, transaction

from bluelamp.access.models import Membership
from bluelamp.access.services import create_team, create_user
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.roles import Role
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.live import tickets, upkeep
from bluelamp.live.database import connect
from bluelamp.live.models import Feed, LiveEvent
from tests.factories.live import fed, officer, tell
from tests.integration.live_processes import Client, Processes, eventually, free_port, get, kill, processes
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def house(database: Database) -> Iterator[Processes]:
    with processes(database) as started:
        yield started


@pytest.fixture
def served(house: Processes, transactional_db: None) -> Iterator[Processes]:
    """A web worker and a relay. Both outlive the test, unless it kills them."""
    house.serve()
    yield house
    house.hang_up()


def mine(actor: Actor) -> str:
    return f"actor:{actor.id}"


def _has(client: Client, count: int) -> bool:
    return len(client.numbers) >= count


def test_who_may_not_open_it_is_told_why(served: Processes) -> None:
    fresh, bound = tickets.issue(officer()), tickets.issue(officer(), session="mine")
    with clock.shifted(timedelta(minutes=-2)):
        stale = tickets.issue(officer())
    for path, headers, status, words in (
        ("/stream", (), 403, "needs a ticket"),
        ("/stream?ticket=nonsense", (), 403, "not ours"),
        (f"/stream?ticket={fresh[:-1]}", (), 403, "not ours"),
        (f"/stream?ticket={stale}", (), 403, "has run out"),
        (f"/stream?ticket={bound}", (), 403, "somebody else's"),
        (f"/stream?ticket={bound}", ("Cookie: sessionid=yours",), 403, "somebody else's"),
        (f"/stream?ticket={fresh}&last_event_id=abc", (), 400, "whole number"),
        (f"/stream?ticket={fresh}&last_event_id=1%0Aevent", (), 400, "whole number"),
        (f"/stream?ticket={fresh}", ("Last-Event-ID: -1",), 400, "whole number"),
    ):
        got = get(served.port, path, *headers)
        assert (got[0], words in got[1]) == (status, True), (path, got)
    assert get(served.port, f"/stream?ticket={fresh}", method="POST")[0] == 405


def test_each_hears_what_is_theirs(served: Processes) -> None:
    one, two = officer(), officer()
    first, second = served.client(one), served.client(two)
    for number in range(20):
        tell(number, audience=mine(one if number % 2 else two))
        tell(99, audience="everybody:1")
    eventually(lambda: len(first.numbers) + len(second.numbers) == 20)
    assert first.numbers == list(range(1, 20, 2))
    assert second.numbers == list(range(0, 20, 2))
    head = first.heads[0].lower()
    assert "200 ok" in head
    assert "content-type: text/event-stream" in head
    assert "x-accel-buffering: no" in head
    assert "cache-control: no-store" in head


def test_it_arrives_well_within_a_second(served: Processes) -> None:
    actor = officer()
    client = served.client(actor)
    slowest = 0.0
    for number in range(20):
        begun = time.monotonic()
        tell(number, audience=mine(actor))
        eventually(partial(_has, client, number + 1))
        slowest = max(slowest, time.monotonic() - begun)
    assert slowest < 0.8


def test_who_leaves_the_team_hears_no_more_of_it(served: Processes) -> None:
    job = Actor.job("test")
    team = create_team(actor=job, name="Night shift")
    stays, leaves = (
        create_user(actor=job, username=name, display_name=name, password=None, roles=[Role.RESPONDER], teams=[team])
        for name in ("stays", "leaves")
    )
    here, gone = served.client(officer(stays.pk)), served.client(officer(leaves.pk))
    tell(1, audience=f"test-team:{team.pk}")
    eventually(lambda: here.numbers == gone.numbers == [1])
    kill(served.relay_process)  # the relay: what is published now waits
    tell(2, audience=f"test-team:{team.pk}")
    _leave(leaves.pk)
    served.relay()
    eventually(lambda: here.numbers == [1, 2])
    again = served.client(officer(leaves.pk), last=Feed.objects.get().first_seq - 1)  # asks for all of it
    tell(3, audience=mine(gone.actor))
    eventually(lambda: 3 in gone.numbers and 3 in again.numbers)
    assert gone.numbers == [1, 3]
    assert again.numbers == [3]


def _leave(user_id: UUID) -> None:
    """Outside the services, which are not what is tried here."""
    with transaction.atomic():
        Membership.objects.filter(user_id=user_id).delete()
        record(actor=Actor.job("test"), act=Act.ALTERATION, action="test.leave", subjects=[f"access.user:{user_id}"])


def test_a_killed_web_worker_loses_and_doubles_nothing(served: Processes) -> None:
    clients = [served.client(officer()) for _ in range(4)]
    expected: dict[Client, list[int]] = {client: [] for client in clients}
    rng = random.Random(4)
    for number in range(120):
        client = rng.choice(clients)
        tell(number, audience=mine(client.actor))
        expected[client].append(number)
        if number in {30, 70}:
            kill(served.web_process)
        if number in {45, 85}:
            served.web()
        time.sleep(0.005)
    for client in clients:
        eventually(partial(_has, client, len(expected[client])))
        assert client.numbers == expected[client]
        assert client.connections >= 3
        assert "reset" not in client.kinds


def test_two_workers_tell_the_same(served: Processes) -> None:
    port = free_port()
    served.web(port=port, workers=2)
    actor = officer()
    clients = [served.client(actor, port=port) for _ in range(6)]
    tell(*range(50), audience=mine(actor))
    for client in clients:
        eventually(partial(_has, client, 50))
        assert client.numbers == list(range(50))


def test_away_for_an_hour(served: Processes) -> None:
    actor, other = officer(), officer()
    client = served.client(actor)
    tell(0, audience=mine(actor))
    eventually(lambda: client.numbers == [0])
    client.end()
    for start in range(1, 3001, 250):
        tell(*range(start, start + 250), audience=mine(actor))
        tell(*range(250), audience=mine(other))
    eventually(lambda: LiveEvent.objects.count() == 6001)
    with connect() as connection:
        connection.execute("UPDATE live_event SET at = at - interval '1 hour'")
    back = served.client(actor, last=client.last)
    eventually(lambda: len(back.numbers) >= 3000)
    assert back.numbers == list(range(1, 3001))
    assert "reset" not in back.kinds


def test_away_for_too_long_is_told_to_reload(served: Processes) -> None:
    actor = officer()
    tell(*range(3), audience=mine(actor))
    eventually(lambda: len(fed()) == 3)
    with connect() as connection:
        connection.execute("UPDATE live_event SET at = at - %s WHERE data->>'n' <> '2'", [upkeep.KEEP_EVENTS])
    eventually(lambda: len(fed()) == 1)  # the relay forgets in passing
    ((kept, _),) = fed()
    client = served.client(actor, last=kept - 2)
    eventually(lambda: client.kinds == ["reset"])
    tell(7, audience=mine(actor))
    eventually(lambda: client.numbers == [7])
    exact = served.client(actor, last=kept - 1)
    eventually(lambda: exact.numbers == [2, 7])
    assert "reset" not in exact.kinds


def test_a_quiet_client_keeps_its_place(served: Processes) -> None:
    """Heartbeats move its position on, so that what was told to others and forgotten is no reason to reload."""
    quiet, other = officer(), officer()
    client = served.client(quiet)
    begun = client.last
    tell(*range(5), audience=mine(other))
    assert begun is not None
    eventually(lambda: client.last == begun + 5)
    assert client.events == []


def test_the_stream_ends_with_the_session(served: Processes) -> None:
    text = tickets.issue(officer(), clock.now() + timedelta(seconds=2))
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as link:
        link.sendall(f"GET /stream?ticket={text} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        answer = b""
        while part := link.recv(65536):
            answer += part
    assert b"200 OK" in answer
    assert b"event: renew\n" in answer


def test_who_stops_reading_is_dropped_and_holds_up_nobody(served: Processes) -> None:
    stuck, well = officer(), officer()
    client = served.client(well)
    with socket.create_connection(("127.0.0.1", served.port)) as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 262_144)
        link.sendall(f"GET /stream?ticket={tickets.issue(stuck)} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
        before = _memory(_group(served))
        _tell_much(mine(stuck))
        tell(1, audience=mine(well))
        eventually(lambda: client.numbers == [1])
        time.sleep(10)  # much longer than one send may take in these tests
        assert _memory(_group(served)) - before < 60  # MB
        assert _ends(link)
    back = served.client(stuck, last=fed()[0][0] - 1)
    eventually(lambda: len(back.numbers) >= _MUCH, 60)
    assert back.numbers == list(range(_MUCH))


_MUCH = 20_000  # events of 1 kB: far more than the kernel keeps for one connection


def _tell_much(audience: str) -> None:
    words = json.dumps({f"field_{number}": "x" * 60 for number in range(12)})
    with connect() as connection:
        connection.execute(
            "INSERT INTO live_outbox (audience, kind, data)"
            " SELECT %s, 'test.told', jsonb_build_object('n', n) || %s::jsonb FROM generate_series(0, %s) AS n",
            [audience, words, _MUCH - 1],
        )


def _ends(link: socket.socket) -> bool:
    """What the kernel had taken can still be read, and then nothing more comes."""
    link.settimeout(10)
    deadline = time.monotonic() + 30
    with suppress(ConnectionResetError):
        while link.recv(1 << 20):
            assert time.monotonic() < deadline
    return True


def _group(served: Processes) -> int:
    assert served.web_process is not None
    return served.web_process.pid


def _memory(pid: int) -> float:
    """Resident MB of a granian and its workers."""
    pages = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            facts = (process / "stat").read_text().rsplit(")", 1)[1].split()
            pages += int(facts[21]) if int(facts[2]) == pid else 0  # its process group
    return pages * 4096 / 1e6


def test_a_lost_database_ends_no_stream(served: Processes, database: Database) -> None:
    actor = officer()
    client = served.client(actor)
    tell(0, audience=mine(actor))
    eventually(lambda: client.numbers == [0])
    with database.connect("bluelamp_superuser") as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connections.close_all()
    tell(1, audience=mine(actor))
    eventually(lambda: client.numbers == [0, 1])
    assert client.connections == 1


def test_ctrl_c_does_not_wait_for_open_streams(served: Processes) -> None:
    client = served.client(officer())
    begun = time.monotonic()
    kill(served.web_process, signal.SIGTERM)
    assert time.monotonic() - begun < 5
    client.end()
