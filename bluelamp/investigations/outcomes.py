"""The Home Office's outcome types. Dated, because they change; a code once given keeps its meaning.

The numbers and names are those of the outcomes framework; the days on which types came in are partly unchecked, and
which types mean that the police stop is our reading. The force's crime registrar must confirm both before figures are
returned. ``plain`` is what the victim is told, with the reason: the Code of Practice for Victims of Crime (2020),
right 6, gives them an explanation when the police decide not to investigate, or to go no further.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluelamp.core.dated import Codes
from bluelamp.ui.types import Text


@dataclass(frozen=True, slots=True)
class OutcomeType:
    """``plain`` tells the victim what it means; ``closes`` when nothing more will be investigated.

    ``stops`` when the police end it with nobody charged or dealt with: then the victim is owed the reason, which is
    another duty than telling them how somebody was dealt with. In use from ``since`` until the day before ``until``.
    """

    code: int
    name: str
    plain: Text
    since: date
    closes: bool = True
    stops: bool = False
    until: date | None = None

    @property
    def event(self) -> str:
        """What it is to the Victims' Code: the clock that it starts."""
        return "not_investigating" if self.stops else "outcome"


_FRAMEWORK = date(2014, 4, 1)  # the outcomes framework replaced "detections"


def _stops(code: int, name: str, plain: Text, since: date = _FRAMEWORK) -> OutcomeType:
    return OutcomeType(code, name, plain, since, stops=True)


OUTCOME_TYPES = (
    OutcomeType(0, "Not yet assigned", _("We are still looking into this."), _FRAMEWORK, closes=False),
    OutcomeType(1, "Charge or summons", _("Somebody has been charged and will go to court."), _FRAMEWORK),
    OutcomeType(2, "Youth caution", _("A young person admitted it and was given a caution."), _FRAMEWORK),
    OutcomeType(3, "Adult caution", _("Somebody admitted it and was given a caution."), _FRAMEWORK),
    OutcomeType(4, "Taken into consideration", _("Somebody admitted it while in court for another crime."), _FRAMEWORK),
    _stops(5, "Offender has died", _("The person who did this has died, so nobody can be taken to court.")),
    OutcomeType(6, "Penalty notice", _("Somebody was given a penalty notice."), _FRAMEWORK),
    OutcomeType(7, "Cannabis or khat warning", _("Somebody was given a formal warning."), _FRAMEWORK),
    OutcomeType(8, "Community resolution", _("Somebody admitted it and agreed to put it right."), _FRAMEWORK),
    _stops(
        9,
        "Not in the public interest (CPS)",
        _("The prosecutor decided that taking it to court would not be in the public interest."),
    ),
    _stops(
        10,
        "Not in the public interest (police)",
        _("We decided that taking it to court would not be in the public interest."),
    ),
    _stops(11, "Suspect under age", _("The suspect is too young to be taken to court.")),
    _stops(12, "Suspect too ill", _("The suspect is too ill to be taken to court.")),
    _stops(
        13,
        "Victim or key witness dead or too ill",
        _("Somebody whose account we need cannot give it, and without it there is not enough for court."),
    ),
    _stops(
        14,
        "No suspect, victim does not support",
        _("We have not found who did this, and we were told that you do not want us to go on."),
    ),
    _stops(
        15,
        "Suspect identified, evidential difficulties",
        _("We know of a suspect, but there is not enough evidence for court."),
    ),
    _stops(
        16,
        "Suspect identified, victim does not support",
        _("We know of a suspect, but we were told that you do not want us to go on."),
    ),
    _stops(17, "Time limit expired", _("The law's time limit for taking it to court has passed.")),
    _stops(
        18,
        "Investigation complete, no suspect",
        _("We have looked into everything we could and have not found who did this."),
    ),
    _stops(
        19,
        "National Fraud Intelligence Bureau",
        _("The national fraud service has it now, so we do not investigate it ourselves."),
    ),
    _stops(
        20,
        "Other body or agency",
        _("Another organisation is dealing with it, so we do not investigate it ourselves."),
        date(2015, 4, 1),
    ),
    _stops(
        21,
        "Further investigation not in public interest",
        _("We know of a suspect, but to go on investigating would not be in the public interest."),
        date(2016, 1, 1),
    ),
    OutcomeType(
        22, "Diversionary or educational activity", _("Somebody must take part in a course."), date(2019, 4, 1)
    ),
)
_NOT_YET = 0
_CODES = Codes[int, OutcomeType](
    OUTCOME_TYPES, field="code", refused="Choose an outcome from the list.", never=[_NOT_YET]
)
outcome_type, choices, name_of = _CODES.given, _CODES.choices, _CODES.name_of


def plain_words(code: int) -> Text:
    """What an outcome means, for the person it happened to. ``KeyError`` for a code that is none."""
    return _CODES.known(code).plain


def stops(code: int) -> bool:
    """Whether the police end it with nobody charged or dealt with. ``KeyError`` for a code that is none."""
    return _CODES.known(code).stops
