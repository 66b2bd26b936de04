"""One file read through: every line is either accepted for its unit or rejected with a reason."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import chain

from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.lines import BOM, MOST_SHOWN, blocks, joined, plain_lines, shown, split_line
from bluelamp.analytics.rows import Rules
from bluelamp.analytics.sources import Readable
from bluelamp.analytics.types import Rejection

UnitKey = tuple[str, str]  # force, month
Accepted = dict[UnitKey, list[str]]  # csv lines without their ends, in order
Reject = Callable[[Rejection], None]
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins, as some spreadsheets save it


class _Watched:
    """Fingerprints and reports what is read through it."""

    def __init__(self, stream: Readable, progress: Callable[[int], None]) -> None:
        self._stream, self._progress, self.digest = stream, progress, sha256()

    def read(self, size: int, /) -> bytes:
        chunk = self._stream.read(size)
        self.digest.update(chunk)
        self._progress(len(chunk))
        return chunk


class RowReader:
    """A csv being read. ``titles`` are its header; ``read`` gives its rows, sorted, block by block.

    Raises ``Unreadable`` for an empty file or one without a header; never for a row.
    """

    def __init__(self, stream: Readable, *, progress: Callable[[int], None] = lambda _size: None) -> None:
        self._watched = _Watched(stream, progress)
        self._blocks = blocks(self._watched)
        _, block = next(self._blocks, (1, b""))
        if not block:
            raise Unreadable("The file is empty.")
        head, _, self._rest = block.partition(b"\n")
        self.titles = _titles(head)
        self.rows = self.rejected = 0

    @property
    def sha256(self) -> str:
        """Of the bytes read so far."""
        return self._watched.digest.hexdigest()

    def read(self, rules: Rules, *, label: str, reject: Reject) -> Iterator[Accepted]:
        """Every row is in one of the dictionaries or has been given to ``reject``."""
        sorter = _Sorter(rules, label, reject)
        for number, block in chain([(2, self._rest)], self._blocks):
            yield sorter.take(block, number)
            self.rows, self.rejected = sorter.rows, sorter.rejected


def _titles(head: bytes) -> list[str]:
    if head.startswith(_WIDE):
        raise Unreadable("It is saved as UTF-16. Save it as CSV UTF-8.")
    titles, why = split_line(head.removeprefix(BOM))
    if why or not any(titles):
        raise Unreadable(f"Its first line is not a header. {why}".strip())
    return titles


class _Sorter:
    """Sorts lines into accepted and rejected, a block at a time. Blank lines that end a file are nobody's row."""

    def __init__(self, rules: Rules, label: str, reject: Reject) -> None:
        self._rules, self._label, self._reject = rules, label, reject
        self._blank: list[int] = []  # numbers of blank lines after which nothing has come yet
        self._accepted: Accepted = {}
        self.rows = self.rejected = 0

    def take(self, body: bytes, first: int) -> Accepted:
        """Sort the lines of ``body``, the first of which has number ``first``."""
        self._accepted = defaultdict(list)
        solid = body.rstrip(b"\r\n")
        if solid:
            for number in self._blank:
                self._refuse(number, "The line is empty.", "")
            self._blank = []
            lines = plain_lines(solid)
            if lines is None:
                self._with_care(solid, first)
            else:
                self._quickly(lines, first)
        begin = first + (solid.count(b"\n") + 1 if solid else 0)
        self._blank.extend(range(begin, first + body.count(b"\n")))
        return self._accepted

    def _quickly(self, lines: list[str], first: int) -> None:
        reason, unit_of, unit = self._rules.reason, self._rules.unit_of, self._rules.unit
        of_unit = self._accepted[unit] if unit else []
        for number, line in enumerate(lines, first):
            fields = line.split(",")
            why = reason(fields)
            if why is not None:
                self._refuse(number, why, line)
            elif unit:
                of_unit.append(line)
            else:
                self._accepted[unit_of(fields)].append(line)
        self.rows += sum(map(len, self._accepted.values()))

    def _with_care(self, solid: bytes, first: int) -> None:
        for number, raw in enumerate(solid.split(b"\n"), first):
            fields, why = split_line(raw)
            problem = why or self._rules.reason(fields)
            if problem is None:
                self._accepted[self._rules.unit_of(fields)].append(joined(fields))
                self.rows += 1
            else:
                self._refuse(number, problem, shown(raw))

    def _refuse(self, number: int, why: str, text: str) -> None:
        self.rows += 1
        self.rejected += 1
        self._reject(Rejection(self._label, number, why, text[:MOST_SHOWN]))
