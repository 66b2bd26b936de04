"""File names: kept exactly as given, shown safely, and never used as a path."""

import re
import unicodedata

LONGEST = 1000  # characters of the name as given
LONGEST_SHOWN = 120
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_JOINER = "\N{ZERO WIDTH JOINER}"  # holds family and flag emoji together
_NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # also the marks that turn text right to left

_SUFFIXES = {
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/gif": (".gif",),
    "image/heic": (".heic", ".heif"),
    "image/avif": (".avif",),
    "video/mp4": (".mp4", ".m4v"),
    "video/quicktime": (".mov", ".qt"),
    "video/3gpp": (".3gp", ".3gpp", ".3g2"),
    "video/webm": (".webm",),
    "video/x-matroska": (".mkv",),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a",),
    "audio/wav": (".wav",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/flac": (".flac",),
    "audio/amr": (".amr",),
    "application/pdf": (".pdf",),
}


def as_given(name: str) -> str:
    """The name as the sender gave it, with only what PostgreSQL cannot hold replaced. At most 1,000 characters."""
    text = name.replace("\0", _REPLACEMENT).encode("utf-8", "replace").decode()
    return text[:LONGEST]


def to_show(name: str) -> str:
    """The last part of the name without anything that could mislead its reader, at most 120 characters.

    Invisible and direction-changing characters go (“photo\u202egpj.exe” shows as “photogpj.exe”), emoji stay.
    """
    last = re.split(r"[/\\]", as_given(name).rstrip("/\\"))[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if c == _JOINER or _visible(c))
    shown = re.sub(r"\s+", " ", shown).strip(" .") or "file"
    if len(shown) <= LONGEST_SHOWN:
        return shown
    stem, dot, suffix = shown.rpartition(".")
    if not dot or len(suffix) > 10:  # not a suffix anybody would miss
        return shown[: LONGEST_SHOWN - 1] + "…"
    return stem[: LONGEST_SHOWN - len(suffix) - 2] + "…." + suffix


def to_download(name: str, media_type: str) -> str:
    """The shown name, ending as its content demands: a JPEG called “photo.exe” comes down as “photo.exe.jpg”."""
    shown = to_show(name)
    suffixes = _SUFFIXES.get(media_type, (".bin",))
    return shown if shown.lower().endswith(suffixes) else shown + suffixes[0]


def _visible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in _NOT_SHOWN
