"""The part of a file that a browser asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes ``first`` to ``last``, both included, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class NoSuchPart(ValueError):
    """The range lies beyond the end: answer 416."""


def parse(header: str, size: int) -> Part | None:
    """The part that a ``Range`` header asks for of ``size`` bytes.

    None means the whole: no header, another unit, several ranges (a server may ignore those) or nonsense.
    Raises ``NoSuchPart`` when nothing of it exists.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        return _part(max(0, size - int(last)), size - 1)
    if last and int(last) < int(first):
        return None
    return _part(int(first), min(int(last or size), size - 1))


def _part(first: int, last: int) -> Part:
    if first > last:
        raise NoSuchPart
    return Part(first, last)
