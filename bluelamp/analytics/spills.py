"""Lines that wait on the disk to become a part."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bluelamp.analytics.lines import shown
from bluelamp.analytics.reading import Batch
from bluelamp.analytics.types import Rejection

PART_ROWS = 150_000
PART_BYTES = 48 << 20
MOST_REJECTED = 20_000  # rejections that wait in memory


@dataclass(slots=True)
class Spill:
    """A csv with the line on which each row stood in its file, and what is rejected already."""

    path: Path
    rows: int = 0
    size: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _numbers: list[Sequence[int]] = field(default_factory=list)

    def add(self, batch: Batch) -> None:
        """Append a batch."""
        with self.path.open("ab") as file:
            file.write(batch.content)
        self._starts.append(self.rows)
        self._numbers.append(batch.numbers)
        self.rejected += batch.rejected
        self.rows += len(batch.numbers)
        self.size += len(batch.content)

    @property
    def is_full(self) -> bool:
        return self.rows >= PART_ROWS or self.size >= PART_BYTES or len(self.rejected) >= MOST_REJECTED

    def rejections(self, label: str, faults: Mapping[int, str]) -> Iterator[Rejection]:
        """Rows with the reasons against them, as they stood in the file; ``faults`` are by row, from 0."""
        if faults:
            with self.path.open("rb") as lines:
                for row, raw in enumerate(lines):
                    if row in faults:
                        yield Rejection(label, self._line_of(row), faults[row], shown(raw))

    def _line_of(self, row: int) -> int:
        at = bisect_right(self._starts, row) - 1
        return self._numbers[at][row - self._starts[at]]
