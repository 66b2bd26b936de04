"""Bytes into lines into fields, quickly where a block is plain and with care where it is not.

A row is one line. A field may be quoted (RFC 4180) but may not hold a line break: data.police.uk publishes none,
and one forgotten quotation mark would otherwise swallow the rows below it.
"""

import csv
import io
import re
from collections.abc import Iterator

from bluelamp.analytics.sources import CHUNK, Readable

MOST_IN_A_LINE = 65_536  # bytes; published rows have about 250
MOST_SHOWN = 4_000  # characters of a rejected row that are kept
BOM = b"\xef\xbb\xbf"
_NOT_PLAIN = re.compile(rb'[\x00-\x09\x0b-\x1f\x7f"]')  # control characters and quotation marks
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


def plain_lines(block: bytes) -> list[str] | None:
    """The block's lines if each can simply be split at commas; ``None`` if any needs a closer look."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    if _NOT_PLAIN.search(block):
        return None
    try:
        lines = block.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return None
    if lines[-1] == "":
        lines.pop()
    return lines if max(map(len, lines), default=0) <= MOST_IN_A_LINE else None


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


def joined(fields: list[str]) -> str:
    """Fields as one csv line without its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(fields)
    return out.getvalue()


def shown(raw: bytes, most: int = MOST_SHOWN) -> str:
    """A rejected line as it stands in the file, readable whatever its bytes are."""
    return raw[:most].rstrip(b"\r\n").decode("utf-8", errors="backslashreplace").replace("\x00", "\\x00")
