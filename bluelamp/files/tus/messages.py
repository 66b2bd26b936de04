"""What a request of the protocol asks, and how it is answered."""

import base64
import binascii
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from bluelamp.core.errors import BluelampError, Invalid
from bluelamp.core.strangers import connection_of
from bluelamp.files.arrivals import ENDPOINT as PREFIX
from bluelamp.files.tus.checksum import ALGORITHMS

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

VERSION = "1.0.0"
BODY = "application/offset+octet-stream"
_LONGEST_METADATA = 4_000
_LARGEST = 10**15  # bytes; more digits are no number of bytes
_SAFE = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]


class NotTus(BluelampError):
    """Not a request of the protocol's version 1.0."""

    code = "tus_version"
    http_status = 412


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. ``upload_id`` is None where an upload is created."""

    method: str
    upload_id: UUID | None
    headers: dict[str, str]
    peer: str = ""

    @classmethod
    def of(cls, scope: Scope) -> "Asked":
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        method = headers.get("x-http-method-override") or str(scope["method"])
        peer, _port = scope.get("client") or ("", 0)
        return cls(method.upper(), _id_in(scope["path"]), headers, peer)

    @property
    def connection(self) -> str:
        """Where it comes from, to be counted by; "" where it is not known. See ``access.origin``."""
        behind = settings.SECURE_PROXY_SSL_HEADER
        return connection_of(
            self.headers.get("x-forwarded-for", "").rpartition(",")[2].strip() if behind else self.peer
        )

    @property
    def ticket(self) -> str:
        kind, _space, text = self.headers.get("authorization", "").partition(" ")
        return text if kind.lower() == "bearer" else ""

    @property
    def has_body(self) -> bool:
        """Whether bytes of a file come along."""
        length = self.headers.get("content-length", "0" if "transfer-encoding" not in self.headers else "")
        return self.headers.get("content-type") == BODY and length != "0"

    def number(self, name: str) -> int:
        """A header that counts bytes. Raises ``Invalid``."""
        text = self.headers.get(name, "")
        if not (text.isascii() and text.isdigit()) or int(text[:20]) > _LARGEST:
            raise Invalid(f"{name.title()} must be a number of bytes.", http_status=400)
        return int(text)

    def metadata(self) -> dict[str, str]:
        """``Upload-Metadata``: names, and texts in base 64. Raises ``Invalid``."""
        header = self.headers.get("upload-metadata", "")
        pairs = [pair.strip().partition(" ") for pair in header.split(",") if pair.strip()]
        try:
            if len(header) > _LONGEST_METADATA:
                raise ValueError
            return {name: base64.b64decode(text, validate=True).decode() for name, _space, text in pairs}
        except (binascii.Error, ValueError):
            raise Invalid("Upload-Metadata must be names and short texts in base 64.", http_status=400) from None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back; ``text`` is for people."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""

    async def send(self, send: Send, *, closing: bool = False) -> None:
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        headers += [*_SAFE, (b"tus-resumable", VERSION.encode())]
        body = self.text.encode()
        if body:
            headers.append((b"content-type", b"text/plain; charset=utf-8"))
        if self.status != 204:
            headers.append((b"content-length", str(len(body)).encode()))
        if closing:
            headers.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


OPTIONS = Answer(
    204,
    {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,creation-with-upload,expiration,checksum,termination",
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    },
)


def here(offset: int, expires: datetime, **more: str) -> dict[str, str]:
    """How far an upload has come, and until when it may go on."""
    return {"Upload-Offset": str(offset), "Upload-Expires": format_datetime(expires, usegmt=True), **more}


def _id_in(path: str) -> UUID | None:
    try:
        return UUID(hex=path.removeprefix(PREFIX).strip("/"))
    except ValueError:
        return None


def is_ours(path: str) -> bool:
    return path == PREFIX or path.startswith(f"{PREFIX}/")
