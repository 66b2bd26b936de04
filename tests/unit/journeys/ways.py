"""Ways through a journey, for walking it: every one, or a few that together take every turn it has.

For the few it is known what is still to be taken before one is chosen, so each takes as many new turns as any way can:
the longest path through states that differ only in what later conditions look at. A journey with millions of paths is
covered by a handful of them in milliseconds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bluelamp.journeys.conditions import Atom
from bluelamp.journeys.data import Json, canonical
from bluelamp.journeys.definition import Journey
from bluelamp.journeys.graph import Stop, all_stops, atoms_by_question, interrupts_called, is_asked, telling_answers
from bluelamp.journeys.survey import last_uses

Turn = tuple[str, str]  # a page and the one after it, or a question and an answer that a condition tells apart


@dataclass(frozen=True)
class Path:
    """One way through: the pages in order, and answers that lead along it (``None``: left empty)."""

    pages: tuple[str, ...]
    answers: dict[str, Json]


def paths(journey: Journey) -> Iterator[Path]:
    """Every distinguishable way through: each answer, or group of answers, that any condition tells apart."""
    atoms = atoms_by_question(journey)
    yield from _walk(journey, list(all_stops(journey)), atoms, (), {})


def cover(journey: Journey, before: Iterable[Turn] = ()) -> list[Path]:
    """Paths that together turn every page to every page that can follow it, with every answer that a condition
    tells apart, except for what was taken ``before``. Conditions only look back."""
    taken, chosen = set[Turn](before), list[Path]()
    while (path := _most_new(journey, taken)) is not None:
        chosen.append(path)
        taken |= turns(path)
    return chosen


def turns(path: Path) -> set[Turn]:
    """What one way through takes."""
    return set(pairwise(path.pages)) | {(name, canonical(value)) for name, value in path.answers.items()}


@dataclass(slots=True)
class _Way:
    path: Path
    new: int  # turns that no path chosen before takes


def _most_new(journey: Journey, taken: set[Turn]) -> Path | None:
    stops, atoms = list(all_stops(journey)), atoms_by_question(journey)
    last = last_uses(journey, stops)
    ways = [_Way(Path((), {}), 0)]
    for place, stop in enumerate(stops):
        values = telling_answers(stop.question, atoms.get(stop.question.name, ()))
        onward = [after for way in ways for after in _onward(journey, stop, values, way, taken)]
        ways = _best(onward, [name for name, at in last.items() if at > place])
    best = max(ways, key=lambda way: way.new)
    return best.path if best.new else None


def _onward(journey: Journey, stop: Stop, values: list[Json], way: _Way, taken: set[Turn]) -> list[_Way]:
    if not is_asked(stop, way.path.answers):
        return [way]
    name, after = stop.question.name, list[_Way]()
    for value in values:
        given = {**way.path.answers, name: value}
        pages = (name, *(f"!{i.name}" for i in interrupts_called(journey, given, name)))
        step = {*pairwise((*way.path.pages[-1:], *pages)), (name, canonical(value))}
        after.append(_Way(Path((*way.path.pages, *pages), given), way.new + len(step - taken)))
    return after


def _best(ways: list[_Way], live: list[str]) -> list[_Way]:
    """Of the ways that can go on alike, the one with the most new turns."""
    best = dict[str, _Way]()
    for way in ways:
        kept = {name: way.path.answers[name] for name in live if name in way.path.answers}
        key = canonical([kept, list(way.path.pages[-1:])])
        if key not in best or best[key].new < way.new:
            best[key] = way
    return list(best.values())


def _walk(
    journey: Journey,
    stops: list[Stop],
    atoms: dict[str, tuple[Atom, ...]],
    pages: tuple[str, ...],
    answers: dict[str, Json],
) -> Iterator[Path]:
    while stops and not is_asked(stops[0], answers):
        stops = stops[1:]
    if not stops:
        yield Path(pages, answers)
        return
    question = stops[0].question
    for value in telling_answers(question, atoms.get(question.name, ())):
        given = {**answers, question.name: value}
        warned = tuple(f"!{i.name}" for i in interrupts_called(journey, given, question.name))
        yield from _walk(journey, stops[1:], atoms, (*pages, question.name, *warned), given)
