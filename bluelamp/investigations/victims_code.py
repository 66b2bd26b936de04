"""The Victims' Code's clocks in working days. Dated rules: a clock keeps the rule it was started under."""

from dataclasses import dataclass
from datetime import date

from bluelamp.core.workdays import add_working_days


@dataclass(frozen=True, slots=True)
class CodeRule:
    """``standard`` and ``enhanced`` in working days after the day the event happened; in force ``since``."""

    id: str
    right: int
    event: str
    duty: str
    standard: int
    enhanced: int
    since: date
    until: date | None = None

    def due(self, started: date) -> tuple[date, date]:
        """The last days to do it: (standard, enhanced)."""
        return add_working_days(started, self.standard), add_working_days(started, self.enhanced)


# Code of Practice for Victims of Crime in England and Wales (2020), in force since 1 April 2021.
_CODE_2020 = date(2021, 4, 1)
RULES = (
    CodeRule("referral", 4, "crime_recorded", "Refer the victim to support, if they agree", 2, 2, _CODE_2020),
    CodeRule("suspect_step", 6, "suspect_step", "Tell the victim about the suspect", 5, 1, _CODE_2020),
    CodeRule("not_investigating", 6, "not_investigating", "Tell the victim why we stop", 5, 1, _CODE_2020),
    CodeRule("outcome", 9, "outcome", "Tell the victim the outcome", 5, 1, _CODE_2020),
)


def rules_for(event: str, on: date) -> list[CodeRule]:
    """The duties that an event starts on a day."""
    return [
        rule for rule in RULES if rule.event == event and rule.since <= on and (rule.until is None or on < rule.until)
    ]


def rule(rule_id: str) -> CodeRule:
    """The rule with this id; ``KeyError`` for none."""
    return {known.id: known for known in RULES}[rule_id]
