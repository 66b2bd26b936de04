"""Charts as SVG made on the server: no script, no inline style, the same picture on paper, by day and by night.

Widths are per cent of the container and letters keep their size, so a chart fits a phone and a wall alike. Colours are
classes (``bl-c-…``) that the style sheet fills. Every chart carries a title, a description in words and its figures as
a table (``columns`` and ``rows``), which the macro ``ui/kit/chart.html`` always shows with it.
"""

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

Values = Sequence[float | None]
Interval = tuple[float, float]
SERIES = 4  # colours that are told apart by eyes of every kind; more lines than this are not read anyway

_ROW, _BAR = 40, 14  # px: a bar with its label above it
_PLOT, _TOP, _FOOT = 200, 18, 26  # px: height of a line chart, room for the top label, room for the x labels


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: ``svg`` to show, ``columns`` and ``rows`` as ``ui/kit/table.html`` takes them."""

    title: str
    description: str
    svg: Markup
    columns: list[str | dict[str, object]]
    rows: list[list[str]]
    legend: tuple[str, ...] = ()


def bars(
    *,
    title: str,
    labels: Sequence[str],
    values: Sequence[float],
    unit: str = "",
    intervals: Sequence[Interval] | None = None,
    decimals: int = 0,
) -> Chart:
    """Horizontal bars from nought. ``values`` >= 0; ``intervals`` are (low, high) in the same unit, drawn as whiskers."""
    _same_length(labels, values, *([intervals] if intervals is not None else []))
    if any(value < 0 for value in values):
        raise ValueError(f"Bars of {title!r} start at nought and cannot show a negative value.")
    top = max([*values, *(high for _low, high in intervals or ())], default=0) or 1
    parts = []
    for i, (label, value) in enumerate(zip(labels, values, strict=True)):
        said = _figure(value, decimals)
        if intervals:
            said += f" ({_figure(intervals[i][0], decimals)}\u2013{_figure(intervals[i][1], decimals)})"
        parts.append(_bar(i, label, value / top, said))
        if intervals:
            parts.append(_whisker(i, intervals[i][0] / top, intervals[i][1] / top))
    words = _bars_words(labels, values, unit, decimals)
    columns: list[str | dict[str, object]] = ["", {"text": unit or _("Value"), "num": True}]
    rows = [[label, _figure(value, decimals)] for label, value in zip(labels, values, strict=True)]
    if intervals:
        columns += [{"text": _("Lower bound"), "num": True}, {"text": _("Upper bound"), "num": True}]
        for row, (low, high) in zip(rows, intervals, strict=True):
            row += [_figure(low, decimals), _figure(high, decimals)]
    return Chart(title, words, _svg(title, words, len(labels) * _ROW, "".join(parts)), columns, rows)


def line(
    *, title: str, labels: Sequence[str], series: Mapping[str, Values], unit: str = "", decimals: int = 0
) -> Chart:
    """One to four lines over the same ``labels``, from nought. ``None`` leaves a gap: what is not known is not drawn."""
    if not 1 <= len(series) <= SERIES:
        raise ValueError(f"A line chart shows one to {SERIES} lines; {title!r} has {len(series)}.")
    _same_length(labels, *series.values())
    scale = _Scale.of([v for values in series.values() for v in values if v is not None], len(labels))
    body = _axes(scale, labels, decimals)
    for n, (name, values) in enumerate(series.items(), start=1):
        body += _plot(_path(scale, values, n)) + _dots(scale, values, labels, name, n, decimals)
    words = " ".join(_trend_words(name, labels, values, unit, decimals) for name, values in series.items())
    columns: list[str | dict[str, object]] = ["", *({"text": name, "num": True} for name in series)]
    rows = [[label, *(_figure(v[i], decimals) for v in series.values())] for i, label in enumerate(labels)]
    svg = _svg(title, words, _TOP + _PLOT + _FOOT, body)
    return Chart(title, words, svg, columns, rows, tuple(series) if len(series) > 1 else ())


def band(
    *,
    title: str,
    labels: Sequence[str],
    values: Values,
    low: Sequence[float],
    high: Sequence[float],
    name: str,
    interval: str,
    unit: str = "",
    decimals: int = 0,
    observed: Values | None = None,
) -> Chart:
    """A line inside its interval. ``interval`` says what it is, such as "80% interval"; ``observed`` adds what came true."""
    _same_length(labels, values, low, high, *([observed] if observed is not None else []))
    if any(a > b for a, b in zip(low, high, strict=True)):
        raise ValueError(f"The interval of {title!r} has a lower bound above its upper bound.")
    seen = observed or []
    scale = _Scale.of([v for v in [*values, *low, *high, *seen] if v is not None], len(labels))
    edge = [(scale.x(i), scale.y(v)) for i, v in enumerate(high)]
    edge += [(scale.x(i), scale.y(v)) for i, v in reversed(list(enumerate(low)))]
    area = f'<path class="bl-c-band-1" d="M{" ".join(f"{x:.1f},{y:.1f}" for x, y in edge)}Z"/>' if edge else ""
    body = _axes(scale, labels, decimals) + _plot(area + _path(scale, values, 1))
    body += _dots(scale, values, labels, name, 1, decimals)
    columns: list[str | dict[str, object]] = [
        "",
        *({"text": t, "num": True} for t in (name, _("Lower bound"), _("Upper bound"))),
    ]
    rows = [
        [label, *(_figure(v[i], decimals) for v in (values, low, high))] for i, label in enumerate(labels)
    ]
    words = _trend_words(name, labels, values, unit, decimals) + " " + _("With its %s.") % interval
    legend: tuple[str, ...] = (f"{name}, {interval}",)
    if observed is not None:
        body += _plot(_path(scale, observed, 2)) + _dots(scale, observed, labels, _("Observed"), 2, decimals)
        columns.append({"text": _("Observed"), "num": True})
        for row, value in zip(rows, observed, strict=True):
            row.append(_figure(value, decimals))
        legend += (_("Observed"),)
    return Chart(title, words, _svg(title, words, _TOP + _PLOT + _FOOT, body), columns, rows, legend)


@dataclass(frozen=True, slots=True)
class _Scale:
    ticks: tuple[float, ...]
    points: int

    @classmethod
    def of(cls, values: Sequence[float], points: int) -> "_Scale":
        return cls(ticks(min([0, *values]), max([0, *values]) or 1), points)

    def x(self, i: int) -> float:
        """Position of point ``i``: 0 to 1000 across the plot, a little inside its edges."""
        return 500.0 if self.points < 2 else 10 + 980 * i / (self.points - 1)

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


def _bar(i: int, label: str, share: float, said: str) -> str:
    y = i * _ROW
    return (
        f'<text class="bl-c-text" x="0" y="{y + 13}">{escape(label)}</text>'
        f'<text class="bl-c-text bl-c-soft" x="100%" y="{y + 13}" text-anchor="end">{escape(said)}</text>'
        f'<rect class="bl-c-track" x="0" y="{y + 18}" width="100%" height="{_BAR}"/>'
        f'<rect class="bl-c-fill-1" x="0" y="{y + 18}" width="{100 * share:.2f}%" height="{_BAR}"/>'
    )


def _whisker(i: int, low: float, high: float) -> str:
    middle = i * _ROW + 18 + _BAR / 2
    ends = "".join(
        f'<line class="bl-c-whisker" x1="{100 * x:.2f}%" x2="{100 * x:.2f}%" y1="{middle - 5}" y2="{middle + 5}"/>'
        for x in (low, high)
    )
    return (
        f'<line class="bl-c-whisker" x1="{100 * low:.2f}%" x2="{100 * high:.2f}%" y1="{middle}" y2="{middle}"/>{ends}'
    )


def _axes(scale: _Scale, labels: Sequence[str], decimals: int) -> str:
    places = max(decimals, 0 if all(t == int(t) for t in scale.ticks) else 1)
    parts = []
    for tick in scale.ticks:
        y = _TOP + scale.y(tick)
        css = "bl-c-axis" if tick == 0 else "bl-c-grid"
        parts.append(f'<line class="{css}" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="bl-c-text bl-c-soft" x="0" y="{y - 4:.1f}">{_figure(tick, places)}</text>')
    shown = sorted({round(i * (len(labels) - 1) / 3) for i in range(4)}) if len(labels) > 4 else range(len(labels))
    for i in shown:
        x = scale.x(i) / 10
        anchor = "middle" if 15 < x < 85 else ("start" if x <= 15 else "end")
        edge = {"start": 0.0, "middle": x, "end": 100.0}[anchor]
        parts.append(
            f'<text class="bl-c-text bl-c-soft" x="{edge:.1f}%" y="{_TOP + _PLOT + 18}" text-anchor="{anchor}">'
            f"{escape(labels[i])}</text>"
        )
    return "".join(parts)


def _plot(body: str) -> str:
    # Stretched to the container's width; strokes keep their thickness.
    return (
        f'<svg x="0" y="{_TOP}" width="100%" height="{_PLOT}" viewBox="0 0 1000 {_PLOT}" '
        f'preserveAspectRatio="none" overflow="visible">{body}</svg>'
    )


def _path(scale: _Scale, values: Values, n: int) -> str:
    steps, pen = [], "M"
    for i, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        steps.append(f"{pen}{scale.x(i):.1f},{scale.y(value):.1f}")
        pen = "L"
    return f'<path class="bl-c-line-{n}" vector-effect="non-scaling-stroke" d="{" ".join(steps)}"/>' if steps else ""


def _dots(scale: _Scale, values: Values, labels: Sequence[str], name: str, n: int, decimals: int) -> str:
    if len(values) > 40:  # noqa: PLR2004 closer than this they hide the line
        return ""
    return "".join(
        f'<circle class="bl-c-dot-{n}" cx="{scale.x(i) / 10:.2f}%" cy="{_TOP + scale.y(value):.1f}" r="3.5">'
        f"<title>{escape(name)}, {escape(labels[i])}: {_figure(value, decimals)}</title></circle>"
        for i, value in enumerate(values)
        if value is not None
    )


def _svg(title: str, words: str, height: int, body: str) -> Markup:
    key = f"c{zlib.crc32((title + words + body).encode()):08x}"
    text = (
        f'<svg class="bl-c" width="100%" height="{height}" role="img" aria-labelledby="{key}-t {key}-d" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(words)}</desc>{body}</svg>'
    )
    return Markup(text)  # noqa: S704 every text in it went through escape above


def _figure(value: float | None, decimals: int) -> str:
    return _("not known") if value is None else f"{value:,.{decimals}f}"


def _bars_words(labels: Sequence[str], values: Sequence[float], unit: str, decimals: int) -> str:
    if not values:
        return _("There is nothing to show.")
    most = max(range(len(values)), key=values.__getitem__)
    least = min(range(len(values)), key=values.__getitem__)
    return _("%(n)s bars. Highest: %(most)s, %(high)s %(unit)s. Lowest: %(least)s, %(low)s %(unit)s.") % {
        "n": len(values),
        "unit": unit,
        "most": labels[most],
        "high": _figure(values[most], decimals),
        "least": labels[least],
        "low": _figure(values[least], decimals),
    }


def _trend_words(name: str, labels: Sequence[str], values: Values, unit: str, decimals: int) -> str:
    known = [(label, v) for label, v in zip(labels, values, strict=True) if v is not None]
    if not known:
        return _("%s: nothing is known.") % name
    (first, start), (last, end) = known[0], known[-1]
    peak, top = max(known, key=lambda pair: pair[1])
    return _("%(name)s: from %(start)s (%(first)s) to %(end)s %(unit)s (%(last)s), highest %(top)s (%(peak)s).") % {
        "name": name,
        "unit": unit,
        "first": first,
        "start": _figure(start, decimals),
        "last": last,
        "end": _figure(end, decimals),
        "peak": peak,
        "top": _figure(top, decimals),
    }


def _same_length(*columns: Sequence[object]) -> None:
    if len({len(column) for column in columns}) > 1:
        raise ValueError(f"A chart needs columns of one length, not {[len(column) for column in columns]}.")
