import pytest

from bluelamp.analytics import shaping
from bluelamp.analytics.enums import Kind
from bluelamp.analytics.layouts import LAYOUTS, understand


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_keeps_the_same_columns_whatever_the_file_has(kind: Kind) -> None:
    layout = LAYOUTS[kind]
    whole = understand([column.title for column in layout.columns])
    needed = [column for column in layout.columns if column.key in layout.needed]
    part = understand([column.title for column in needed], columns={needed[0].title: needed[0].title})
    names = [
        [
            line.rsplit(" AS ", 1)[1].rstrip(",")
            for line in shaping.part_from_rows(header, target="b").sql.splitlines()
            if " AS " in line and '"' in line
        ]
        for header in (whole, part)
    ]
    assert names[0] == names[1]
    assert '"month"' not in names[0]


def test_values_never_stand_in_the_text() -> None:
    evil = "'; DROP TABLE x; --"
    query = shaping.rows_with([3, 1], [(evil, "b"), ("c", evil)])
    assert evil not in query.sql
    assert query.values == {"v0": [evil, "c"], "v1": ["b", evil]}
    header = understand([column.title for column in LAYOUTS[Kind.STREET].columns])
    query = shaping.parts_by_unit(header, [1], {(evil,): 7}, target="x")
    assert evil not in query.sql
    assert query.values == {"v0": [evil], "units": [7]}
