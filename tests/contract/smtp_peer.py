"""A mail server for tests that speaks real SMTP (RFC 5321) on loopback, with or without TLS, and can misbehave."""

import asyncio
import base64
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal

Tls = Literal["", "starttls", "tls"]
_RCPT = {
    "nobody@": b"550 5.1.1 No such mailbox: nobody",
    "full@": b"452 4.2.2 Mailbox full",
    "grey@": b"451 4.7.1 Greylisted, come back later",
}


@dataclass(slots=True)
class Peer:
    """What arrived. ``before_reply`` runs when a message is whole, before the sender is told."""

    port: int = 0
    tls: Tls = ""
    context: ssl.SSLContext | None = None
    account: str = ""  # "name:password" that everybody must show first
    messages: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)  # of the envelope
    secure: list[bool] = field(default_factory=list)  # for each message, whether it came encrypted
    before_reply: Callable[[], None] | None = None
    spam: bool = False  # refuse every message after its data
    hang_up: bool = False  # take the message and close without a word

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _Talk(self, reader, writer, known=not self.account).run()
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()


@dataclass(slots=True)
class _Talk:
    """One connection."""

    peer: Peer
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    known: bool
    sender: str = ""

    async def run(self) -> None:
        await self._say(b"220 peer.test ready")
        while line := await self.reader.readline():
            if not (await self._enter(line) or await self._hand_over(line)):
                return

    async def _say(self, *lines: bytes) -> None:
        for line in lines:
            self.writer.write(line + b"\r\n")
        await self.writer.drain()

    async def _enter(self, line: bytes) -> bool:
        """What comes before the first message; False when it was none of that."""
        command = line.strip().upper()
        if command.startswith(b"EHLO"):
            await self._say(*self._offers())
        elif command == b"STARTTLS" and self.peer.context is not None:
            await self._say(b"220 Go on")
            await self.writer.start_tls(self.peer.context)
        elif command.startswith(b"AUTH PLAIN "):
            shown = base64.b64decode(line.split()[2]).decode().split("\0")[1:]
            self.known = ":".join(shown) == self.peer.account
            await self._say(b"235 Welcome" if self.known else b"535 5.7.8 Wrong name or password")
        elif not self.known:
            await self._say(b"530 5.7.0 Sign in first")
        else:
            return False
        return True

    def _offers(self) -> list[bytes]:
        """Signing in is offered only where nobody can listen, as real servers do."""
        if self.peer.tls == "starttls" and not self._is_secure():
            return [b"250-peer.test", b"250 STARTTLS"]
        return [b"250-peer.test", b"250-AUTH PLAIN", b"250 8BITMIME"]

    async def _hand_over(self, line: bytes) -> bool:
        """A message; False when the talk is over."""
        command = line.strip().upper()
        if command.startswith(b"RCPT TO:"):
            text = line.decode()
            await self._say(next((reply for start, reply in _RCPT.items() if f"<{start}" in text), b"250 Fine"))
        elif command.startswith(b"MAIL FROM:"):
            self.sender = line.decode().partition("<")[2].partition(">")[0]
            await self._say(b"250 Fine")
        elif command == b"DATA":
            await self._say(b"354 Go on")
            await self._take()
            if self.peer.hang_up:
                return False
            await self._say(b"554 5.7.1 Looks like spam" if self.peer.spam else b"250 Kept")
        else:
            await self._say(b"221 Bye" if command == b"QUIT" else b"250 peer.test")
        return command != b"QUIT"

    async def _take(self) -> None:
        lines = []
        while (line := await self.reader.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        if not self.peer.spam:
            self.peer.senders.append(self.sender)
            self.peer.secure.append(self._is_secure())
            self.peer.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.peer.before_reply is not None:
            self.peer.before_reply()

    def _is_secure(self) -> bool:
        return self.writer.get_extra_info("sslcontext") is not None


@contextmanager
def serving(tls: Tls = "", context: ssl.SSLContext | None = None) -> Iterator[Peer]:
    """Run a peer on a free port in a thread of its own."""
    peer, ready, loop = Peer(tls=tls, context=context), threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        server = await asyncio.start_server(peer.talk, "127.0.0.1", 0, ssl=context if tls == "tls" else None)
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
