"""A record in sentences and pictures: how many, how sure, whose, when, and that it is no prediction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bluelamp.analytics.enums import Basis, Ending, Level, Withheld
from bluelamp.analytics.selectors import ENOUGH, FEWEST, MOST_COHORTS
from bluelamp.analytics.types import EndingShare, Stage, TrackRecord
from bluelamp.portal.what_if.model import Kind, Words
from bluelamp.ui import charts
from bluelamp.ui.charts import Chart
from bluelamp.ui.filters import and_list, month_words, number, percent

# Short, because they stand on bars that may be 250 px wide; ``MEANT`` says more.
ENDINGS: Mapping[Ending, Words] = {
    Ending.CHARGED: gettext_lazy("Charged"),
    Ending.RESOLVED: gettext_lazy("Settled out of court"),
    Ending.ELSEWHERE: gettext_lazy("Handed on"),
    Ending.UNPROSECUTED: gettext_lazy("Suspect not charged"),
    Ending.NO_SUSPECT: gettext_lazy("No suspect found"),
    Ending.OTHER: gettext_lazy("Another result"),
    Ending.OPEN: gettext_lazy("Still open"),
}
MEANT: Mapping[Ending, Words] = {
    Ending.CHARGED: gettext_lazy("somebody was charged or summonsed, whatever the court decided"),
    Ending.RESOLVED: gettext_lazy("a caution, a penalty or an agreement"),
    Ending.ELSEWHERE: gettext_lazy("another organisation deals with it"),
    Ending.UNPROSECUTED: gettext_lazy("there was a suspect, but not enough evidence, or no public interest"),
    Ending.NO_SUSPECT: gettext_lazy("the case was closed without a suspect"),
    Ending.OTHER: gettext_lazy("a result that we do not know the name of"),
    Ending.OPEN: gettext_lazy("still looked into, or no result was published"),
}
WHY_NOT: Mapping[Withheld, Words] = {
    Withheld.PROTECTED: gettext_lazy(
        "We show no figures for rape and other sexual offences, domestic abuse or stalking. What the figures say about "
        "others says nothing about you, and no figure should keep anybody from asking for help."
    ),
    Withheld.MIXED: gettext_lazy(
        "The published figures put crimes like this together with very different ones, so they would mislead."
    ),
    Withheld.FOUND_BY_LOOKING: gettext_lazy(
        "Most of these are found by the police when they look, not reported by somebody, so what became of them says "
        "little about a report."
    ),
    Withheld.NOT_PUBLISHED: gettext_lazy("Nobody publishes what became of reports like this."),
    Withheld.NOT_HELD: gettext_lazy("We hold no figures yet that were followed for a year."),
    Withheld.TOO_FEW: gettext_lazy("There were too few reports like this to say anything fair about them."),
    Withheld.STOPPED: gettext_lazy("These figures are switched off at the moment, because they are being checked."),
}


def why_not(kind: Kind, why: Withheld) -> Words:
    """Why nothing is said of a kind."""
    return kind.why_words if kind.why_words and why is kind.why_not else WHY_NOT[why]


def headline(record: TrackRecord) -> str:
    """How many of how many ended with somebody charged, and how sure that is."""
    last = record.stages[-1]
    charged = last.share(Ending.CHARGED)
    words = ngettext(
        "Of %(cases)s similar report, %(count)s (%(share)s; likely %(low)s to %(high)s) had led to a charge %(by)s.",
        "Of %(cases)s similar reports, %(count)s (%(share)s; likely %(low)s to %(high)s) had led to a charge %(by)s.",
        record.cases,
    )
    return words % {"cases": number(record.cases), "by": _by(last), **_figures(charged)}


def still_open(record: TrackRecord) -> str:
    """How many had no result."""
    last = record.stages[-1]
    words = _("%(count)s (%(share)s; likely %(low)s to %(high)s) were still open, or had no published result.")
    return words % _figures(last.share(Ending.OPEN))


def _by(stage: Stage) -> str:
    if stage.months is None:
        return _("when the figures were published, a year or more later")
    return _("by the end of the %(n)sth month after the month of the report") % {"n": stage.months}


def _figures(one: EndingShare) -> dict[str, str]:
    return {
        "count": number(one.count),
        "share": percent(one.share),
        "low": percent(one.low),
        "high": percent(one.high),
    }


def whose(record: TrackRecord) -> Iterator[str]:
    """Whose reports they are, and why those."""
    where = {Level.AREA: record.area.name, Level.FORCE: record.area.name, Level.NATION: _all_forces(record)}[
        record.level
    ]
    months = {"first": month_words(record.first_month), "last": month_words(record.last_month)}
    spans = record.first_month != record.last_month
    when = _("%(first)s to %(last)s") % months if spans else months["last"]
    said = {"type": record.crime_type, "where": where, "when": when}
    yield _("Counted: reports published as “%(type)s”, %(where)s, %(when)s.") % said
    if record.widened:
        yield {
            Level.FORCE: _("There were fewer than %(enough)s in the area you chose, so these are of the whole force."),
            Level.NATION: _("There were fewer than %(enough)s nearer to you, so these are of all forces held here."),
            Level.AREA: "",
        }[record.level] % {"enough": ENOUGH}
    if record.cases < ENOUGH:
        yield _("They are fewer than %(enough)s, so chance weighs heavily.") % {"enough": ENOUGH}


def _all_forces(record: TrackRecord) -> str:
    return _("all forces held here (%(forces)s)") % {"forces": and_list(record.forces)}


def method(record: TrackRecord) -> Iterator[str]:
    """How they were counted, for who wants to know."""
    if record.basis is Basis.DATED:
        yield _(
            "Reports were followed for at least 12 months. Months are calendar months: a result “after 1 month” came "
            "by the end of the month after that of the report, which is up to two months later."
        )
        yield _("The first result counts. A report that was closed and opened again counts as closed.")
    else:
        yield _(
            "The figures held here say only where each report stood when they were published, not when it came to "
            "that. So we show shares of reports at least a year old, and no course over time."
        )
    yield _("“Likely” is a range in which the true share would lie in 95 of 100 such counts (Wilson's interval).")
    yield _(
        "At most the latest %(months)s months of reports are counted, and none of fewer than %(fewest)s reports."
    ) % {
        "months": MOST_COHORTS,
        "fewest": FEWEST,
    }


_PARTS: Mapping[Words, tuple[Ending, ...]] = {
    gettext_lazy("Charged"): (Ending.CHARGED,),
    gettext_lazy("Closed, nobody charged"): (Ending.UNPROSECUTED, Ending.NO_SUSPECT, Ending.ELSEWHERE, Ending.OTHER),
    gettext_lazy("Settled out of court"): (Ending.RESOLVED,),
    gettext_lazy("Still open"): (Ending.OPEN,),
}


def over_time(record: TrackRecord) -> Chart | None:
    """Where reports stood after each span of months, with every ending in its table; ``None`` where nothing is known
    of when."""
    if record.basis is not Basis.DATED:
        return None
    spans = [ngettext("%(n)s month", "%(n)s months", s.months or 0) % {"n": s.months} for s in record.stages]
    drawn = charts.stacks(
        title=_("Where %(cases)s reports stood after") % {"cases": number(record.cases)},
        labels=spans,
        parts={
            str(words): [100 * sum(stage.share(one).share for one in endings) for stage in record.stages]
            for words, endings in _PARTS.items()
        },
    )
    rows = [
        [str(ENDINGS[e]), *(f"{number(s.share(e).count)} ({percent(s.share(e).share)})" for s in record.stages)]
        for e in _seen(record)
    ]
    return replace(drawn, columns=[_("Result"), *({"text": span, "num": True} for span in spans)], rows=rows)


def picture(record: TrackRecord) -> Chart:
    """Every ending at the last stage, with its range."""
    shares = [record.stages[-1].share(ending) for ending in _seen(record)]
    return charts.bars(
        title=_("What had become of %(cases)s reports, in per cent") % {"cases": number(record.cases)},
        labels=[str(ENDINGS[one.ending]) for one in shares],
        values=[100 * one.share for one in shares],
        intervals=[(100 * one.low, 100 * one.high) for one in shares],
        unit=_("per cent"),
        axis=_("Result"),
    )


def meant(record: TrackRecord) -> Iterator[str]:
    """What the short words on the pictures mean."""
    for ending in _seen(record):
        yield _("“%(word)s”: %(meaning)s.") % {"word": ENDINGS[ending], "meaning": MEANT[ending]}


def _seen(record: TrackRecord) -> Sequence[Ending]:
    """The endings that any report had; a charge and none yet are always asked about."""
    always = (Ending.CHARGED, Ending.OPEN)
    return [one for one in ENDINGS if one in always or any(stage.share(one).count for stage in record.stages)]
