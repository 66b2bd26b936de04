"""What is said about bytes: their hash and length, and the kinds of file that people may hand in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/avif"})
VIDEOS = frozenset({"video/mp4", "video/quicktime", "video/3gpp", "video/webm", "video/x-matroska"})
SOUNDS = frozenset({"audio/mpeg", "audio/mp4", "audio/wav", "audio/ogg", "audio/flac", "audio/amr"})
DOCUMENTS = frozenset({"application/pdf"})
EVERYTHING = PHOTOS | VIDEOS | SOUNDS | DOCUMENTS
KINDS = {  # what people call them, in the order they know them by
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/gif": "GIF",
    "image/heic": "HEIC",
    "image/avif": "AVIF",
    "video/mp4": "MP4",
    "video/quicktime": "MOV",
    "video/3gpp": "3GP",
    "video/webm": "WebM",
    "video/x-matroska": "MKV",
    "audio/mpeg": "MP3",
    "audio/mp4": "M4A",
    "audio/wav": "WAV",
    "audio/ogg": "OGG",
    "audio/flac": "FLAC",
    "audio/amr": "AMR",
    "application/pdf": "PDF",
}


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes by their content: ``sha256`` in lower-case hexadecimal, ``size`` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Bytes that have arrived whole but are not yet visible under their hash. ``key`` is the store's own."""

    key: str
    blob: Blob


@dataclass(frozen=True, slots=True)
class Listed:
    """A blob as the store lists it; ``since`` is aware."""

    sha256: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Arrived:
    """An upload whose last byte is here: at ``path``, hashed and inspected. It becomes the file ``file_id``."""

    file_id: UUID
    path: Path
    blob: Blob
    media_type: str
    name: str  # as given


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An upload that has not arrived whole. ``modified`` is what the sender's device says of the file's age."""

    upload_id: UUID
    name: str  # as given
    shown: str  # safe to show
    length: int
    offset: int  # bytes that are here
    modified: str
