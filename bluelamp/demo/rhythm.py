"""When things happen: a believable week and day, by kind of incident."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

# Share of a day's demand in each hour from midnight: quiet before dawn, a long evening peak.
_HOURS = (5, 4, 3, 2, 1, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6, 7, 8, 8, 8, 8, 8, 7, 7, 6)
_NIGHT = (9, 9, 8, 5, 2, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 10)
_WEEK = (0.95, 0.93, 0.95, 0.98, 1.1, 1.15, 0.98)  # from Monday


@dataclass(frozen=True, slots=True)
class Kind:
    """``share`` of all incidents; ``grades`` the weights of P1 to P4."""

    summary: str
    nsir_class: str
    share: int
    grades: tuple[int, int, int, int]
    result: str
    night: bool = False


KINDS = (
    Kind("Burglary of a home, found on coming back", "crime", 9, (2, 4, 4, 2), "crime"),
    Kind("Vehicle taken from outside a home", "crime", 8, (1, 2, 4, 5), "crime"),
    Kind("Shop theft, suspect gone", "crime", 10, (1, 2, 2, 6), "crime"),
    Kind("Fight outside licensed premises", "crime", 9, (6, 4, 0, 0), "arrest", night=True),
    Kind("Argument between partners, raised voices", "safety", 14, (6, 5, 1, 0), "safeguarded", night=True),
    Kind("Young people throwing things", "asb_nuisance", 14, (0, 4, 2, 5), "advice"),
    Kind("Neighbour noise and threats", "asb_personal", 10, (1, 4, 3, 3), "advice", night=True),
    Kind("Concern for somebody who has not been seen", "safety", 12, (4, 6, 1, 0), "safeguarded"),
    Kind("Collision without injury", "transport", 9, (2, 4, 1, 3), "advice"),
    Kind("Alarm sounding, nobody there", "administration", 5, (1, 2, 0, 4), "no_trace"),
)


@dataclass(frozen=True, slots=True)
class Happening:
    kind: Kind
    at: datetime
    grade: str


def happenings(rng: Random, *, until: datetime, days: int, per_day: int) -> Iterator[Happening]:
    """What happens in the ``days`` before ``until``, oldest first within each day."""
    for day in range(days, 0, -1):
        start = (until - timedelta(days=day)).replace(hour=0, minute=0, second=0, microsecond=0)
        count = round(per_day * _WEEK[start.weekday()] * rng.uniform(0.9, 1.1))
        yield from sorted((_one(rng, start) for _ in range(count)), key=lambda happening: happening.at)


def _one(rng: Random, start: datetime) -> Happening:
    kind = rng.choices(KINDS, [k.share for k in KINDS])[0]
    hour = rng.choices(range(24), _NIGHT if kind.night else _HOURS)[0]
    at = start + timedelta(hours=hour, minutes=rng.randrange(60), seconds=rng.randrange(60))
    grade = rng.choices(("P1", "P2", "P3", "P4"), kind.grades)[0]
    return Happening(kind, at, grade)
