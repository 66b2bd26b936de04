from pathlib import Path

import pytest

from bluelamp.analytics import spills
from bluelamp.analytics.reading import Batch
from bluelamp.analytics.spills import Spill


def test_rejected_rows_keep_the_line_they_had_in_their_file(tmp_path: Path) -> None:
    spill = Spill(tmp_path / "1.csv")
    spill.add(Batch(b"a,1\nb,2\n", range(7, 9)))
    spill.add(Batch())
    spill.add(Batch("c,☂\nd,4\ne,5\n".encode(), [20, 9, 31]))
    assert (spill.rows, spill.size) == (5, 22)
    found = list(spill.rejections("x.csv", {1: "one", 2: "two", 4: "three"}))
    assert [(r.line, r.reason, r.text) for r in found] == [(8, "one", "b,2"), (20, "two", "c,☂"), (31, "three", "e,5")]
    assert list(spill.rejections("x.csv", {})) == []


@pytest.mark.parametrize("limit", ["PART_ROWS", "PART_BYTES", "MOST_REJECTED"])
def test_it_is_full_by_rows_by_bytes_or_by_what_waits_in_memory(
    tmp_path: Path, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spill = Spill(tmp_path / "1.csv")
    assert not spill.is_full
    monkeypatch.setattr(spills, limit, 0)
    assert spill.is_full
