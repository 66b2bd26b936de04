"""Receiving bytes on the event loop, and writing them beside it.

Hashing and writing happen on a few threads, one piece at a time for each upload, while the loop receives the next:
the event streams that share the loop never wait for a disk. So at most two pieces of an upload are in memory.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import IO, Any, ParamSpec, TypeVar

from django.utils.translation import gettext as _

from bluelamp.core.errors import BluelampError, TooLarge
from bluelamp.files import names
from bluelamp.files.errors import FIELD
from bluelamp.files.inspection import Inspection
from bluelamp.files.objects import pieces_of, storage_faults
from bluelamp.files.spool import Upload
from bluelamp.files.tus.checksum import Checksum
from bluelamp.files.types import Blob

P = ParamSpec("P")
R = TypeVar("R")
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

PIECE = 1 << 20  # bytes gathered before a thread is asked to write them: each asking costs
IDLE = 20.0  # seconds without a byte
GRACE = 30.0  # seconds before the speed counts
SLOWEST = 1_000  # bytes a second on average, as of any form
_THREADS = ThreadPoolExecutor(4, thread_name_prefix="uploads")


class TooSlow(BluelampError):
    """What arrived is kept: the sender goes on from there."""

    code = "too_slow"
    http_status = 408

    def __init__(self) -> None:
        super().__init__(_("Nothing arrived for a while. Check your connection. What has arrived is kept."))


class HungUpError(Exception):
    """The sender has gone. What arrived is kept."""


async def beside(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run ``function`` on a thread of uploads, with this request's language."""
    call = partial(copy_context().run, partial(function, *args, **kwargs))
    return await asyncio.get_running_loop().run_in_executor(_THREADS, call)


async def to_its_end(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The same for what must be over before this request is, even when somebody ends it."""
    running = asyncio.ensure_future(beside(function, *args, **kwargs))
    try:
        return await asyncio.shield(running)
    finally:
        await asyncio.wait({running})


class Witness:
    """Has seen every byte of an upload so far: knows its hash, and what kind of file it is."""

    def __init__(self, upload: Upload, allowed: frozenset[str]) -> None:
        self.size = 0
        self._digest = hashlib.sha256()
        shown = names.to_show(upload.name)
        self._inspection = Inspection(name=shown, max_bytes=upload.length, allowed=allowed)

    def take(self, piece: bytes) -> None:
        """Raises ``Invalid`` as soon as it is certain that the file cannot be taken."""
        self._inspection.take(piece)
        self._digest.update(piece)
        self.size += len(piece)

    def finish(self) -> tuple[Blob, str]:
        """The bytes by their hash, and their media type. Raises ``Invalid``."""
        self._inspection.finish()
        return Blob(self._digest.hexdigest(), self.size), self._inspection.media_type


def witness_of_all(upload: Upload, allowed: frozenset[str]) -> Witness:
    """One who reads all of it again: a hash that was begun in a process that died is lost."""
    witness = Witness(upload, allowed)
    for piece in pieces_of(upload.part, 0, upload.length):
        witness.take(piece)
    return witness


class Taking:
    """One request's bytes, added to ``file``; at most ``room`` of them."""

    def __init__(self, file: IO[bytes], room: int, witness: Witness | None, checksum: Checksum | None) -> None:
        self.size = 0
        self._file = file
        self._room = room
        self._seen_by = [one.take for one in (witness, checksum) if one is not None]

    async def receive(self, receive: Receive) -> None:
        """Take it in to its end, and make it durable. Raises ``HungUpError`` or ``TooSlow`` when there is less, and
        whatever is wrong with the bytes; what was written stays."""
        writing: asyncio.Future[None] | None = None
        try:
            async for piece in self._pieces(receive):
                if writing is not None:
                    await asyncio.shield(writing)
                writing = asyncio.ensure_future(beside(self._write, piece))
            if writing is not None:
                await asyncio.shield(writing)
        finally:  # whoever ends this request ends no write
            if writing is not None:
                await asyncio.gather(writing, return_exceptions=True)
            await beside(self._harden)

    async def _pieces(self, receive: Receive) -> AsyncIterator[list[bytes]]:
        """What arrives, in pieces worth a thread's while. What came before the line went dead is a piece too."""
        gathered: list[bytes] = []
        begun, size, more = asyncio.get_running_loop().time(), 0, True
        ends: Exception | None = None
        while more:
            try:
                data, more = await self._next(receive, begun)
            except (HungUpError, TooSlow) as error:
                data, more, ends = b"", False, error
            gathered.append(data)
            size += len(data)
            if size >= PIECE or (size and not more):
                yield gathered
                gathered, size = [], 0
        if ends is not None:
            raise ends

    async def _next(self, receive: Receive, begun: float) -> tuple[bytes, bool]:
        patience = GRACE + self.size / SLOWEST - (asyncio.get_running_loop().time() - begun)
        try:
            async with asyncio.timeout(min(IDLE, patience)):
                message = await receive()
        except TimeoutError:
            raise TooSlow from None
        if message["type"] != "http.request":
            raise HungUpError
        data = message.get("body", b"")
        self.size += len(data)
        if self.size > self._room:
            raise TooLarge(_("More arrived than was announced. Choose the file again."), field=FIELD)
        return data, message.get("more_body", False)

    def _write(self, gathered: list[bytes]) -> None:
        """All at once: hashing and writing let other threads run, and coming back to a busy one takes time."""
        piece = b"".join(gathered)
        for see in self._seen_by:
            see(piece)
        with storage_faults():
            rest = memoryview(piece)
            while rest:
                rest = rest[self._file.write(rest) :]

    def _harden(self) -> None:
        with storage_faults():
            os.fsync(self._file.fileno())
