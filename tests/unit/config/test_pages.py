"""Pages made in threads and sent by the loop: whole in one piece, or part by part as their reader takes them."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from a2wsgi.wsgi_typing import Environ, StartResponse

from bluelamp.config.bodies import Message, Scope, Send
from bluelamp.config.pages import MAKING, Pages

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


def test_whoever_goes_away_in_the_middle_leaves_nothing_open() -> None:
    answer = Answer([b"one", b"two", b"three"], streaming=True)

    async def gone(message: Message) -> None:
        if message.get("body") == b"two":
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        asked(answer, gone)
    assert len(answer.read) == 2
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
        for _ in range(2 * MAKING):
            await slow(dict(SCOPE), nothing, page)
        released.set()
        await asyncio.gather(*readers)
        return pages

    assert asyncio.run(asyncio.wait_for(play(), 20)) == 2 * MAKING
