"""The Home Office's outcome types. Dated, because they change; a code once given keeps its meaning."""

from dataclasses import dataclass
from datetime import date

from bluelamp.core.errors import Invalid


@dataclass(frozen=True, slots=True)
class OutcomeType:
    """``plain`` tells the victim what it means; ``closes`` when nothing more will be investigated."""

    code: int
    name: str
    plain: str
    since: date
    closes: bool = True


_FRAMEWORK = date(2014, 4, 1)  # the outcomes framework replaced "detections"
_NO_SUSPECT = "We have looked into everything we could and have not found who did this."

OUTCOME_TYPES = (
    OutcomeType(0, "Not yet assigned", "We are still looking into this.", _FRAMEWORK, closes=False),
    OutcomeType(1, "Charge or summons", "Somebody has been charged and will go to court.", _FRAMEWORK),
    OutcomeType(2, "Youth caution", "A young person admitted it and was given a caution.", _FRAMEWORK),
    OutcomeType(3, "Adult caution", "Somebody admitted it and was given a caution.", _FRAMEWORK),
    OutcomeType(4, "Taken into consideration", "Somebody admitted it while in court for another crime.", _FRAMEWORK),
    OutcomeType(5, "Offender has died", "The person who did this has died.", _FRAMEWORK),
    OutcomeType(6, "Penalty notice", "Somebody was given a penalty notice.", _FRAMEWORK),
    OutcomeType(7, "Cannabis or khat warning", "Somebody was given a formal warning.", _FRAMEWORK),
    OutcomeType(8, "Community resolution", "Somebody admitted it and agreed to put it right.", _FRAMEWORK),
    OutcomeType(9, "Not in the public interest (CPS)", "The prosecutor decided not to prosecute.", _FRAMEWORK),
    OutcomeType(10, "Not in the public interest (police)", "We decided that a prosecution is not right.", _FRAMEWORK),
    OutcomeType(11, "Suspect under age", "The suspect is too young to be prosecuted.", _FRAMEWORK),
    OutcomeType(12, "Suspect too ill", "The suspect is too ill to be prosecuted.", _FRAMEWORK),
    OutcomeType(13, "Victim or key witness dead or too ill", "A witness we need cannot take part.", _FRAMEWORK),
    OutcomeType(14, "No suspect, victim does not support", "We have stopped, as you asked us to.", _FRAMEWORK),
    OutcomeType(
        15,
        "Suspect identified, evidential difficulties",
        "We know of a suspect, but there is not enough evidence for court.",
        _FRAMEWORK,
    ),
    OutcomeType(16, "Suspect identified, victim does not support", "We have stopped, as you asked us to.", _FRAMEWORK),
    OutcomeType(17, "Time limit expired", "The law's time limit for a prosecution has passed.", _FRAMEWORK),
    OutcomeType(18, "Investigation complete, no suspect", _NO_SUSPECT, _FRAMEWORK),
    OutcomeType(19, "National Fraud Intelligence Bureau", "The national fraud service has it now.", _FRAMEWORK),
    OutcomeType(20, "Other body or agency", "Another organisation is dealing with it.", date(2015, 4, 1)),
    OutcomeType(
        21, "Further investigation not in public interest", "We know who but will not go on.", date(2016, 1, 1)
    ),
    OutcomeType(22, "Diversionary or educational activity", "Somebody must take part in a course.", date(2019, 4, 1)),
)
_BY_CODE = {outcome.code: outcome for outcome in OUTCOME_TYPES}


def outcome_type(code: int, on: date) -> OutcomeType:
    """The type that ``code`` means on a day; ``Invalid`` when it could not be given then."""
    found = _BY_CODE.get(code)
    if found is None or found.since > on or code == 0:
        raise Invalid("Choose an outcome from the list.", field="code")
    return found


def choices(on: date) -> list[OutcomeType]:
    """What can be given on a day: everything in force, without “not yet assigned”."""
    return [outcome for outcome in OUTCOME_TYPES if outcome.code and outcome.since <= on]


def plain_words(code: int) -> str:
    """What an outcome means, for the person it happened to. ``KeyError`` for a code that is none."""
    return _BY_CODE[code].plain
