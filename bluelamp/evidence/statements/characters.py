"""Which characters the form can print. What it cannot is written by its name before anybody signs it, so that the words
that were read, the words that were signed and the words that are kept are the same."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont

from bluelamp.core.text import unturned

FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Devanagari")
_SPACES = re.compile(r"[^\S\n]")
_LINES = re.compile(r"\r\n?|[\u2028\u2029\v\f\u0085]")
_UNSEEN = {"Cc", "Cf", "Cs"}  # controls and formats: fonts have some of them, but nobody can read them
_JOINERS = "\u200c\u200d"  # which Urdu and Hindi are written with
_LONGEST_NAME = 60


def printable(text: str) -> str:
    """``text`` with one kind of line end and of space, and ``[U+1F600 GRINNING FACE]`` for what no font of ours has."""
    plain = unicodedata.normalize("NFC", _SPACES.sub(" ", _LINES.sub("\n", unturned(text))))
    return "".join(_shown(character) for character in plain)


def is_right_to_left(text: str) -> bool:
    """By its first letter with a direction (Unicode UAX 9, P2)."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((direction in {"R", "AL"} for direction in strong if direction in {"L", "R", "AL"}), False)


@cache
def font_files() -> tuple[Path, ...]:
    """The fonts of the form, from packages that carry them, so that every machine prints the same bytes."""
    return tuple(Path(fontpkg.path(family)) for family in FAMILIES)


@cache
def _drawn() -> frozenset[int]:
    found: set[int] = set()
    for file in font_files():
        with TTFont(file, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)


def _shown(character: str) -> str:
    if character == "\n" or character in _JOINERS:
        return character
    if unicodedata.category(character) in _UNSEEN:
        return ""
    return character if ord(character) in _drawn() else _named(character)


def _named(character: str) -> str:
    name = unicodedata.name(character, "")[:_LONGEST_NAME]
    return f"[U+{ord(character):04X}{f' {name}' if name else ''}]"
