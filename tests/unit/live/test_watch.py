"""Streams are kept alive while they are quiet, end when their time is up, and are dropped when nobody reads them."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from uuid import UUID

import pytest

from bluelamp.live import frames, watch
from bluelamp.live.database import CHANNEL, connect
from bluelamp.live.hub import Hub
from bluelamp.live.reader import Reader
from bluelamp.live.selectors import Page
from tests.factories.live import officer

AT = 1000.0  # the loop's clock


async def _nothing(after: int, candidates: frozenset[UUID], *, upto: int | None = None) -> Page | None:
    return None if upto is None else Page(1, upto, [], {})


@pytest.fixture
def hub() -> Hub:
    return Hub(_nothing)


@pytest.fixture
def reader() -> Reader:
    """One that was sent something at ``AT``."""
    made = Reader(officer(), position=41, ends=AT + 100)
    made.heard = AT
    return made


def test_a_heartbeat_comes_after_the_silence_with_the_position_and_begins_it_anew(hub: Hub, reader: Reader) -> None:
    watch._tend(hub, reader, AT + watch.HEARTBEAT - 0.1)
    assert reader._take() == b""
    hub.head = 42  # current: what the hub has read, this reader has
    watch._tend(hub, reader, AT + watch.HEARTBEAT)
    assert reader._take() == frames.position(42)
    watch._tend(hub, reader, AT + watch.HEARTBEAT + 1)
    assert reader._take() == b""


def test_a_stream_whose_time_is_up_is_told_to_come_again_once(hub: Hub, reader: Reader) -> None:
    for _ in range(2):
        watch._tend(hub, reader, reader.ends)
    assert (reader._take(), reader.closed) == (frames.renew(41), True)


@pytest.mark.parametrize(("beyond", "is_dropped"), [(0.0, False), (0.1, True)])
def test_only_a_send_that_does_not_end_is_broken_off(hub: Hub, reader: Reader, beyond: float, is_dropped: bool) -> None:
    reader.ends, reader.sending_since = AT, AT  # its time is up too, but nothing is added to what is being sent
    watch._tend(hub, reader, AT + watch.STUCK + beyond)
    assert (reader.closed, reader._take()) == (is_dropped, b"")


def run(scenario: Coroutine[Any, Any, None]) -> None:
    async def in_time() -> None:
        async with asyncio.timeout(10):
            await scenario

    asyncio.run(in_time())


def test_everybody_is_looked_after(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_TICK", 0.01)

    async def scenario() -> None:
        readers = [Reader(officer(), position=0, ends=0.0) for _ in range(3)]
        for one in readers:
            hub.join(one)
        task = asyncio.create_task(watch.tend(hub))
        while not all(one.closed for one in readers):
            await asyncio.sleep(0.005)
        task.cancel()

    run(scenario())


def _send(statement: str) -> None:
    with connect() as connection:
        connection.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_hub_is_woken_by_news_and_after_a_lost_connection(hub: Hub, reader: Reader) -> None:
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bluelamp-stream'"

    async def scenario() -> None:
        hub.join(reader)  # where nobody listens, nothing wakes it
        hub._woken.clear()
        task = asyncio.create_task(watch.listen(hub))
        await hub._woken.wait()  # for what came while nobody listened
        for statement in (f"NOTIFY {CHANNEL}, '1'", end, f"NOTIFY {CHANNEL}, '2'"):
            hub._woken.clear()
            await asyncio.to_thread(_send, statement)
            await hub._woken.wait()
        task.cancel()

    run(scenario())
