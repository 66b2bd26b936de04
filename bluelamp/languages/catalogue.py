"""The translated words, as their files hold them: which section each belongs to, and one fingerprint of a section.

A catalogue is compiled for gettext when its file is newer than what was compiled from it; nothing compiled is kept
with the sources.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from bluelamp.languages.tongues import TRANSLATED

OPTIONAL = "optional"  # beside the sections of a text in a catalogue
LOCALE = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Words:
    """One text: what is written in the source (a tuple where a number decides), and its translation."""

    source: tuple[str, ...]
    said: tuple[str, ...]
    context: str
    sections: frozenset[str]
    needed: bool = True  # whether a section that shows it is of no use without it

    @property
    def complete(self) -> bool:
        return all(self.said)


def file_of(language: str, folder: Path = LOCALE) -> Path:
    """The catalogue of a language."""
    return folder / language / "LC_MESSAGES" / "django.po"


@cache
def words_of(language: str) -> tuple[Words, ...]:
    """Every text of a language's catalogue, in the order of the file."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - it takes a while, and few processes need it

    path = file_of(language)
    if not path.exists():
        return ()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    return tuple(
        Words(
            _several(message.id),
            _several(message.string),
            message.context or "",
            frozenset(" ".join(message.auto_comments).split()) - {OPTIONAL},
            OPTIONAL not in " ".join(message.auto_comments).split(),
        )
        for message in catalogue
        if message.id
    )


def in_section(language: str, section: str) -> list[Words]:
    """The texts of one section."""
    return [words for words in words_of(language) if section in words.sections]


def is_complete(language: str, section: str) -> bool:
    """Whether a section has texts at all, and each that it needs is translated."""
    found = in_section(language, section)
    return bool(found) and all(words.complete for words in found if words.needed)


@cache
def digest(language: str, section: str) -> str:
    """SHA-256 of what a reviewer has read: every text with its translation. A changed word changes it."""
    return digest_of(in_section(language, section))


def digest_of(found: Iterable[Words]) -> str:
    told = sorted("\0".join((words.context, *words.source, "", *words.said)) for words in found)
    return sha256("\1".join(told).encode()).hexdigest()


def compile_into(folder: Path) -> None:
    """Write what gettext reads, where it is not there or older than its source. Others may do the same meanwhile."""
    for tongue in TRANSLATED:
        source = file_of(tongue.code)
        made = file_of(tongue.code, folder).with_suffix(".mo")
        if source.exists() and not (made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns):
            _compile(source, made, tongue.code)


def _compile(source: Path, made: Path, language: str) -> None:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - as above
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only where a catalogue is read

    with source.open("rb") as file:
        catalogue = read_po(file, locale=language)
    content = BytesIO()
    write_mo(content, catalogue)
    made.parent.mkdir(parents=True, exist_ok=True)
    partly = made.with_suffix(f".{os.getpid()}")
    partly.write_bytes(content.getvalue())
    partly.replace(made)  # whole or not at all


def _several(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text),)
