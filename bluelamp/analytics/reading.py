"""One file read through: every line is passed on to be judged with its unit, or rejected with a reason here.

Most lines are csv beyond doubt: they go on as they stand, to be judged many at a time. The others are split with
care, judged one by one, and go on as csv that is beyond doubt.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain

from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.lines import BOM, blocks, joined, odd_lines, pieces, shown, split_line
from bluelamp.analytics.rows import Rules
from bluelamp.analytics.sources import Readable
from bluelamp.analytics.types import Rejection

_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins, as some spreadsheets save it
_MOST_BLANK = 1_000  # blank lines that are rejected one by one; a longer run of them is one rejection


@dataclass(slots=True)
class Batch:
    """Lines of a file: ``content`` is csv of as many lines as ``numbers``, which say where they stand in the file."""

    content: bytes = b""
    numbers: Sequence[int] = ()
    rejected: list[Rejection] = field(default_factory=list)  # in order of line


class RowReader:
    """A csv being read. ``titles`` are its header; ``read`` gives its rows, a block at a time.

    Raises ``Unreadable`` for an empty file or one without a header; never for a row.
    """

    def __init__(self, stream: Readable, *, progress: Callable[[], None] = lambda: None) -> None:
        self._stream, self._progress, self._digest = stream, progress, sha256()
        self._blocks = blocks(self)
        _, block = next(self._blocks, (1, b""))
        if not block:
            raise Unreadable("The file is empty.")
        head, _, self._rest = block.partition(b"\n")
        self.titles = _titles(head)
        self.rows = 0

    @property
    def sha256(self) -> str:
        """Of the bytes read so far."""
        return self._digest.hexdigest()

    def read(self, size: int, /) -> bytes:
        """The next bytes, fingerprinted and reported: what this reader itself reads through."""
        chunk = self._stream.read(size)
        self._digest.update(chunk)
        self._progress()
        return chunk

    def batches(self, rules: Rules, *, label: str) -> Iterator[Batch]:
        """Every row is in the content of one batch or among its rejected."""
        sorter = _Sorter(rules, label)
        for block in chain([(2, self._rest)], self._blocks):
            for number, piece in pieces(*block):
                batch = sorter.take(piece, number)
                self.rows += len(batch.numbers) + sum(rejection.rows for rejection in batch.rejected)
                yield batch


def _titles(head: bytes) -> list[str]:
    if head.startswith(_WIDE):
        raise Unreadable("It is saved as UTF-16. Save it as CSV UTF-8.")
    titles, why = split_line(head.removeprefix(BOM))
    if why or not any(titles):
        raise Unreadable(f"Its first line is not a header. {why}".strip())
    return titles


class _Sorter:
    """Tells lines that can be judged together from others, a block at a time.

    Blank lines that end a file are nobody's row.
    """

    def __init__(self, rules: Rules, label: str) -> None:
        self._rules, self._label = rules, label
        self._blank = range(0)  # blank lines after which nothing has come yet, by number

    def take(self, body: bytes, first: int) -> Batch:
        """Sort the lines of ``body``, the first of which has number ``first``."""
        solid = body.rstrip(b"\r\n")
        if not solid:
            self._skip(first, body.count(b"\n"))
            return Batch()
        lead = body[: len(body) - len(body.lstrip(b"\r\n"))]
        lead = lead[: lead.rfind(b"\n") + 1]
        above = lead.count(b"\n")
        self._skip(first, above)
        batch = self._sorted(solid[len(lead) :], first + above)
        lines = solid.count(b"\n") + 1
        self._skip(first + lines, body.count(b"\n") - lines)
        return batch

    def _skip(self, first: int, lines: int) -> None:
        """Note blank lines, which may turn out to end the file."""
        if lines > 0:
            self._blank = range(self._blank.start if self._blank else first, first + lines)

    def _sorted(self, solid: bytes, first: int) -> Batch:
        blank, self._blank = list(self._rejected_blanks()), range(0)
        plain = solid.replace(b"\r\n", b"\n") if b"\r" in solid else solid
        lines = plain.split(b"\n")
        odd = odd_lines(plain, lines, self._rules.header.width)
        if not odd:
            return Batch(plain + b"\n", range(first, first + len(lines)), blank)
        raws = solid.split(b"\n") if plain is not solid else lines
        careful = self._with_care([raws[at] for at in odd], [first + at for at in odd])
        left = set(odd)
        numbers = [first + at for at in range(len(lines)) if at not in left]
        content = b"".join(lines[number - first] + b"\n" for number in numbers)
        return Batch(content + careful.content, [*numbers, *careful.numbers], blank + careful.rejected)

    def _rejected_blanks(self) -> Iterator[Rejection]:
        if len(self._blank) > _MOST_BLANK:
            said = f"{len(self._blank):,} lines from here on are empty."
            yield Rejection(self._label, self._blank.start, said, rows=len(self._blank))
        else:
            yield from (Rejection(self._label, number, "The line is empty.") for number in self._blank)

    def _with_care(self, raws: Sequence[bytes], numbers: Sequence[int]) -> Batch:
        accepted, kept, rejected = [], [], []
        for number, raw in zip(numbers, raws, strict=True):
            fields, why = split_line(raw)
            problem = why or self._rules.reason(fields)
            if problem is None:
                accepted.append(fields)
                kept.append(number)
            else:
                rejected.append(Rejection(self._label, number, problem, shown(raw)))
        return Batch(joined(accepted).encode(), kept, rejected)
