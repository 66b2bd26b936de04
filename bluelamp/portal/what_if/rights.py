"""What the Victims' Code promises, with the days that would count if it began today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluelamp.core.workdays import add_working_days
from bluelamp.investigations.victims_code import RULES, rules_for
from bluelamp.portal.what_if.model import Kind, Words

# When a clock starts, in the order of a case. Of others, of crimes that nobody has yet, nothing is promised here.
_EVENTS: Mapping[str, Words] = {
    "crime_recorded": _("When we record it as a crime, within 24 hours of your report"),
    "suspect_step": _("When somebody is arrested, questioned, released or bailed"),
    "not_investigating": _("When we decide to stop"),
    "outcome": _("When somebody is charged or dealt with"),
}
# Victims' Right to Review scheme, as the Code of 2020 describes it in right 6: asked for within 10 working days of the
# news, and looked at up to 3 months after it.
_REVIEW_DAYS = 10


@dataclass(frozen=True, slots=True)
class Right:
    """A promise. ``early`` is the last day with enhanced rights, ``late`` without; often the same."""

    when: Words
    what: Words
    early: date
    late: date


def enhanced(kind: Kind, said: Mapping[str, str]) -> bool | None:
    """Whether enhanced rights are likely; ``None`` when nothing was said about it. Only an assessment decides.

    Code of Practice for Victims of Crime (2020): victims of the most serious crime, persistently targeted, vulnerable
    or intimidated.
    """
    if kind.is_grave or said.get("vulnerable") == "yes" or said.get("repeat") in {"yes", "same"}:
        return True
    return False if said.get("vulnerable") == "no" and said.get("repeat") == "no" else None


def rights(kind: Kind, said: Mapping[str, str], today: date) -> Iterator[Right]:
    """The promises in force today. Both days stand where it is not known which counts."""
    if not kind.is_crime:
        return
    sure = enhanced(kind, said)
    known = {rule.event for rule in RULES}
    for event, when in _EVENTS.items():
        for rule in rules_for(event, today) if event in known else ():
            late, early = rule.due(today)
            yield Right(when, str(rule.plain), late if sure is False else early, early if sure else late)


def review_until(today: date) -> date:
    """The last day to ask for a review of a decision of which somebody heard today."""
    return add_working_days(today, _REVIEW_DAYS)
