"""Pages made in threads and sent by the loop: whole in one piece, or part by part as their reader takes them."""

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from a2wsgi.wsgi_typing import Environ, StartResponse

from bluelamp.config.bodies import Message, Scope, Send
from bluelamp.config.pages import AT_ONCE, LONG, THREADS, Pages

SCOPE: Scope = {
    "type": "http",
    "http_version": "1.1",
    "method": "GET",
    "path": "/film",
    "query_string": b"part=1",
    "headers": [(b"host", b"localhost"), (b"x-thing", b"one")],
}


class Answer:
    """As Django gives one; it knows in which thread it was read and closed."""

    def __init__(self, parts: list[bytes], *, streaming: bool) -> None:
        self.parts, self.streaming = parts, streaming
        self.read: list[str] = []
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.read.append(threading.current_thread().name)
            yield part

    def close(self) -> None:
        self.closed += 1


def application(answer: Any, seen: list[dict[str, Any]]) -> Any:
    def made(environ: Environ, start_response: StartResponse) -> Any:
        seen.append(dict(environ))
        start_response("418 I'm a teapot", [("X-Said", "yes"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return answer

    return made


async def nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def asked(answer: Any, send: Send | None = None) -> tuple[list[Message], dict[str, Any]]:
    sent: list[Message] = []
    seen: list[dict[str, Any]] = []

    async def note(message: Message) -> None:
        sent.append(message)

    asyncio.run(Pages(application(answer, seen))(dict(SCOPE), nothing, send or note))
    return sent, seen[0]


def test_a_page_is_sent_in_one_piece() -> None:
    answer = Answer([b"one ", b"two"], streaming=False)
    sent, environ = asked(answer)
    assert sent == [
        {
            "type": "http.response.start",
            "status": 418,
            "headers": [(b"x-said", b"yes"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")],
        },
        {"type": "http.response.body", "body": b"one two", "more_body": False},
    ]
    assert (environ["PATH_INFO"], environ["QUERY_STRING"], environ["HTTP_X_THING"]) == ("/film", "part=1", "one")
    assert answer.closed == 1


def test_what_streams_is_read_part_by_part_and_closed() -> None:
    answer = Answer([b"one", b"two"], streaming=True)
    sent, _ = asked(answer)
    assert [message.get("body") for message in sent] == [None, b"one", b"two", b""]
    assert [message.get("more_body") for message in sent] == [None, True, True, False]
    assert all(name.startswith("part") for name in answer.read)
    assert answer.closed == 1


@pytest.mark.parametrize(("last", "read"), [(None, 0), (b"two", 2)], ids=["at the head", "in the middle"])
def test_whoever_goes_away_leaves_nothing_open(last: bytes | None, read: int) -> None:
    answer = Answer([b"one", b"two", b"three"], streaming=True)

    async def gone(message: Message) -> None:
        if message.get("body") == last:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        asked(answer, gone)
    assert len(answer.read) == read
    assert answer.closed == 1


def test_readers_who_take_their_time_hold_up_no_page() -> None:
    """More of them than there are threads of either kind, each waiting in the middle."""
    seen: list[dict[str, Any]] = []
    slow = Pages(application(Answer([b"x"] * 3, streaming=True), seen))

    async def play() -> int:
        released, waiting, pages = asyncio.Event(), 0, 0

        async def reader(message: Message) -> None:
            nonlocal waiting
            if message.get("body"):
                waiting += 1
                await released.wait()

        readers = [asyncio.create_task(slow(dict(SCOPE), nothing, reader)) for _ in range(20)]
        while waiting < len(readers):
            await asyncio.sleep(0.001)

        async def page(message: Message) -> None:
            nonlocal pages
            pages += message["type"] == "http.response.body"

        slow._app = application(Answer([b"page"], streaming=False), seen)
        for _ in range(2 * THREADS):
            await slow(dict(SCOPE), nothing, page)
        released.set()
        await asyncio.gather(*readers)
        return pages

    assert asyncio.run(asyncio.wait_for(play(), 20)) == 2 * THREADS


def test_what_takes_long_makes_room_and_pages_are_made_two_at_a_time() -> None:
    held, now, most = threading.Event(), 0, 0
    lock = threading.Lock()

    def app(environ: Environ, start_response: StartResponse) -> Any:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        if environ["PATH_INFO"] == "/long":
            held.wait(20)
        else:
            time.sleep(0.005)
        with lock:
            now -= 1
        start_response("200 OK", [])
        return [b"made"]

    async def play() -> tuple[int, float]:
        nonlocal most
        pages = Pages(app)

        async def ask(path: str) -> None:
            await pages({**SCOPE, "path": path}, nothing, quiet)

        async def quiet(message: Message) -> None: ...

        await asyncio.gather(*(ask("/short") for _ in range(20)))
        at_once, most = most, 0
        long = [asyncio.create_task(ask("/long")) for _ in range(THREADS - 1)]
        begun = time.monotonic()
        await asyncio.sleep(0)
        await ask("/short")
        waited = time.monotonic() - begun
        held.set()
        await asyncio.gather(*long)
        return at_once, waited

    at_once, waited = asyncio.run(asyncio.wait_for(play(), 20))
    assert at_once == AT_ONCE
    assert waited < 2 * LONG * THREADS / AT_ONCE
