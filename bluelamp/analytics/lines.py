"""Bytes into lines into fields, quickly where a block is plain and with care where it is not.

A row is one line. A field may be quoted (RFC 4180) but may not hold a line break: data.police.uk publishes none,
and one forgotten quotation mark would otherwise swallow the rows below it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bluelamp.analytics.sources import CHUNK, Readable

MOST_IN_A_LINE = 65_536  # bytes; published rows have about 250
MOST_LINES = 20_000  # looked at together; a block of published rows has about 5,000
MOST_SHOWN = 4_000  # characters of a rejected row that are kept
BOM = b"\xef\xbb\xbf"
_CONTROL_IN_BYTES = re.compile(rb"[\x00-\x1f\x7f]")
_CONTROL_BYTES = [bytes([c]) for c in (*range(10), *range(11, 32), 0x7F)]  # all but line ends
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def blocks(stream: Readable) -> Iterator[tuple[int, bytes]]:
    """Blocks of whole lines with the number of their first line; memory stays bounded by ``CHUNK``.

    A line longer than ``MOST_IN_A_LINE`` loses its middle: enough is left for it to be refused as too long.
    """
    number, tail = 1, b""
    while chunk := stream.read(CHUNK):
        whole, newline, rest = chunk.rpartition(b"\n")
        if newline:
            block = tail + whole + newline
            yield number, block
            number += block.count(b"\n")
            tail = rest
        else:
            tail += rest
        if len(tail) > MOST_IN_A_LINE:
            tail = tail[: MOST_IN_A_LINE + 1]
    if tail:
        yield number, tail


def pieces(number: int, block: bytes) -> Iterator[tuple[int, bytes]]:
    """The block as it is, or in parts when its lines are so short that it has very many."""
    if block.count(b"\n") <= MOST_LINES:
        yield number, block
        return
    lines = block.split(b"\n")
    for start in range(0, len(lines), MOST_LINES):
        some = lines[start : start + MOST_LINES]
        last = start + MOST_LINES >= len(lines)
        yield number + start, b"\n".join(some) + (b"" if last else b"\n")


def odd_lines(block: bytes, lines: Sequence[bytes], width: int) -> list[int]:
    """Which of the ``lines`` of ``block`` are not beyond doubt csv of ``width`` fields: places from 0.

    Beyond doubt means text without control characters, every field wholly quoted or without any quotation mark.
    """
    if _is_clean(block):
        if b'"' not in block:
            return [at for at, line in enumerate(lines) if line.count(b",") != width - 1 or len(line) > MOST_IN_A_LINE]
        if _rows_of(width).fullmatch(block) and max(map(len, lines)) <= MOST_IN_A_LINE:
            return []
    return [at for at, line in enumerate(lines) if not _is_beyond_doubt(line, width)]


def _is_beyond_doubt(line: bytes, width: int) -> bool:
    if len(line) > MOST_IN_A_LINE or _CONTROL_IN_BYTES.search(line) or not _is_text(line):
        return False
    return _rows_of(width).fullmatch(line) is not None


def _is_clean(block: bytes) -> bool:
    """In much text, looking for each byte in turn is several times faster than one look for any of them."""
    return not any(byte in block for byte in _CONTROL_BYTES) and _is_text(block)


def _is_text(block: bytes) -> bool:
    if block.isascii():
        return True
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _rows_of(width: int) -> re.Pattern[bytes]:
    """Lines of so many fields. Nothing in it is ever tried twice, so it takes no longer on lines made to be hard."""
    field = rb'(?>"[^"\n]*+(?:""[^"\n]*+)*+"|[^",\n]*+)'
    row = rb"(?:%b,){%d}+%b" % (field, width - 1, field)
    return re.compile(row + rb"(?:\n%b)*+" % row)


def split_line(raw: bytes) -> tuple[list[str], str]:
    """One line's fields, and the reason why it has none: ``([], "It holds a NUL byte.")``."""
    raw = raw.removesuffix(b"\n").removesuffix(b"\r")
    if len(raw) > MOST_IN_A_LINE:
        return [], f"The line is longer than {MOST_IN_A_LINE:,} bytes."
    if b"\x00" in raw:
        return [], "The line holds a NUL byte: the file is damaged."
    try:
        line = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [], f"Byte {error.start + 1} of the line is not UTF-8 text. Save the file as UTF-8."
    if _CONTROL.search(line):
        return [], "The line holds a control character, such as a tab."
    try:
        return next(csv.reader([line], strict=True), []), ""
    except csv.Error:
        return [], "A quotation mark is out of place, or opened and not closed on the same line."


def joined(rows: Iterable[Sequence[str]]) -> str:
    """Rows as csv lines, each with its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def shown(raw: bytes, most: int = MOST_SHOWN) -> str:
    """A rejected line as it stands in the file, readable whatever its bytes are."""
    return raw[:most].rstrip(b"\r\n").decode("utf-8", errors="backslashreplace").replace("\x00", "\\x00")
