"""What can happen in a journey, worked out without walking every path.

Ways through that differ only in answers no later condition looks at are one state, so even a journey with millions
of paths is surveyed in milliseconds.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bluelamp.journeys.data import Json, canonical
from bluelamp.journeys.definition import Journey
from bluelamp.journeys.graph import (
    Stop,
    all_stops,
    atoms_by_question,
    interrupts_called,
    is_asked,
    telling_answers,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """``paths``: how many ways through there are; ``pages``: questions, and interrupts as ``!name``, that some way
    reaches; ``avoided``: whether some way asks none of the questions that were wanted."""

    paths: int
    pages: frozenset[str]
    avoided: bool


@dataclass(slots=True)
class _State:
    answers: dict[str, Json]  # those that later conditions look at
    met: bool
    paths: int


def survey(journey: Journey, wanted: Iterable[str] = ()) -> Survey:
    """Survey a journey whose conditions only look back."""
    stops, goals = list(all_stops(journey)), frozenset(wanted)
    last_use, atoms = last_uses(journey, stops), atoms_by_question(journey)
    states, pages = [_State({}, not goals, 1)], set[str]()
    for place, stop in enumerate(stops):
        name, after = stop.question.name, list[_State]()
        values = telling_answers(stop.question, atoms.get(name, ()))
        for state in states:
            if not is_asked(stop, state.answers):
                after.append(state)
                continue
            pages.add(name)
            for value in values:
                given = {**state.answers, name: value}
                pages |= {f"!{interrupt.name}" for interrupt in interrupts_called(journey, given, name)}
                after.append(_State(given, state.met or name in goals, state.paths))
        states = _merged(after, {q for q, last in last_use.items() if last > place})
    return Survey(sum(s.paths for s in states), frozenset(pages), any(not s.met for s in states))


def _merged(states: list[_State], live: set[str]) -> list[_State]:
    merged: dict[tuple[str, bool], _State] = {}
    for state in states:
        kept = {name: value for name, value in state.answers.items() if name in live}
        key = (canonical(kept), state.met)
        if key in merged:
            merged[key].paths += state.paths
        else:
            merged[key] = _State(kept, state.met, state.paths)
    return list(merged.values())


def last_uses(journey: Journey, stops: list[Stop]) -> dict[str, int]:
    """For each question, the place of the last stop at which its answer still matters."""
    places = {stop.question.name: place for place, stop in enumerate(stops)}
    last: dict[str, int] = {}
    for place, stop in enumerate(stops):
        for condition in (stop.task.when, stop.question.when):
            for atom in condition.atoms() if condition else ():
                last[atom.question] = place
    for interrupt in journey.interrupts:
        names = [atom.question for atom in interrupt.when.atoms()]
        for name in names:
            last[name] = max(last.get(name, 0), *(places[other] + 1 for other in names))
    return last
