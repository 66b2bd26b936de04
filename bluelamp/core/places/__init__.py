"""Places: British addresses and postcodes, WGS84 and the National Grid, hexagons, and a small gazetteer."""

from collections.abc import Sequence
from random import Random

from bluelamp.core.places.gazetteer import attribution, gazetteer
from bluelamp.core.places.types import Geocoder, Place, PlaceKind

__all__ = [
    "Geocoder",
    "Place",
    "PlaceKind",
    "area_at",
    "areas",
    "attribution",
    "find_places",
    "find_postcode",
    "gazetteer",
    "neighbours",
    "random_point",
]


def find_postcode(text: str) -> Place | None:
    """The place of a full postcode however it is typed; ``None`` when it is malformed or not held."""
    return gazetteer().find_postcode(text)


def find_places(text: str, limit: int = 10) -> list[Place]:
    """Postcodes, districts, wards and areas like ``text``, best first; misspellings are tolerated."""
    return gazetteer().find_places(text, limit)


def areas() -> Sequence[Place]:
    """Every area (LSOA 2011) held, in order of code."""
    return gazetteer().areas


def area_at(latitude: float, longitude: float) -> Place | None:
    """The area that holds a point in WGS84 degrees, or ``None`` outside what is held."""
    return gazetteer().area_at(latitude, longitude)


def neighbours(area: Place) -> list[Place]:
    """Areas that touch ``area``."""
    return gazetteer().neighbours(area)


def random_point(rng: Random, area: Place) -> tuple[float, float]:
    """A point at random inside ``area``: latitude and longitude. Deterministic by ``rng``."""
    return gazetteer().random_point(rng, area)
