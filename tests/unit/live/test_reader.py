"""What waits for one stream: in order, in one piece, within bounds, and gone when nobody reads it any more."""

import asyncio

import pytest

from bluelamp.live import reader as reader_module
from bluelamp.live.reader import Reader
from tests.factories.live import officer


@pytest.fixture
def reader() -> Reader:
    return Reader(officer(), position=0, ends=1e12)


def read(reader: Reader) -> bytes:
    """What is sent next, at once or not at all."""

    async def next_piece() -> bytes:
        async with asyncio.timeout(1):
            return await reader.next()

    return asyncio.run(next_piece())


def test_everything_that_waits_is_sent_in_one_piece_in_its_order(reader: Reader) -> None:
    for frame in (b"one ", b"two ", b"three"):
        reader.offer(frame, 7.0)
    assert reader.heard == 7.0
    assert read(reader) == b"one two three"


def test_a_quiet_stream_waits_until_there_is_something(reader: Reader) -> None:
    async def scenario() -> bytes:
        waiting = asyncio.create_task(reader.next())
        await asyncio.sleep(0)
        assert not waiting.done()
        reader.offer(b"now", 0.0)
        async with asyncio.timeout(1):
            return await waiting

    assert asyncio.run(scenario()) == b"now"


def test_a_slow_reader_has_room_again_once_what_waits_was_sent(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "ROOM", 5)
    had_room = []
    for deed in (lambda: reader.offer(b"four", 0.0), lambda: reader.offer(b"!", 0.0), lambda: read(reader)):
        deed()
        had_room.append(reader.has_room)
    assert had_room == [True, False, True]


def test_a_stream_that_is_closed_sends_what_waits_and_then_ends(reader: Reader) -> None:
    reader.offer(b"last words", 0.0)
    reader.close()
    assert [read(reader), read(reader)] == [b"last words", b""]


@pytest.mark.parametrize("way", ["abandon", "abort"])
def test_a_stream_that_nobody_reads_ends_at_once_and_holds_nothing(reader: Reader, way: str) -> None:
    reader.offer(b"never read", 0.0)
    getattr(reader, way)()
    assert (reader.closed, read(reader)) == (True, b"")


def test_who_waits_is_let_go_when_the_stream_is_closed(reader: Reader) -> None:
    async def scenario() -> bytes:
        waiting = asyncio.create_task(reader.next())
        await asyncio.sleep(0)
        reader.close()
        async with asyncio.timeout(1):
            return await waiting

    assert asyncio.run(scenario()) == b""
