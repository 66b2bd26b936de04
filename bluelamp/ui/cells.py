"""A grid of counts: how many of each row are in each column, which of them are late. For a glance, and for paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import escape

from bluelamp.ui.charts import Chart, Column
from bluelamp.ui.drawing import figure, svg

_HEAD, _ROW, _BAR = 24, 76, 36  # px: column titles; a row; its tallest bar
_NAMES = 25.0  # per cent of the width that the names of rows take


@dataclass(frozen=True, slots=True)
class Cell:
    """How many, and whether being here is too late."""

    count: int
    late: bool = False


def grid(
    *, title: str, words: str, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Cell]], axis: str
) -> Chart:
    """One bar for each cell, as high as its share of the highest; what is late has another colour and says so."""
    if len(cells) != len(rows) or any(len(row) != len(columns) for row in cells):
        raise ValueError(f"{title!r} needs {len(rows)} rows of {len(columns)} cells.")
    most = max((cell.count for row in cells for cell in row), default=0) or 1
    width = (100 - _NAMES) / len(columns)
    body = "".join(_title(_NAMES + width * (i + 0.5), name) for i, name in enumerate(columns))
    for y, (name, row) in enumerate(zip(rows, cells, strict=True)):
        top = _HEAD + y * _ROW
        body += f'<text class="bl-c-text" x="0" y="{top + _BAR + 14}">{escape(name)}</text>'
        body += "".join(_cell(_NAMES + width * i, width, top, cell, most) for i, cell in enumerate(row))
    table = [[name, *(_said(cell) for cell in row)] for name, row in zip(rows, cells, strict=True)]
    heads: list[Column] = [axis, *({"text": name, "num": True} for name in columns)]
    return Chart(title, words, svg(title, words, _HEAD + len(rows) * _ROW, body), heads, table)


def _title(x: float, name: str) -> str:
    return f'<text class="bl-c-text bl-c-soft" x="{x:.2f}%" y="14" text-anchor="middle">{escape(name)}</text>'


def _cell(x: float, width: float, top: int, cell: Cell, most: int) -> str:
    foot = top + _BAR + 20
    height = max(3.0, _BAR * cell.count / most) if cell.count else 0.0
    fill = "bl-c-fill-2" if cell.late else "bl-c-fill-1"
    line = f'<line class="bl-c-axis" x1="{x + 0.5:.2f}%" x2="{x + width - 0.5:.2f}%" y1="{foot}" y2="{foot}"/>'
    if not cell.count:
        return line
    middle, highest = x + width / 2, f"{foot - height:.1f}"
    return (
        f'<rect class="{fill}" x="{x + 1:.2f}%" y="{highest}" width="{width - 2:.2f}%" height="{height:.1f}"/>'
        f'<text class="bl-c-text" x="{middle:.2f}%" y="{foot - height - 4:.1f}" text-anchor="middle">'
        f"{escape(_said(cell))}</text>{line}"
    )


def _said(cell: Cell) -> str:
    if cell.late and cell.count:
        return _("%(count)s late") % {"count": figure(cell.count, 0)}
    return figure(cell.count, 0)
