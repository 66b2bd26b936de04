"""`/stream`: the event stream, as raw ASGI beside Django, so that an open stream holds no thread and no connection.

Whoever mounts ``app`` calls ``startup()`` and ``shutdown()`` with the web worker. A client asks `/live/ticket` for
a ticket and opens `/stream?ticket=…`; after a break it adds `last_event_id` (or a browser its header) and gets what
it missed. Event names are kinds; `reset` means load the page again, `renew` means come back with a new ticket.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from random import uniform
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import parse_cookie

from bluelamp.core.clock import now
from bluelamp.core.errors import BluelampError, TooMany
from bluelamp.live import selectors, tickets, watch
from bluelamp.live.frames import parse_last_event_id
from bluelamp.live.hub import Hub
from bluelamp.live.reader import Reader

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

LONGEST = 600.0  # seconds of one stream; then its owner is asked again who they are, by way of a new ticket
_PLAIN = (b"content-type", b"text/plain; charset=utf-8")
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class _Worker:
    """What one web worker runs while it serves streams."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self.hub = Hub(self._read)
        self._tasks = [asyncio.create_task(run(self.hub)) for run in (Hub.run, watch.listen, watch.tend)]

    async def _read(self, after: int, candidates: frozenset[UUID], *, upto: int | None = None) -> selectors.Page | None:
        call = partial(_read_in_thread, after, candidates, upto=upto)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def end(self) -> None:
        for reader in self.hub.readers:
            reader.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._thread.submit(connection.close)
        self._thread.shutdown(wait=False)


_worker: _Worker | None = None


def _read_in_thread(after: int, candidates: frozenset[UUID], *, upto: int | None) -> selectors.Page | None:
    try:
        return selectors.page(after, candidates, upto=upto)
    except Exception:
        connection.close()  # it may be a dead one: the next try gets another
        raise


async def startup() -> None:
    """Begin to listen. Does not wait for the database: streams are answered with 503 until it is there."""
    global _worker  # noqa: PLW0603 - one per process, made when its event loop runs
    if _worker is None:
        _worker = _Worker()


async def shutdown() -> None:
    """End every stream in order; their clients come back to another worker."""
    global _worker
    if _worker is not None:
        worker, _worker = _worker, None
        await worker.end()


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """One stream, from its ticket to its end."""
    if scope["method"] != "GET":
        await _answer(send, 405, "The event stream is read with GET.", [(b"allow", b"GET")])
        return
    hub = _worker.hub if _worker else None
    if hub is None or hub.head is None:
        await _answer(send, 503, "The live feed is starting. Try again in a moment.", [(b"retry-after", b"2")])
        return
    try:
        reader = _admit(scope, hub, hub.head)
    except BluelampError as error:
        await _answer(send, error.http_status, error.message)
        return
    await _serve(hub, reader, receive, send)


def _admit(scope: Scope, hub: Hub, head: int) -> Reader:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    query = parse_qs(scope["query_string"].decode("latin-1"))
    session = parse_cookie(headers.get(b"cookie", "")).get(settings.SESSION_COOKIE_NAME, "")
    ticket = tickets.check(query.get("ticket", [""])[0], session=session)
    # A browser that reconnects by itself repeats its first address, so its header is the newer of the two.
    seen = headers.get(b"last-event-id") or query.get("last_event_id", [""])[0]
    position = parse_last_event_id(seen) if seen else head
    if ticket.position is not None:  # what came since is told again: its owner may have signed out meanwhile
        position = min(position, ticket.position)
    if hub.is_full_for(ticket.actor.id):
        raise TooMany("You have too many pages open that follow events. Close some and try again.")
    left = (ticket.expires - now()).total_seconds()
    ends = asyncio.get_running_loop().time() + min(left, LONGEST * uniform(0.8, 1))  # noqa: S311 - spreads load
    return Reader(ticket.actor, position=position, ends=ends)


async def _serve(hub: Hub, reader: Reader, receive: Receive, send: Send) -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    if task is not None:
        reader.abort = task.cancel  # a send that blocks can be ended in no other way
    gone = asyncio.ensure_future(_until_gone(receive))
    gone.add_done_callback(lambda _: reader.abandon())
    hub.join(reader)
    try:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        while chunk := await reader.next():
            reader.sending_since = loop.time()
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            reader.sending_since = None
            hub.drained(reader)
        await send({"type": "http.response.body", "body": b""})
    except (asyncio.CancelledError, OSError):
        pass  # dropped, or gone in the middle of a send: it comes back and replays
    finally:
        hub.leave(reader)
        gone.cancel()


async def _until_gone(receive: Receive) -> None:
    with suppress(Exception):
        while (await receive())["type"] != "http.disconnect":
            pass


async def _answer(send: Send, status: int, text: str, extra: list[tuple[bytes, bytes]] | None = None) -> None:
    headers = [_PLAIN, (b"cache-control", b"no-store"), *(extra or [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
