"""What people send is received whole on the event loop, before a page takes one of the few threads.

A page that waited for its sender would hold a thread, so a few senders who never finish would stop every page. Whoever
sends nothing for a while, or less than the oldest telephone can, is let go; slow is not. Beyond a little memory, what
arrives lies in a file without a name, and all that one process holds has a bound.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import IO, Any, NamedTuple

from django.urls import Resolver404, resolve

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

SMALL = 1_000_000  # bytes: a form's words, many times over
IDLE = 20.0  # seconds without a byte
GRACE = 30.0  # seconds before the speed counts
SLOWEST = 1_000  # bytes a second on average: a fifth of what the oldest mobile network carries
MOST = 256  # bodies held by one process, whether they are arriving or being read
MOST_BYTES = 2_000_000_000  # of all of them
# Where a message is written, to which one file may be added.
_WITH_A_FILE = frozenset({"portal:chat-room", "portal:messages", "desk_conversations:say", "desk_conversations:write"})
_IN_MEMORY = 65_536  # bytes of each
_PIECE = 65_536


class Refusal(NamedTuple):
    """Why a body is not taken."""

    status: int
    text: str


TOO_LARGE = Refusal(413, "What you sent is too large. Go back, and send less at a time.")
TOO_SLOW = Refusal(408, "What you sent did not arrive in time. Check your connection, go back, and try again.")
TOO_MANY = Refusal(503, "Too many people are sending something just now. Go back, and try again in a minute.")


class RefusedError(Exception):
    """The body is not taken; ``refusal`` says why. None: the sender has gone."""

    def __init__(self, refusal: Refusal | None) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class Held:
    """What one process holds of bodies: how many, and how many bytes."""

    def __init__(self) -> None:
        self.bodies = 0
        self.bytes = 0

    @contextmanager
    def place(self) -> Iterator["Body"]:
        """A body to receive into, gone again at the end."""
        if self.bodies >= MOST:
            raise RefusedError(TOO_MANY)
        self.bodies += 1
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
            body = Body(self, file)
            try:
                yield body
            finally:
                self.bodies -= 1
                self.bytes -= body.size


class Body:
    """One request's body, first received, then read by the page."""

    def __init__(self, held: Held, file: "IO[bytes]") -> None:
        self.size = 0
        self._held = held
        self._file = file

    async def receive(self, receive: Receive, most: int) -> None:
        """Take it in to its end. Raises ``RefusedError``."""
        begun, more = asyncio.get_running_loop().time(), True
        while more:
            message = await _in_time(receive, begun, self.size)
            if message["type"] != "http.request":
                raise RefusedError(None)
            self._add(message.get("body", b""), most)
            more = message.get("more_body", False)
        self._file.seek(0)

    def _add(self, data: bytes, most: int) -> None:
        if self.size + len(data) > most:
            raise RefusedError(TOO_LARGE)
        if self._held.bytes + len(data) > MOST_BYTES:
            raise RefusedError(TOO_MANY)
        self.size += len(data)
        self._held.bytes += len(data)
        self._file.write(data)

    async def read(self) -> Message:
        """The next piece, as the server would have handed it over."""
        data = self._file.read(_PIECE)
        return {"type": "http.request", "body": data, "more_body": len(data) == _PIECE}


async def _in_time(receive: Receive, begun: float, size: int) -> Message:
    async def next_message() -> Message:
        """The server's is a bare awaitable, which has no deadline."""
        return await receive()

    patience = GRACE + size / SLOWEST - (asyncio.get_running_loop().time() - begun)
    try:
        return await asyncio.wait_for(next_message(), min(IDLE, patience))
    except TimeoutError:
        raise RefusedError(TOO_SLOW) from None


def has_body(scope: Scope) -> bool:
    """Whether anything may follow the headers."""
    names = {name for name, value in scope["headers"] if value != b"0"}
    return b"content-length" in names or b"transfer-encoding" in names


def check_announced(scope: Scope, most: int) -> None:
    """Refuse before a byte is taken what says itself that it is too large."""
    for name, value in scope["headers"]:
        if name == b"content-length" and (not value.isdigit() or int(value) > most):
            raise RefusedError(TOO_LARGE)


def most_for(path: str) -> int:
    """The largest body that a page takes, in bytes: files where a journey asks for some, a message's file where one may
    come with it, a form's words elsewhere."""
    try:
        found = resolve(path)
    except Resolver404:
        return SMALL
    if found.app_names[-1:] == ["journeys"] and found.url_name == "question":
        return _most_files() + SMALL
    return _most_attached() + SMALL if found.view_name in _WITH_A_FILE else SMALL


def _most_attached() -> int:
    """As much as the pages on which messages are written say that a file may have."""
    from bluelamp.flows.send_message import MOST_BYTES  # noqa: PLC0415 - Django is ready only now

    return MOST_BYTES


def _most_files() -> int:
    """As many files as a question takes, each as large as it allows: a form hands in several at once."""
    from bluelamp.journeys import catalogue  # noqa: PLC0415 - Django is ready only now
    from bluelamp.journeys.definition import Files  # noqa: PLC0415 - the same

    questions = [question for journey in catalogue.offered() for question in journey]
    return max((asked.max * asked.max_bytes for asked in questions if isinstance(asked, Files)), default=0)


async def refuse(send: Send, refusal: Refusal) -> None:
    """A short plain page, after which the connection is closed: what is left of the body is nobody's."""
    page = f'<!DOCTYPE html><html lang="en"><title>Not received</title><p>{refusal.text}</p></html>'.encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"content-security-policy", b"default-src 'none'"),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    if refusal.status == TOO_MANY.status:
        headers.append((b"retry-after", b"60"))
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": page})
