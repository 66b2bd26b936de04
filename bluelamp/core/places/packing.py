"""The committed gazetteer's file format: one line that says what it is, a JSON header, packed columns.

Columns of whole numbers are stored as byte planes (all lowest bytes, then all next bytes), because sorted or
delta-coded numbers share their high bytes and so shrink under zlib to about a third of a CSV's gzip.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Literal

MAGIC = b"BLUELAMP GAZETTEER 1\n"
Width = Literal["B", "H", "I", "Q"]  # unsigned 1, 2, 4, 8 bytes
_ZIGZAG_BITS = 63


def pack_numbers(values: Iterable[int], width: Width) -> bytes:
    """Whole numbers from 0, as byte planes. Raises ``OverflowError`` when one does not fit ``width``."""
    numbers = array(width, values)
    if sys.byteorder == "big":
        numbers.byteswap()
    raw = numbers.tobytes()
    return b"".join(raw[plane :: numbers.itemsize] for plane in range(numbers.itemsize))


def unpack_numbers(packed: bytes, width: Width) -> Sequence[int]:
    """The numbers that ``pack_numbers`` stored."""
    numbers = array(width)
    size, count = numbers.itemsize, len(packed) // numbers.itemsize
    raw = bytearray(len(packed))
    for plane in range(size):
        raw[plane::size] = packed[plane * count : (plane + 1) * count]
    numbers.frombytes(bytes(raw))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def pack_steps(values: Iterable[int], width: Width) -> bytes:
    """Any whole numbers, as differences from the one before, signs folded in (zigzag)."""
    steps, last = [], 0
    for value in values:
        step, last = value - last, value
        steps.append(step << 1 ^ step >> _ZIGZAG_BITS)
    return pack_numbers(steps, width)


def unpack_steps(packed: bytes, width: Width) -> list[int]:
    """The numbers that ``pack_steps`` stored."""
    return list(accumulate(step >> 1 ^ -(step & 1) for step in unpack_numbers(packed, width)))


def write_pack(header: Mapping[str, object], sections: Mapping[str, bytes]) -> bytes:
    """The whole file. The same input gives the same bytes."""
    described = {**header, "sections": {name: len(content) for name, content in sections.items()}}
    line = json.dumps(described, ensure_ascii=False, sort_keys=False).encode()
    return MAGIC + line + b"\n" + zlib.compress(b"".join(sections.values()), 9)


def read_pack(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Header and sections. Raises ``ValueError`` when the file is something else or damaged."""
    if not content.startswith(MAGIC):
        raise ValueError("This is not a Bluelamp gazetteer file. Make one with scripts/make_gazetteer.py.")
    line, _, packed = content[len(MAGIC) :].partition(b"\n")
    header: dict[str, Any] = json.loads(line)
    payload = zlib.decompress(packed)
    sections, start = {}, 0
    for name, length in header["sections"].items():
        sections[name] = payload[start : start + length]
        start += length
    if start != len(payload):
        raise ValueError("The gazetteer file is damaged. Make it again with scripts/make_gazetteer.py.")
    return header, sections
