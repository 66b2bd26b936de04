"""Who looks at complaints apart from the force, and by when we answer. Dated: names, addresses and times change."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluelamp.core.dated import in_use
from bluelamp.core.workdays import add_working_days
from bluelamp.journeys.definition import Words


@dataclass(frozen=True, slots=True)
class Independent:
    """Name and address are to be confirmed by the force, as is the day since when."""

    name: Words
    address: str
    why: Words
    since: date
    until: date | None = None


# The IOPC took over from the Independent Police Complaints Commission on 8 January 2018.
INDEPENDENT = (
    Independent(
        name=_("Independent Office for Police Conduct (IOPC)"),
        address="https://www.policeconduct.gov.uk/",
        why=_("It is not part of the police. You can complain there, and ask who reviews what we decide."),
        since=date(2018, 1, 8),
    ),
)


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """Working days after the complaint came, in which somebody acknowledges it: a force's own promise."""

    acknowledge: int
    since: date
    until: date | None = None


ANSWERS = (AnswerRule(5, date(2020, 2, 1)),)


def independent(on: date) -> Independent:
    """Who it is on a day."""
    return next(one for one in INDEPENDENT if in_use(one, on))


def acknowledge_by(on: date) -> date:
    rule = next(one for one in ANSWERS if in_use(one, on))
    return add_working_days(on, rule.acknowledge)
