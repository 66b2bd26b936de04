"""Django's pages on the event loop: made by a few threads, sent by the loop.

As a2wsgi does it, and with its pieces, but for two things. A page goes to the loop in one piece: handing over its head,
each part and its end by themselves wakes the other side each time, which took a tenth of the processor time of the
public's pages. And a body that streams, such as a film, is read part by part as its reader takes it, so that a slow
reader holds no thread.

Python runs one thread at a time. Threads that compute side by side take the interpreter from each other hundreds of
times a second and pay for it, so two pages are made at once: one computes while the other waits for the database. The
rest wait their turn, but not behind what takes long, such as a password, a drawing or a lock: after ``LONG`` it makes
room for the next, and a page is late only when all ``THREADS`` are held up.
"""

import asyncio
import contextvars
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any, NamedTuple

from a2wsgi.asgi_typing import HTTPScope
from a2wsgi.asgi_typing import Receive as WsgiReceive
from a2wsgi.wsgi import Body, build_environ
from a2wsgi.wsgi_typing import Environ, WSGIApp
from django.db import close_old_connections

from bluelamp.config.bodies import Message, Receive, Scope, Send

AT_ONCE = 2
LONG = 0.3  # seconds
THREADS = 8  # as many as the pool has database connections
READING = 4  # the next part of what streams: a read from a disk


class _Answer(NamedTuple):
    """The head of an answer, and its body: whole, or still to be read."""

    head: Message
    body: bytes
    rest: "_Rest | None"


class _Rest:
    """What is still to be read of an answer: by one thread at a time, also when its reader leaves in the middle."""

    def __init__(self, answer: Iterable[bytes]) -> None:
        self._answer, self._parts = answer, iter(answer)
        self._lock = Lock()

    def next(self) -> bytes | None:
        with self._lock:
            return next(self._parts, None)

    def close(self) -> None:
        with self._lock:
            _close(self._answer)


class Pages:
    """One WSGI application as an ASGI one."""

    def __init__(self, app: WSGIApp) -> None:
        self._app = app
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._making = ThreadPoolExecutor(THREADS, "page")
        self._reading = ThreadPoolExecutor(READING, "part")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        loop, context = asyncio.get_running_loop(), contextvars.copy_context()
        http: HTTPScope = scope  # type: ignore[assignment] # a2wsgi has its own, narrower types
        asked: WsgiReceive = receive  # type: ignore[assignment] # the same
        environ = build_environ(http, Body(loop, asked))
        async with self._turns:
            made = loop.run_in_executor(self._making, context.run, self._make, environ)
            await asyncio.wait({made}, timeout=LONG)
        answer = await made
        if answer.rest is None:
            await send(answer.head)
            await send({"type": "http.response.body", "body": answer.body, "more_body": False})
            return
        try:
            await send(answer.head)
            while (part := await loop.run_in_executor(self._reading, answer.rest.next)) is not None:
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            await asyncio.shield(loop.run_in_executor(self._reading, answer.rest.close))

    def _make(self, environ: Environ) -> _Answer:
        """In a thread: the answer, whole unless it streams."""
        head: Message = {}

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
            named = [(name.strip().encode("latin1").lower(), value.strip().encode("latin1")) for name, value in headers]
            head.update({"type": "http.response.start", "status": int(status.split(" ", 1)[0]), "headers": named})

        made = self._app(environ, start)
        if getattr(made, "streaming", False):
            close_old_connections()  # other threads will read it, and end the request
            return _Answer(head, b"", _Rest(made))
        try:
            return _Answer(head, b"".join(made), None)
        finally:
            _close(made)


def _close(answer: Iterable[bytes]) -> None:
    getattr(answer, "close", lambda: None)()
