"""The backlog in one picture: how many wait at which risk for how long, what is late, and who has waited longest."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bluelamp.contact.enums import Risk
from bluelamp.contact.escalation import late_after
from bluelamp.core.actor import Actor
from bluelamp.desk.contact.queue import Place, Row, rows
from bluelamp.ui.cells import Cell, grid
from bluelamp.ui.charts import Chart

# Waiting so long at most; whoever has waited longer than the last stands in a column of their own.
BANDS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Picture:
    """``headline`` says it in one sentence; ``oldest`` is the row of whoever has waited longest."""

    chart: Chart
    headline: str
    late: int
    unseen: int
    oldest: Row | None


def band_of(waited: timedelta) -> int:
    """The number of the column that a wait belongs to."""
    return sum(waited >= band for band in BANDS)


def is_late(risk: str, waited: timedelta) -> bool:
    """Whether somebody should have been told by now, by the rules of escalation."""
    return waited >= late_after(risk)


def picture(found: Iterable[Place], *, actor: Actor, at: datetime) -> Picture:
    """One reading for the supervisor's glance. Two queries, for the name of the oldest."""
    waiting = list(found)
    counts = Counter((place.at.risk, band_of(at - place.at.since)) for place in waiting)
    late = Counter(place.at.risk for place in waiting if is_late(place.at.risk, at - place.at.since))
    oldest = min(waiting, key=lambda place: place.at.since, default=None)
    overdue = sum(place.at.due is not None and place.at.due < at for place in waiting)
    headline = _headline(len(waiting), late, overdue)
    cells = [
        [
            Cell(counts[risk, band], late=band > 0 and BANDS[band - 1] >= late_after(risk))
            for band in range(len(BANDS) + 1)
        ]
        for risk in Risk.values
    ]
    chart = grid(
        title=_("Waiting, by risk and age"),
        words=headline,
        rows=[_("High"), _("Medium"), _("Standard")],
        columns=[_("15 min"), _("1 h"), _("4 h"), _("24 h"), _("more")],
        cells=cells,
        axis=_("Waiting up to"),
    )
    unseen = sum(any(one.seen_at is None for one in place.escalations) for place in waiting)
    return Picture(
        chart, headline, late.total(), unseen, next(iter(rows([oldest], actor=actor)), None) if oldest else None
    )


def _headline(waiting: int, late: "Counter[str]", overdue: int) -> str:
    if not waiting:
        return _("Nobody is waiting.")
    said = ngettext("%(n)s waits.", "%(n)s wait.", waiting) % {"n": f"{waiting:,}"}
    if overdue:
        said += " " + ngettext(
            "%(n)s promise to call or to meet is overdue.",
            "%(n)s promises to call or to meet are overdue.",
            overdue,
        ) % {"n": f"{overdue:,}"}
    if not late.total():
        return f"{said} {_('Nobody has waited too long.')}"
    words = ngettext("%(n)s has waited too long,", "%(n)s have waited too long,", late.total()) % {
        "n": f"{late.total():,}"
    }
    of_these = _("%(high)s with high risk, %(medium)s with medium, %(standard)s with standard.") % {
        "high": late[Risk.HIGH],
        "medium": late[Risk.MEDIUM],
        "standard": late[Risk.STANDARD],
    }
    return f"{said} {words} {of_these}"
