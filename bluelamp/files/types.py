"""What is said about bytes: their hash and length, and the kinds of file that people may hand in."""

from dataclasses import dataclass
from datetime import datetime

PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/avif"})
VIDEOS = frozenset({"video/mp4", "video/quicktime", "video/3gpp", "video/webm", "video/x-matroska"})
SOUNDS = frozenset({"audio/mpeg", "audio/mp4", "audio/wav", "audio/ogg", "audio/flac", "audio/amr"})
DOCUMENTS = frozenset({"application/pdf"})
EVERYTHING = PHOTOS | VIDEOS | SOUNDS | DOCUMENTS


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
