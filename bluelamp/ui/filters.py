"""How dates, times, lengths and figures read: GOV.UK style, Europe/London, British English or its translation.

All take aware datetimes; a naive one is a mistake and raises ValueError. ``None`` gives an empty string.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, ngettext, override

LONDON = ZoneInfo("Europe/London")  # as core has it, which stands beside ui and is unknown to it
_ENGLISH = "en-gb"
_UNITS = ((31_536_000, "year"), (2_592_000, "month"), (86_400, "day"), (3600, "hour"), (60, "minute"))


def spoken(text: object) -> str:
    """A text that may not be translated yet, marked as English where it is not: for speech and for the direction in
    which it reads (WCAG 2.2, 3.1.2)."""
    said = str(text)
    if (get_language() or _ENGLISH).startswith("en"):
        return said
    with override(_ENGLISH):
        source = str(text)
    return format_html('<span lang="en" dir="ltr">{}</span>', said) if said == source else said


def local(value: datetime) -> datetime:
    """``value`` on the clock of Europe/London."""
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone.")
    return value.astimezone(LONDON)


def _day(value: date) -> date:
    return local(value) if isinstance(value, datetime) else value


def date_words(value: date | None) -> str:
    """``22 November 2026``."""
    return "" if value is None else dateformat.format(_day(value), "j E Y")


def month_words(value: str) -> str:
    """``November 2026``, of a month as data write it: ``2026-11``."""
    return dateformat.format(date.fromisoformat(f"{value}-01"), "F Y") if value else ""


def weekday_words(value: date | None) -> str:
    """``Sunday 22 November 2026``."""
    return "" if value is None else dateformat.format(_day(value), "l j E Y")


def _clock(value: time | datetime) -> str:
    if value.minute == 0 and value.hour in {0, 12}:
        return gettext("midday") if value.hour else gettext("midnight")
    if not (get_language() or "en").startswith("en"):  # am and pm are English
        return f"{value.hour}:{value.minute:02}"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


def time_words(value: datetime | time | None) -> str:
    """``3:15pm``, ``9am``, ``midday``, ``midnight``."""
    if value is None:
        return ""
    return _clock(local(value) if isinstance(value, datetime) else value)


def datetime_words(value: datetime | None) -> str:
    """``22 November 2026 at 3:15pm``."""
    if value is None:
        return ""
    return gettext("%(date)s at %(time)s") % {"date": date_words(value), "time": time_words(value)}


def hhmm(value: datetime | None) -> str:
    """``15:15``: the 24-hour clock of operational screens."""
    return "" if value is None else f"{local(value):%H:%M}"


def short(value: datetime | None) -> str:
    """``22 Nov 15:15``: for dense staff tables."""
    return "" if value is None else f"{dateformat.format(local(value), 'j M')} {hhmm(value)}"


def logged(value: datetime | None) -> str:
    """``22 Nov 2026 15:15``: for logs and files of the desks, which are read years later."""
    return "" if value is None else f"{dateformat.format(local(value), 'j M Y')} {hhmm(value)}"


def moment(text: str) -> datetime:
    """The instant that ISO 8601 words name, for the filters that show one."""
    return datetime.fromisoformat(text)


def iso(value: date | None) -> str:
    """For the ``datetime`` attribute of ``<time>``: RFC 3339 in UTC, or a plain date."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{local(value).astimezone(ZoneInfo('UTC')):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat()


def _count(unit: str, n: int) -> str:
    words = {
        "year": ngettext("%(n)s year", "%(n)s years", n),
        "month": ngettext("%(n)s month", "%(n)s months", n),
        "day": ngettext("%(n)s day", "%(n)s days", n),
        "hour": ngettext("%(n)s hour", "%(n)s hours", n),
        "minute": ngettext("%(n)s minute", "%(n)s minutes", n),
    }
    return words[unit] % {"n": n}


def duration(value: timedelta | None, parts: int = 2) -> str:
    """``1 hour 5 minutes``: at most ``parts`` units, rounded down; ``under a minute`` when shorter."""
    if value is None:
        return ""
    left = int(abs(value).total_seconds())
    said: list[str] = []
    for size, unit in _UNITS:
        n, rest = divmod(left, size)
        if n and len(said) < parts:
            said.append(_count(unit, n))
            left = rest
        elif said:
            break
    return " ".join(said) or gettext("under a minute")


def ago(value: datetime | None, now: datetime) -> str:
    """``4 minutes ago``, ``in 3 hours``, ``just now``: seen from ``now``, in one unit."""
    if value is None:
        return ""
    gap = local(now) - local(value)
    if abs(gap) < timedelta(minutes=1):
        return gettext("just now")
    words = {"gap": duration(gap, parts=1)}
    return gettext("%(gap)s ago") % words if gap > timedelta(0) else gettext("in %(gap)s") % words


def number(value: float | None, decimals: int = 0) -> str:
    """``12,345`` or ``12,345.7``."""
    return "" if value is None else f"{value:,.{decimals}f}"


def percent(value: float | None, decimals: int = 0) -> str:
    """``0.057`` as ``6%``; with one decimal ``5.7%``."""
    return "" if value is None else f"{100 * value:.{decimals}f}%"


def file_size(value: int | None) -> str:
    """``340 bytes``, ``12 kB``, ``3.4 MB`` (decimal units, as file managers show them)."""
    if value is None:
        return ""
    if value < 1000:
        return ngettext("%(n)s byte", "%(n)s bytes", value) % {"n": value}
    size, units = value / 1000, ["kB", "MB", "GB", "TB"]
    while round(size, 1) >= 1000 and len(units) > 1:
        size, units = size / 1000, units[1:]
    return f"{size:.1f}".removesuffix(".0") + f" {units[0]}"


def and_list(values: Iterable[object]) -> str:
    """``a, b and c``."""
    words = [str(value) for value in values]
    if len(words) < 2:
        return "".join(words)
    return gettext("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}
