"""One open stream as the hub sees it: whose it is, and a bounded buffer of what has still to be sent."""

import asyncio
from collections.abc import Callable

from bluelamp.core.actor import Actor

ROOM = 64 * 1024  # bytes that may wait for a slow reader; beyond that the database keeps them for it


class Reader:
    """``position`` is the last number considered for it while it is behind; later the hub's head is.

    ``ends`` is when the stream must close, in seconds of the event loop's clock.
    """

    def __init__(self, actor: Actor, *, position: int, ends: float) -> None:
        self.actor = actor
        self.position = position
        self.ends = ends
        self.heard = 0.0  # loop time of the last bytes offered
        self.sending_since: float | None = None
        self.closed = False
        self.abort: Callable[[], object] = self.abandon
        self._frames: list[bytes] = []
        self._waiting = 0
        self._ready = asyncio.Event()

    @property
    def has_room(self) -> bool:
        return self._waiting < ROOM

    def offer(self, frame: bytes, time: float) -> None:
        """Have ``frame`` sent, after what waits already. ``time`` is the loop's."""
        self.heard = time
        self._frames.append(frame)
        self._waiting += len(frame)
        self._ready.set()

    def close(self) -> None:
        """End the stream once what waits has been sent."""
        self.closed = True
        self._ready.set()

    def abandon(self) -> None:
        """End the stream at once: nobody reads it any more."""
        self._take()
        self.close()

    async def next(self) -> bytes:
        """Everything that waits, in one piece; empty when the stream is over."""
        while not self._frames and not self.closed:
            self._ready.clear()
            await self._ready.wait()
        return self._take()

    def _take(self) -> bytes:
        chunk = b"".join(self._frames)
        self._frames.clear()
        self._waiting = 0
        return chunk
