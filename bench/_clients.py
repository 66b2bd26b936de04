"""A client that costs little beside the server it measures: HTTP/1.1 over a connection that is kept."""

import asyncio
import gzip
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Answer:
    """``cookies`` are those that it sets."""

    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        is_packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if is_packed else self.body).decode()


class Client:
    """One person: their connection is opened with their first request and stays theirs. Nothing is followed."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.url = url
        self._where = (parts.hostname or "localhost", parts.port or 80)
        self._host = parts.netloc
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, address: str, cookies: dict[str, str] | None = None) -> Answer:
        return await self._ask(f"GET {address}", "", b"", cookies or {})

    async def post(self, address: str, fields: dict[str, str], cookies: dict[str, str]) -> Answer:
        """Send a form, as its page would."""
        body = urlencode(fields).encode()
        more = (
            f"Referer: {self.url}{address}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n"
        )
        return await self._ask(f"POST {address}", more, body, cookies)

    def close(self) -> None:
        if self._open:
            self._open[1].close()
        self._open = None

    async def _ask(self, line: str, more: str, body: bytes, cookies: dict[str, str]) -> Answer:
        """One request and its whole answer. Raises ``OSError`` or ``EOFError`` where the connection fails."""
        said = "; ".join(f"{name}={value}" for name, value in cookies.items())
        head = f"{line} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Encoding: gzip\r\nCookie: {said}\r\n{more}\r\n"
        self._open = self._open or await asyncio.open_connection(*self._where)
        reader, writer = self._open
        try:
            writer.write(head.encode() + body)
            return await _read(reader)
        except BaseException:
            self.close()
            raise


async def _read(reader: asyncio.StreamReader) -> Answer:
    status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if name.lower() == "set-cookie":
            cookie, _, content = value.partition(";")[0].partition("=")
            cookies[cookie] = content
        else:
            headers[name.lower()] = value
    return Answer(int(status.split(" ", 2)[1]), headers, cookies, await _body(reader, headers))


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", 0)))
    parts = []
    while length := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(length))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
