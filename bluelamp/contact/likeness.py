"""Which reports are likely about one thing: by where, when and what. Pure: a person decides whether they are.

For the public there is only a yes or no about a fixed neighbourhood and whole days: however
somebody moves their point or their time, they learn no more than that we know of such a report somewhere in there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bluelamp.core.clock import LONDON
from bluelamp.core.places import hexes

NEIGHBOURHOOD = 8  # H3 resolution: 0.74 square kilometres
WINDOW = timedelta(days=7)
NEAR = 300  # metres: of one kind of report
VERY_NEAR = 75  # metres: of another kind, such as damage and a burglary next door
_SOON = timedelta(days=1)  # between two kinds of report about one night


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a report. The position in WGS84 degrees."""

    slug: str
    received_at: datetime
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Alike:
    """Why two reports may be about one thing: how far apart, how long between them, and whether of one kind."""

    metres: int
    between: timedelta
    same_kind: bool


def alike(one: Told, other: Told) -> Alike | None:
    """None when they hardly are about the same."""
    metres = hexes.metres_between(one.latitude, one.longitude, other.latitude, other.longitude)
    between = abs(one.received_at - other.received_at)
    same_kind = one.slug == other.slug
    reach, window = (NEAR, WINDOW) if same_kind else (VERY_NEAR, _SOON)
    if metres > reach or between > window:
        return None
    return Alike(round(metres), between, same_kind)


def rank(found: Alike) -> tuple[bool, float]:
    """The likeliest first: of one kind, then near in place and time together."""
    return not found.same_kind, found.metres / NEAR + found.between / WINDOW


def neighbourhood(latitude: float, longitude: float) -> str:
    """The place in a fixed net that a report is counted in: 0.74 square kilometres, so it tells of no address."""
    return hexes.cell_at(latitude, longitude, NEIGHBOURHOOD)


def around(cell: str) -> list[str]:
    """A neighbourhood and those that touch it: everything that may be ``NEAR`` to something in it."""
    return hexes.near(cell, 1)


def since_whole_days(at: datetime) -> datetime:
    """The beginning of the day on which the window begins."""
    day = (at - WINDOW).astimezone(LONDON)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)
