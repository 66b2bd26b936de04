"""Charts as SVG made on the server: no script, no inline style, the same on a phone, a wall and paper.

Every chart carries a title, a description in words and its figures as a table (``columns``, ``rows``), which the
macro ``ui/kit/chart.html`` always shows with it. Colours are classes that the style sheet fills.
``axis`` heads the first column of that table ("Type of crime", "Month").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from bluelamp.ui.drawing import PLOT_HEIGHT, ROW, Scale, Values, area, axes, bar, curve, figure, stack, svg, whisker

Interval = tuple[float, float]
Column = str | dict[str, object]
_ROUNDING = 0.5  # per cent that rounded parts may lack
SERIES = 4  # colours and dashes that are told apart; nobody reads more lines than this


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: ``svg`` to show, ``columns`` and ``rows`` as ``ui/kit/table.html`` takes them.

    The legend names lines, or parts of bars when it ``names_parts``.
    """

    title: str
    description: str
    svg: Markup
    columns: list[Column]
    rows: list[list[str]]
    legend: tuple[str, ...] = ()
    names_parts: bool = False


def bars(
    *,
    title: str,
    labels: Sequence[str],
    values: Sequence[float],
    unit: str = "",
    intervals: Sequence[Interval] | None = None,
    decimals: int = 0,
    axis: str = "",
) -> Chart:
    """Horizontal bars from nought; ``values`` >= 0. ``intervals`` are (low, high) in the same unit, as whiskers."""
    _same_length(labels, values, *([intervals] if intervals is not None else []))
    if any(value < 0 for value in values):
        raise ValueError(f"Bars of {title!r} start at nought and cannot show a negative value.")
    whiskers = intervals or []
    top = max([*values, *(high for _low, high in whiskers)], default=0) or 1
    said = [figure(value, decimals) for value in values]
    for i, (low, high) in enumerate(whiskers):
        said[i] += f" ({figure(low, decimals)}\u2013{figure(high, decimals)})"
    body = "".join(bar(i, label, values[i] / top, said[i]) for i, label in enumerate(labels))
    body += "".join(whisker(i, low / top, high / top) for i, (low, high) in enumerate(whiskers))
    words = _bars_words(labels, values, unit, decimals)
    columns: list[Column] = [axis or _("What"), _figures(unit or _("Value"))]
    rows = [[label, figure(value, decimals)] for label, value in zip(labels, values, strict=True)]
    if intervals is not None:
        columns += [_figures(_("Lower bound")), _figures(_("Upper bound"))]
        for row, bounds in zip(rows, intervals, strict=True):
            row += [figure(bound, decimals) for bound in bounds]
    return Chart(title, words, svg(title, words, len(labels) * ROW, body), columns, rows)


def stacks(
    *, title: str, labels: Sequence[str], parts: Mapping[str, Sequence[float]], axis: str = "", decimals: int = 0
) -> Chart:
    """One bar for each label, made of one to four ``parts`` of a whole in per cent, which add up to 100 in each bar."""
    if not 1 <= len(parts) <= SERIES:
        raise ValueError(f"A bar shows one to {SERIES} parts; {title!r} has {len(parts)}.")
    _same_length(labels, *parts.values())
    if any(abs(sum(values[i] for values in parts.values()) - 100) > _ROUNDING for i in range(len(labels))):
        raise ValueError(f"The parts of {title!r} must add up to 100 per cent.")
    leading = next(iter(parts))
    said = [f"{leading} {figure(value, decimals)}%" for value in parts[leading]]
    rows = [[label, *(f"{figure(v[i], decimals)}%" for v in parts.values())] for i, label in enumerate(labels)]
    words = " ".join(
        f"{row[0]}: {', '.join(f'{name} {value}' for name, value in zip(parts, row[1:], strict=True))}." for row in rows
    )
    body = "".join(stack(i, label, [v[i] / 100 for v in parts.values()], said[i]) for i, label in enumerate(labels))
    columns: list[Column] = [axis or _("When"), *map(_figures, parts)]
    drawn = svg(title, words, len(labels) * ROW, body)
    return Chart(title, words, drawn, columns, rows, tuple(parts), names_parts=True)


