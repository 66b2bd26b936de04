"""The journeys of this installation. Rooms above register theirs in a module ``report_types`` or at start."""

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import get_language

from bluelamp.journeys.data import to_data, translated
from bluelamp.journeys.definition import Journey, journey_from
from bluelamp.journeys.errors import NoSuchJourney

_journeys: dict[str, Journey] = {}


def register(journey: Journey) -> None:
    """Offer a journey. What is offered has been through JSON, like everything that is asked."""
    _journeys[journey.slug] = journey_from(to_data(journey))


def withdraw(slug: str) -> None:
    """Offer it no longer. Drafts that were begun can still be finished."""
    _journeys.pop(slug, None)


def offered() -> Iterator[Journey]:
    """Every journey, in the source language, by slug."""
    for slug in sorted(_journeys):
        yield _journeys[slug]


def current(slug: str) -> Journey:
    """The journey as it is asked now, in the source language. Raises ``NoSuchJourney``."""
    journey = _journeys.get(slug)
    if journey is None:
        raise NoSuchJourney
    return journey


def spoken(journey: Journey) -> Journey:
    """A journey in the active language."""
    return _spoken(journey, get_language() or "")


@lru_cache(maxsize=256)
def _spoken(journey: Journey, language: str) -> Journey:  # noqa: ARG001 - part of the key; gettext follows it
    data = translated(to_data(journey))
    assert isinstance(data, dict)
    return journey_from(data)


def texts_of(journey: Journey) -> list[str]:
    """Every text for people in a journey, in the source language: what there is to translate."""
    found: list[str] = []

    def heard(text: str) -> str:
        found.append(text)
        return text

    translated(to_data(journey), heard)
    return found
