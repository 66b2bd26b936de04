"""The two halves of an answer: the rules for what was said, and the record of reports like it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bluelamp.analytics.enums import Withheld
from bluelamp.analytics.selectors import outcome_area, record_of_type
from bluelamp.analytics.types import NoRecord, OutcomeArea, TrackRecord
from bluelamp.core.errors import NotFound
from bluelamp.portal.what_if import helplines
from bluelamp.portal.what_if.circumstances import CIRCUMSTANCES, domestic, stalking
from bluelamp.portal.what_if.kinds import _shared as shared
from bluelamp.portal.what_if.model import Helper, Line, Words
from bluelamp.portal.what_if.rights import Right, enhanced, review_until, rights
from bluelamp.portal.what_if.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for somebody who said this, whatever happened to others."""

    safety: tuple[Words, ...]
    next: tuple[Words, ...]
    rights: tuple[Right, ...]
    enhanced: bool | None
    review_until: date
    keep: tuple[Words, ...]
    support: tuple[Helper, ...]


def rules(scenario: Scenario, today: date) -> Rules:
    """From what was said, and the day."""
    kind, said = scenario.kind, scenario.said
    grave = [*(shared.CLOSE if domestic(said) else ()), *(shared.FOLLOWED if stalking(said) else ())]
    helpers = [
        *((helplines.DOMESTIC, helplines.MEN) if domestic(said) else ()),
        *((helplines.STALKED,) if stalking(said) else ()),
    ]
    return Rules(
        safety=tuple(dict.fromkeys((*_held(grave, scenario), *_held(kind.safety, scenario)))),
        next=tuple(_held(kind.next, scenario)),
        rights=tuple(rights(kind, said, today)),
        enhanced=enhanced(kind, said),
        review_until=review_until(today),
        keep=tuple(_held(kind.keep, scenario)),
        support=tuple(dict.fromkeys((*helpers, *(one for one in kind.support if one.holds(said))))),
    )


def record(scenario: Scenario) -> TrackRecord | Withheld:
    """What happened to reports of this kind in this area, or why that is not said.

    What else was said decides whether there is one at all, never what is in it: the figures hold none of it.
    """
    if scenario.kind.why_not is not None:
        return scenario.kind.why_not
    if domestic(scenario.said) or stalking(scenario.said):
        return Withheld.PROTECTED
    found = record_of_type(crime=scenario.kind.published, area=area_of(scenario))
    return found.why if isinstance(found, NoRecord) else found


def area_of(scenario: Scenario) -> OutcomeArea:
    """The area asked for; everywhere, when its figures are no longer held."""
    try:
        return outcome_area(code=scenario.area)
    except NotFound:
        return outcome_area(code="")


def told(scenario: Scenario) -> Iterator[tuple[Words, Words]]:
    """What was said, as question and answer."""
    for one in CIRCUMSTANCES:
        if value := scenario.said.get(one.name):
            yield one.ask, one.words(value)


def _held(lines: tuple[Line, ...] | list[Line], scenario: Scenario) -> Iterator[Words]:
    return (line.text for line in lines if line.holds(scenario.said))
