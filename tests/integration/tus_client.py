"""Somebody who sends a file piece by piece, to the application itself or to a web process over a real socket."""

import asyncio
import base64
import socket
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from bluelamp.files.arrivals import ENDPOINT as PREFIX
from bluelamp.files.tus.app import app
from bluelamp.files.tus.messages import BODY


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def offset(self) -> int:
        return int(self.headers["upload-offset"])


def headers_of(ticket: str, **more: object) -> dict[str, str]:
    """Names with underscores for hyphens."""
    named = {name.replace("_", "-"): str(value) for name, value in more.items()}
    return {"tus-resumable": "1.0.0", "authorization": f"Bearer {ticket}", **named}


def metadata(**texts: str) -> str:
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in texts.items())


class Sender:
    """One browser tab with one ticket, talking to the application in this process."""

    def __init__(self, ticket: str) -> None:
        self.ticket = ticket

    def ask(
        self,
        method: str,
        path: str = PREFIX,
        pieces: Iterable[bytes] = (),
        *,
        ends: bool | None = True,
        **headers: Any,
    ) -> Reply | None:
        """The reply, or None when the sender hung up before its body was over (``ends`` is False).

        None stands for a line that went dead: nothing more comes, and nobody says so.
        """
        return asyncio.run(self.asking(method, path, pieces, ends=ends, **headers))

    async def asking(
        self,
        method: str,
        path: str = PREFIX,
        pieces: Iterable[bytes] = (),
        *,
        ends: bool | None = True,
        peer: str = "",
        **headers: Any,
    ) -> Reply | None:
        pieces = list(pieces)
        given = {"content-length": str(sum(map(len, pieces))), **headers_of(self.ticket, **headers)}
        messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
        if ends is not None:
            messages.append({"type": "http.request", "body": b""} if ends else {"type": "http.disconnect"})
        sent: list[Any] = []

        async def receive() -> Any:
            return messages.pop(0) if messages else await asyncio.get_running_loop().create_future()

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": method, "path": path, "headers": _encoded(given), "client": (peer, 1)}
        await app(scope, receive, send)
        if not sent:
            return None
        names = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Reply(sent[0]["status"], names, sent[1]["body"].decode())

    def create(self, length: int, name: str = "recording.mp4", **headers: Any) -> Reply:
        reply = self.ask("POST", upload_length=length, upload_metadata=metadata(filename=name, modified="1"), **headers)
        assert reply is not None
        return reply

    def begun(self, length: int, name: str = "recording.mp4") -> str:
        return self.create(length, name).headers["location"]

    def add(self, path: str, offset: int, *pieces: bytes, **headers: Any) -> Reply:
        reply = self.ask("PATCH", path, pieces, upload_offset=offset, content_type=BODY, **headers)
        assert reply is not None
        return reply

    def seen(self, path: str) -> Reply:
        reply = self.ask("HEAD", path)
        assert reply is not None
        return reply


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def over_socket(port: int, method: str, path: str, ticket: str, body: bytes = b"", **headers: Any) -> Reply:
    """One request of its own connection to a web process."""
    with closing(begin(port, method, path, ticket, len(body), **headers)) as link:
        link.sendall(body)
        said = b""
        while part := link.recv(65536):
            said += part
    head, _blank, text = said.decode().partition("\r\n\r\n")
    lines = head.splitlines()
    names = dict(line.lower().split(": ", 1) for line in lines[1:])
    return Reply(int(lines[0].split()[1]), names, text)


def begin(port: int, method: str, path: str, ticket: str, length: int, **headers: Any) -> socket.socket:
    """A connection on which a request's head was sent."""
    link = socket.create_connection(("127.0.0.1", port), timeout=30)
    given = headers_of(ticket, content_length=length, connection="close", host="localhost", **headers)
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items()), "", ""]
    link.sendall("\r\n".join(lines).encode())
    return link
