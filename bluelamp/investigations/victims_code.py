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
    a message, or the page of their report, does it, unless it takes more words than those have: ``by_person``.
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
    by_person: bool = False

    def due(self, started: date) -> tuple[date, date]:
        """The last days to do it: (standard, enhanced)."""
        return add_working_days(started, self.standard), add_working_days(started, self.enhanced)

    @property
    def page_tells(self) -> bool:
        """Whether whoever has read our message, or the page of their report, has been told."""
        return self.told and not self.by_person

    @property
    def ways(self) -> tuple[Told, ...]:
        """How a person can do this duty."""
        if not self.told:
            return (Told.REFERRED, Told.DECLINED)
        return (Told.TELEPHONE, Told.IN_PERSON, Told.LETTER, Told.THROUGH, Told.DECLINED)


# Code of Practice for Victims of Crime in England and Wales (2020), in force since 1 April 2021. Rights 8 and 9 run
# from the day on which the witness care unit heard of it from the court.
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
    CodeRule(
        id="court_order",
        right=8,
        event="court_order",
        duty="Tell the victim what the court ordered before the trial",
        plain=_("Tell you what a court has ordered before the trial"),
        standard=5,
        enhanced=1,
        since=_CODE_2020,
    ),
    CodeRule(
        id="court_day",
        right=8,
        event="court_day",
        duty="Tell the victim of the hearing, and whether they must come",
        plain=_("Tell you when and where a court hears it, and whether you have to come"),
        standard=1,
        enhanced=1,
        since=_CODE_2020,
        by_person=True,
    ),
    CodeRule(
        id="court_result",
        right=9,
        event="court_result",
        duty="Tell the victim what the court decided",
        plain=_("Tell you what the court has decided"),
        standard=1,
        enhanced=1,
        since=_CODE_2020,
    ),
    CodeRule(
        id="sentence",
        right=9,
        event="sentence",
        duty="Tell the victim the sentence and what it means",
        plain=_("Tell you the sentence and what it means"),
        standard=1,
        enhanced=1,
        since=_CODE_2020,
        by_person=True,
    ),
    # Not of the Code, which knows no mistakes of ours: as quick as what was wrong had to be.
    CodeRule(
        id="mistake",
        right=9,
        event="mistake",
        duty="Tell the victim what is right, where something we told them was wrong",
        plain=_("Tell you what is right, where something that we told you was wrong"),
        standard=1,
        enhanced=1,
        since=_CODE_2020,
        by_person=True,
    ),
)


def rules_for(event: str, on: date) -> list[CodeRule]:
    """The duties that an event starts on a day."""
    return [rule for rule in RULES if rule.event == event and in_use(rule, on)]


def rule(rule_id: str) -> CodeRule:
    """The rule with this id; ``KeyError`` for none."""
    return {known.id: known for known in RULES}[rule_id]
