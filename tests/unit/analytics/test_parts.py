"""Rows judged many at a time are judged as if alone, and none is lost or doubled on the way."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.analytics.enums import Kind
from bluelamp.analytics.layouts import LAYOUTS, understand
from bluelamp.analytics.lines import joined
from bluelamp.analytics.parts import PartWriter, UnitKey
from bluelamp.analytics.reading import Batch
from bluelamp.analytics.rows import Named, Rules
from bluelamp.analytics.types import Rejection
from bluelamp.analytics.workbench import Part, workbench
from tests.factories.analytics import row

Outcome = tuple[dict[UnitKey, list[Part]], list[Rejection]]


def rules(kind: Kind, *, force: str = "west-midlands", month: str = "2024-01") -> Rules:
    header = understand([column.title for column in LAYOUTS[kind].columns])
    return Rules(header, Named(kind, force, month), today=date(2026, 3, 2), folder="")


def written(judge: Rules, batches: Sequence[Batch], look: Callable[[Outcome], None]) -> None:
    """Write batches and look at what came of them before it is gone."""
    rejections = list[Rejection]()
    with TemporaryDirectory() as name, workbench(Path(name)) as bench:
        folder = Path(name) / "parts"
        with PartWriter(folder, judge, bench, label="x.csv", reject=rejections.append) as writer:
            for batch in batches:
                writer.add(batch)
            look((writer.finish(), rejections))


def batch(rows: Sequence[dict[str, str]], first: int = 2) -> Batch:
    return Batch(joined([list(r.values()) for r in rows]).encode(), range(first, first + len(rows)))


odd = st.sampled_from(
    ["", " ", "x", "Ω", "2024-13", "2024-02", "-1.9", "52.4", "91", "E01000001", "Drugs", "true", "é"]
)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("named", [True, False])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_reasons_are_those_of_a_row_alone(kind: Kind, named: bool, data: st.DataObject) -> None:
    judge = rules(kind) if named else rules(kind, force="kent", month="")
    titles = [column.title for column in LAYOUTS[kind].columns]
    changes = st.dictionaries(st.sampled_from(titles), odd, max_size=2)
    rows = [row(kind) | change for change in data.draw(st.lists(changes, min_size=1, max_size=30))]
    reasons = [rules(kind, force=judge._named.force, month=judge._named.month).reason([*r.values()]) for r in rows]

    def look(outcome: Outcome) -> None:
        parts, rejections = outcome
        assert [(r.line, r.reason) for r in rejections] == [(n, why) for n, why in enumerate(reasons, 2) if why]
        assert [r.text + "\n" for r in rejections] == [
            joined([[*r.values()]]) for r, why in zip(rows, reasons, strict=True) if why
        ]
        assert sum(part.rows for every in parts.values() for part in every) == reasons.count(None)

    written(judge, [batch(rows)], look)


def test_rejections_come_in_order_of_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.analytics.spills.PART_ROWS", 3)
    bad, good = row(month="x"), row()
    batches = []
    for first in (2, 7, 12, 17):
        some = batch([bad, good, bad], first)
        some.rejected = [Rejection("x.csv", first - 1, "before"), Rejection("x.csv", first + 3, "after")]
        batches.append(some)

    def look(outcome: Outcome) -> None:
        lines = [rejection.line for rejection in outcome[1]]
        assert lines == sorted(lines)
        assert len(lines) == 16

    written(rules(Kind.STREET), batches, look)


def test_each_row_goes_to_its_own_force_and_month() -> None:
    rows = [
        row(month=month, reported_by=force, crime_id=f"{force}-{month}")
        for force in ("Kent Police", "Essex Police")
        for month in ("2024-01", "2024-02", "2024-03")
    ]

    def look(outcome: Outcome) -> None:
        parts, rejections = outcome
        assert rejections == []
        with duckdb.connect() as database:
            found = {
                unit: database.execute("SELECT crime_id FROM read_parquet($path)", {"path": str(part.path)}).fetchall()
                for unit, (part,) in parts.items()
            }
        names = {"kent": "Kent Police", "essex": "Essex Police"}
        assert found == {(f, m): [(f"{names[f]}-{m}",)] for f in names for m in ("2024-01", "2024-02", "2024-03")}

    written(rules(Kind.STREET, force="", month=""), [batch(rows)], look)


def test_rows_that_are_not_as_many_as_they_were_stop_the_load(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = Batch(joined([[*row().values()]] * 2).encode(), [2])
    with pytest.raises(RuntimeError, match="1 rows were accepted but 2 were written"):
        written(rules(Kind.STREET), [twice], lambda _: None)
