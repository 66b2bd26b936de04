"""Small real files, and rows for them."""

import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

from django.db import transaction

from bluelamp.core.actor import Actor
from bluelamp.files import services
from bluelamp.files.models import StoredFile
from bluelamp.files.types import EVERYTHING

MEGABYTE = 1_000_000


def jpeg(*, size: int = 400) -> bytes:
    """A JPEG of ``size`` bytes by its markers; its picture is not to be looked at."""
    start, end = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xda", b"\xff\xd9"
    return start + b"\x00" * (size - len(start) - len(end)) + end


def png(*, shade: int = 128) -> bytes:
    """A whole PNG of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def iso_media(major: bytes, *compatible: bytes) -> bytes:
    """The start of an MP4, MOV or HEIC file, and some data."""
    brands = major + b"\0\0\0\0" + b"".join(compatible)
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + struct.pack(">I", 100) + b"mdat" + b"\0" * 92


def pdf() -> bytes:
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def zipped(**members: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in (members or {"readme": "hello"}).items():
            archive.writestr(name, text)
    return buffer.getvalue()


def in_chunks(content: bytes, size: int = 1000) -> Iterable[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


def staged_file(
    *,
    actor: Actor | None = None,
    content: bytes = b"",
    name: str = "photo.jpg",
    max_bytes: int = 20 * MEGABYTE,
    allowed: frozenset[str] = EVERYTHING,
) -> StoredFile:
    """A file handed in, by the public unless said otherwise."""
    return services.stage(
        actor=actor or Actor.public(),
        chunks=in_chunks(content or jpeg()),
        name=name,
        max_bytes=max_bytes,
        allowed=allowed,
    )


def kept_file(*, matter_id: UUID, actor: Actor | None = None, content: bytes = b"", name: str = "p.jpg") -> StoredFile:
    """A file that is part of a matter."""
    stored = staged_file(actor=actor, content=content, name=name)
    return services.keep(actor=actor or Actor.public(), file_id=stored.id, matter_id=matter_id)


def staged_and_rolled_back() -> None:
    """Its bytes are there, and no row stands for them."""
    with transaction.atomic():
        staged_file()
        transaction.set_rollback(True)


def blobs(storage: Path) -> list[str]:
    """What lies in the folder of the ``storage`` fixture."""
    return sorted(str(path.relative_to(storage)) for path in storage.rglob("*") if path.is_file())
