"""Answers as a door hands them over when they are sent."""

from bluelamp.core.ids import new_id
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Journey, version_of
from bluelamp.journeys.facts import facts_of
from bluelamp.journeys.types import Facts, Submitted


def submitted(**changes: object) -> Submitted:
    """A burglary report in which nothing was said, unless said otherwise."""
    nothing: dict[str, object] = {
        "draft_id": new_id(),
        "slug": "burglary",
        "title": "Burglary",
        "version": "0" * 64,
        "answers": {},
        "facts": Facts(()),
        "dangers": (),
        "files": (),
    }
    return Submitted(**(nothing | changes))  # type: ignore[arg-type]  # a table of changes


def answered(journey: Journey, answers: dict[str, Json], **changes: object) -> Submitted:
    """Somebody's answers to a journey, with what they mean."""
    of = {"slug": journey.slug, "version": version_of(journey), "answers": answers, "facts": facts_of(journey, answers)}
    return submitted(**(of | changes))
