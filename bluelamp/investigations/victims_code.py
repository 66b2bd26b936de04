"""The Victims' Code's clocks in working days. Dated rules: a clock keeps the rule it was started under."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluelamp.core.dated import in_use
from bluelamp.core.workdays import add_working_days
from bluelamp.investigations.enums import Told
from bluelamp.ui.types import Text


@dataclass(frozen=True, slots=True)
class CodeRule:
    """``standard`` and ``enhanced`` in working days after the day the event happened; in force ``since``.

    ``duty`` in the investigator's words, ``plain`` in the victim's. ``told`` when telling the victim is all of it: then
    a message, or the page of their report, does it.
    """

    id: str
    right: int
    event: str
    duty: str
    plain: Text
    standard: int
    enhanced: int
    since: date
    until: date | None = None
    told: bool = True

    def due(self, started: date) -> tuple[date, date]:
        """The last days to do it: (standard, enhanced)."""
        return add_working_days(started, self.standard), add_working_days(started, self.enhanced)

    @property
    def ways(self) -> tuple[Told, ...]:
        """How a person can do this duty."""
        if not self.told:
            return (Told.REFERRED, Told.DECLINED)
        return (Told.TELEPHONE, Told.IN_PERSON, Told.LETTER, Told.THROUGH, Told.DECLINED)


# Code of Practice for Victims of Crime in England and Wales (2020), in force since 1 April 2021. What a court decided
# is right 9, within 1 working day of the witness care unit's hearing of it: no court result is recorded here yet.
_CODE_2020 = date(2021, 4, 1)
RULES = (
    CodeRule(
        id="referral",
        right=4,
        event="crime_recorded",
        duty="Refer the victim to support, if they agree",
        plain=_("Put you in touch with people who help victims, if you agree"),
        standard=2,
        enhanced=2,
        since=_CODE_2020,
        told=False,
    ),
    CodeRule(
        id="suspect_step",
        right=6,
        event="suspect_step",
        duty="Tell the victim about the suspect",
        plain=_("Tell you what has happened with a suspect"),
        standard=5,
        enhanced=1,
        since=_CODE_2020,
    ),
    CodeRule(
        id="not_investigating",
        right=6,
        event="not_investigating",
        duty="Tell the victim why we stop",
        plain=_("Tell you why we stop"),
        standard=5,
        enhanced=1,
        since=_CODE_2020,
    ),
    CodeRule(
        id="outcome",
        right=6,
        event="outcome",
        duty="Tell the victim how it was dealt with",
        plain=_("Tell you how it was dealt with"),
        standard=5,
        enhanced=1,
        since=_CODE_2020,
    ),
)


def rules_for(event: str, on: date) -> list[CodeRule]:
    """The duties that an event starts on a day."""
    return [rule for rule in RULES if rule.event == event and in_use(rule, on)]


def rule(rule_id: str) -> CodeRule:
    """The rule with this id; ``KeyError`` for none."""
    return {known.id: known for known in RULES}[rule_id]
