"""A mail server for tests that speaks real SMTP (RFC 5321) on loopback, and can misbehave by address."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

_RCPT = {
    "nobody@": b"550 5.1.1 No such mailbox: nobody",
    "full@": b"452 4.2.2 Mailbox full",
    "grey@": b"451 4.7.1 Greylisted, come back later",
}


@dataclass(slots=True)
class Peer:
    """What arrived. ``before_reply`` runs when a message is whole, before the sender is told."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    before_reply: Callable[[], None] | None = None
    spam: bool = False  # refuse every message after its data
    hang_up: bool = False  # take the message and close without a word

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(line: bytes) -> None:
            writer.write(line + b"\r\n")
            await writer.drain()

        try:
            await say(b"220 peer.test ready")
            while line := await reader.readline():
                command = line.strip().upper()
                if command.startswith(b"RCPT TO:"):
                    await say(self._recipient(line.decode()))
                elif command == b"DATA":
                    await say(b"354 Go on")
                    if not await self._take(reader):
                        return
                    await say(b"554 5.7.1 Looks like spam" if self.spam else b"250 Kept")
                elif command == b"QUIT":
                    await say(b"221 Bye")
                    return
                else:
                    await say(b"250 peer.test")
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _recipient(self, line: str) -> bytes:
        return next((reply for start, reply in _RCPT.items() if f"<{start}" in line), b"250 Fine")

    async def _take(self, reader: asyncio.StreamReader) -> bool:
        lines = []
        while (line := await reader.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        if not self.spam:
            self.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.before_reply is not None:
            self.before_reply()
        return not self.hang_up


@contextmanager
def serving() -> Iterator[Peer]:
    """Run a peer on a free port in a thread of its own."""
    peer, ready, loop = Peer(), threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        server = await asyncio.start_server(peer.talk, "127.0.0.1", 0)
        peer.port = server.sockets[0].getsockname()[1]
        ready.set()
        await stop.wait()
        server.close()
        await server.wait_closed()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    ready.wait(10)
    try:
        yield peer
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
