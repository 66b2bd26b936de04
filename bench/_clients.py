"""A client that costs little beside the server it measures: HTTP/1.1 over connections that are kept."""

import asyncio
import gzip
from collections import deque
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
    """Many people of one address. Each request takes a free connection, or opens one; nothing is followed."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.url = url
        self._where = (parts.hostname or "localhost", parts.port or 80)
        self._host = parts.netloc
        self._free: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()

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

    async def close(self) -> None:
        while self._free:
            self._free.pop()[1].close()
        await asyncio.sleep(0)

    async def _ask(self, line: str, more: str, body: bytes, cookies: dict[str, str]) -> Answer:
        """One request and its whole answer. Raises ``OSError`` or ``EOFError`` where the connection fails."""
        said = "; ".join(f"{name}={value}" for name, value in cookies.items())
        head = f"{line} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Encoding: gzip\r\nCookie: {said}\r\n{more}\r\n"
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection(*self._where)
        try:
            writer.write(head.encode() + body)
            answer = await _read(reader)
        except BaseException:
            writer.close()
            raise
        self._free.append((reader, writer))
        return answer


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