def line(
    *,
    title: str,
    labels: Sequence[str],
    series: Mapping[str, Values],
    unit: str = "",
    decimals: int = 0,
    axis: str = "",
) -> Chart:
    """One to four lines over the same ``labels``, from nought. ``None`` leaves a gap: the unknown is not drawn."""
    if not 1 <= len(series) <= SERIES:
        raise ValueError(f"A line chart shows one to {SERIES} lines; {title!r} has {len(series)}.")
    _same_length(labels, *series.values())
    scale = Scale.of([value for values in series.values() for value in values], labels, decimals)
    body = axes(scale)
    body += "".join(curve(scale, values, name, n) for n, (name, values) in enumerate(series.items(), start=1))
    words = " ".join(_trend_words(name, scale, values, unit) for name, values in series.items())
    legend = tuple(series) if len(series) > 1 else ()
    return Chart(title, words, svg(title, words, PLOT_HEIGHT, body), *_table(axis, scale, series), legend)


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
    axis: str = "",
) -> Chart:
    """A line inside its ``interval`` (in words: "80% interval"); ``observed`` adds what came true."""
    _same_length(labels, values, low, high, *([observed] if observed is not None else []))
    if any(a > b for a, b in zip(low, high, strict=True)):
        raise ValueError(f"The interval of {title!r} has a lower bound above its upper bound.")
    series: dict[str, Values] = {name: values, _("Lower bound"): low, _("Upper bound"): high}
    legend: tuple[str, ...] = (f"{name}, {interval}",)
    scale = Scale.of([*values, *low, *high, *(observed or [])], labels, decimals)
    body = axes(scale) + curve(scale, values, name, 1, below=area(scale, low, high))
    words = f"{_trend_words(name, scale, values, unit)} {_('With its %s.') % interval}"
    if observed is not None:
        body += curve(scale, observed, _("Observed"), 2)
        series[_("Observed")] = observed
        legend += (_("Observed"),)
    return Chart(title, words, svg(title, words, PLOT_HEIGHT, body), *_table(axis, scale, series), legend)


def _figures(text: str) -> dict[str, object]:
    return {"text": text, "num": True}


def _table(axis: str, scale: Scale, series: Mapping[str, Values]) -> tuple[list[Column], list[list[str]]]:
    columns: list[Column] = [axis or _("When"), *map(_figures, series)]
    rows = [
        [label, *(figure(values[i], scale.decimals) for values in series.values())]
        for i, label in enumerate(scale.labels)
    ]
    return columns, rows


def _bars_words(labels: Sequence[str], values: Sequence[float], unit: str, decimals: int) -> str:
    if not values:
        return _("There is nothing to show.")
    most = max(range(len(values)), key=values.__getitem__)
    least = min(range(len(values)), key=values.__getitem__)
    said = _("%(n)s bars. Highest: %(most)s, %(high)s %(unit)s. Lowest: %(least)s, %(low)s %(unit)s.") % {
        "n": len(values),
        "unit": unit,
        "most": labels[most],
        "high": figure(values[most], decimals),
        "least": labels[least],
        "low": figure(values[least], decimals),
    }
    return said.replace(" ,", ",").replace(" .", ".")  # no unit


def _trend_words(name: str, scale: Scale, values: Values, unit: str) -> str:
    known = [(label, v) for label, v in zip(scale.labels, values, strict=True) if v is not None]
    if not known:
        return _("%s: nothing is known.") % name
    (first, start), (last, end) = known[0], known[-1]
    peak, top = max(known, key=lambda pair: pair[1])
    words = _("%(name)s: from %(start)s (%(first)s) to %(end)s %(unit)s (%(last)s), highest %(top)s (%(peak)s).")
    said = words % {
        "name": name,
        "unit": unit,
        "first": first,
        "start": figure(start, scale.decimals),
        "last": last,
        "end": figure(end, scale.decimals),
        "peak": peak,
        "top": figure(top, scale.decimals),
    }
    return said.replace("  ", " ")  # no unit


def _same_length(*columns: Sequence[object]) -> None:
    if len({len(column) for column in columns}) > 1:
        raise ValueError(f"A chart needs columns of one length, not {[len(column) for column in columns]}.")
