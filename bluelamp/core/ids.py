"""Identifiers: UUID version 7 for rows (RFC 9562), short references with a check symbol for people."""

import os
import re
import secrets
import time
from uuid import UUID

from bluelamp.core import clock
from bluelamp.core.errors import Invalid

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U to misread aloud
_MISREAD = str.maketrans("ILO", "110")
_BODY = 8  # 40 bits: two of a year's million references are the same about once in two years, and then refused
_TYPED = re.compile(rf"(?P<prefix>[A-Z]+)(?P<year>\d\d)(?P<body>[A-Z0-9]{{{_BODY + 1}}})", re.ASCII)


def new_id() -> UUID:
    """A UUIDv7: in the order of making to a quarter of a microsecond (RFC 9562, 6.2, method 3), then 62 random bits."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return UUID(int=(milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | random)


def _check_symbol(body: str) -> str:
    """Three generates every remainder of 31, so that two symbols swapped at any distance change the sum."""
    number = 0
    for character in body:
        number = (number * 3 + _ALPHABET.index(character)) % 31
    return _ALPHABET[number]


def new_reference(prefix: str) -> str:
    """A reference such as ``CR-26-7KQ4M2XPW``: kind, year, eight random symbols and one check symbol."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_BODY))
    return f"{prefix}-{clock.now():%y}-{body}{_check_symbol(body)}"


def new_references(prefix: str, count: int) -> list[str]:
    """As many different references: for bulk loads, where a chance repetition would refuse the whole batch."""
    found: set[str] = set()
    while len(found) < count:
        found.add(new_reference(prefix))
    return sorted(found)


def check_reference(text: str) -> str:
    """The reference as we write it, from what somebody typed, whatever stands between its parts.

    Raises ``Invalid`` when a symbol is wrong.
    """
    found = _TYPED.fullmatch("".join(letter for letter in text.upper() if letter.isalnum()))
    if found:
        prefix, year, body = found["prefix"], found["year"], found["body"].translate(_MISREAD)
        if set(body) <= set(_ALPHABET) and body[-1] == _check_symbol(body[:-1]):
            return f"{prefix}-{year}-{body}"
    raise Invalid("Enter the reference as it was shown to you. It looks like CR-26-7KQ4M2XPW.", field="reference")
