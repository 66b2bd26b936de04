"""How soon somebody must be there. A force's own grades and targets."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Grade:
    """``target`` runs from the opening of the incident to the arrival of the first resource."""

    code: str
    name: str
    meaning: str
    target: timedelta | None
    attended: bool = True
    agreed: bool = False  # the time is one that suits whoever reported it


# West Midlands Police's grades since April 2018, as answered under the Freedom of Information Act (4699_18, 945A/23).
GRADES = (
    Grade("P1", "Immediate", "Danger to life or a crime in progress", timedelta(minutes=15)),
    Grade("P2", "Priority", "Somebody or some evidence may suffer soon", timedelta(minutes=60)),
    Grade("P3", "Appointment", "A visit at an agreed time", timedelta(days=2), agreed=True),
    Grade("P4", "Resolution without a visit", "Settled by phone or online", None, attended=False),
)
_BY_CODE = {grade.code: grade for grade in GRADES}
CODES = tuple(_BY_CODE)


def grade(code: str) -> Grade:
    """The grade with this code; ``KeyError`` for none."""
    return _BY_CODE[code]


def target_at(code: str, opened_at: datetime) -> datetime | None:
    """When somebody must be there at the latest; None where nobody is sent."""
    target = grade(code).target
    return None if target is None else opened_at + target
