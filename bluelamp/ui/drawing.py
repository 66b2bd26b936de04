"""Pieces of SVG for charts: widths in per cent, heights in px, colours as classes."""

import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

Values = Sequence[float | None]

ROW, _BAR = 40, 14  # px: a bar with its label above it
_PLOT, _TOP, _FOOT = 200, 18, 26  # px: the plot of a line chart, room above for its highest label, room below
PLOT_HEIGHT = _TOP + _PLOT + _FOOT
_SMALLEST_SPAN = 1e-6  # below this everything counts as nought
_MOST_DOTS = 40  # closer than this they hide the line


@dataclass(frozen=True, slots=True)
class Scale:
    """Where points stand in a line chart: ``ticks`` on the y axis, ``labels`` along the x axis."""

    ticks: tuple[float, ...]
    labels: Sequence[str]
    decimals: int

    @classmethod
    def of(cls, values: Values, labels: Sequence[str], decimals: int) -> "Scale":
        known = [value for value in values if value is not None]
        low, high = min([0, *known]), max([0, *known])
        return cls(ticks(low, high if high - low > _SMALLEST_SPAN else low + 1), labels, decimals)

    def x(self, i: int) -> float:
        """0 to 1000 across the plot; the first tenth is left to the figures of the axis."""
        return 545.0 if len(self.labels) < 2 else 100 + 890 * i / (len(self.labels) - 1)

    def y(self, value: float) -> float:
        """Px from the top of the plot."""
        low, high = self.ticks[0], self.ticks[-1]
        return _PLOT * (1 - (value - low) / (high - low))


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round steps (1, 2 or 5 times a power of ten) that cover ``low`` to ``high``; ``high`` > ``low``."""
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(i * step, 10) for i in range(first, last + 1))


def figure(value: float | None, decimals: int) -> str:
    """``1,234.5``; an unknown value says so."""
    return _("not known") if value is None else f"{value:,.{decimals}f}"


def bar(i: int, label: str, share: float, said: str) -> str:
    """Bar number ``i``: ``share`` of the width (0 to 1), its label and its value in words above it."""
    y = i * ROW
    return (
        f'<text class="bl-c-text" x="0" y="{y + 13}">{escape(label)}</text>'
        f'<text class="bl-c-text bl-c-soft" x="100%" y="{y + 13}" text-anchor="end">{escape(said)}</text>'
        f'<rect class="bl-c-track" x="0" y="{y + 18}" width="100%" height="{_BAR}"/>'
        f'<rect class="bl-c-fill-1" x="0" y="{y + 18}" width="{100 * share:.2f}%" height="{_BAR}"/>'
    )


def stack(i: int, label: str, shares: Sequence[float], said: str) -> str:
    """Row number ``i``: parts of a whole side by side, ``shares`` of the width (0 to 1, together at most 1)."""
    y, at, parts = i * ROW, 0.0, []
    for n, share in enumerate(shares, start=1):
        parts.append(
            f'<rect class="bl-c-part bl-c-fill-{n}" x="{100 * at:.2f}%" y="{y + 18}" '
            f'width="{100 * share:.2f}%" height="{_BAR}"/>'
            if share
            else ""
        )
        at += share
    return (
        f'<text class="bl-c-text" x="0" y="{y + 13}">{escape(label)}</text>'
        f'<text class="bl-c-text bl-c-soft" x="100%" y="{y + 13}" text-anchor="end">{escape(said)}</text>'
        + "".join(parts)
    )


def whisker(i: int, low: float, high: float) -> str:
    """The interval of bar number ``i``, as shares of the width."""
    a, b, y = f"{100 * low:.2f}%", f"{100 * high:.2f}%", i * ROW + 18 + _BAR // 2
    ends = [(a, b, y, y), (a, a, y - 5, y + 5), (b, b, y - 5, y + 5)]
    return "".join(f'<line class="bl-c-whisker" x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}"/>' for x1, x2, y1, y2 in ends)


def axes(scale: Scale) -> str:
    """Lines across with their figures, and up to four labels below."""
    whole = all(tick == int(tick) for tick in scale.ticks)
    places = max(scale.decimals, 0 if whole else 1)
    parts = []
    for tick in scale.ticks:
        y, css = _TOP + scale.y(tick), "bl-c-grid" if tick else "bl-c-axis"
        parts.append(f'<line class="{css}" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="bl-c-text bl-c-soft bl-c-tick" x="0" y="{y - 4:.1f}">{figure(tick, places)}</text>')
    return "".join(parts) + "".join(_x_label(scale, i) for i in _shown(len(scale.labels)))


def _shown(count: int) -> Sequence[int]:
    return range(0, count, math.ceil(count / 4) or 1)


def _x_label(scale: Scale, i: int) -> str:
    x = scale.x(i) / 10
    anchor, x = ("end", 100.0) if x >= 85 else ("start", max(x - 4, 0)) if x <= 15 else ("middle", x)
    between = "" if i in (0, _shown(len(scale.labels))[-1]) else " bl-c-between"
    return (
        f'<text class="bl-c-text bl-c-soft{between}" x="{x:.1f}%" y="{_TOP + _PLOT + 18}" text-anchor="{anchor}">'
        f"{escape(scale.labels[i])}</text>"
    )


def curve(scale: Scale, values: Values, name: str, n: int, below: str = "") -> str:
    """Series number ``n`` (1 to 4): a line with gaps where nothing is known, over ``below``, and its dots."""
    return _stretched(below + _path(scale, values, n)) + _dots(scale, values, name, n)


def area(scale: Scale, low: Sequence[float], high: Sequence[float]) -> str:
    """The band between ``low`` and ``high``; goes below a curve."""
    edge = [(scale.x(i), scale.y(v)) for i, v in enumerate(high)]
    edge += [(scale.x(i), scale.y(v)) for i, v in reversed(list(enumerate(low)))]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in edge)
    return f'<path class="bl-c-band-1" d="M{points}Z"/>' if edge else ""


def _stretched(body: str) -> str:
    # As wide as the container; strokes keep their thickness.
    return (
        f'<svg x="0" y="{_TOP}" width="100%" height="{_PLOT}" viewBox="0 0 1000 {_PLOT}" '
        f'preserveAspectRatio="none" overflow="visible">{body}</svg>'
    )


def _path(scale: Scale, values: Values, n: int) -> str:
    steps, pen = [], "M"
    for i, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        steps.append(f"{pen}{scale.x(i):.1f},{scale.y(value):.1f}")
        pen = "L"
    path = f'<path class="bl-c-line-{n}" vector-effect="non-scaling-stroke" d="{" ".join(steps)}"/>'
    return path if steps else ""


def _dots(scale: Scale, values: Values, name: str, n: int) -> str:
    if len(values) > _MOST_DOTS:
        return ""
    return "".join(
        f'<circle class="bl-c-dot-{n}" cx="{scale.x(i) / 10:.2f}%" cy="{_TOP + scale.y(value):.1f}" r="3.5">'
        f"<title>{escape(name)}, {escape(scale.labels[i])}: {figure(value, scale.decimals)}</title></circle>"
        for i, value in enumerate(values)
        if value is not None
    )


def svg(title: str, words: str, height: int, body: str) -> Markup:
    """The whole picture, named by ``title`` and described by ``words`` for those who do not see it."""
    key = f"c{zlib.crc32((title + words + body).encode()):08x}"
    text = (
        f'<svg class="bl-c" width="100%" height="{height}" role="img" aria-labelledby="{key}-t" '
        f'aria-describedby="{key}-d" xmlns="http://www.w3.org/2000/svg"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(words)}</desc>{body}</svg>'
    )
    return Markup(text)  # noqa: S704 - every text in it went through escape
