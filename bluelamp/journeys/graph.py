"""The route through a journey: which questions are asked, and what comes next.

Conditions only look at earlier answers that are themselves on the route, so one pass in order decides everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.journeys.conditions import Atom, Condition
from bluelamp.journeys.data import Answers, Json
from bluelamp.journeys.definition import Interrupt, Journey, Question, Task


@dataclass(frozen=True)
class Stop:
    """A question on the route, with its task."""

    task: Task
    question: Question


def route(journey: Journey, answers: Answers) -> list[Stop]:
    """The questions that these answers make part of the journey, in order."""
    on_route: dict[str, Json] = {}
    stops = []
    for stop in all_stops(journey):
        if is_asked(stop, on_route):
            stops.append(stop)
            if stop.question.name in answers:
                on_route[stop.question.name] = answers[stop.question.name]
    return stops


def reachable(journey: Journey, answers: Answers) -> dict[str, Json]:
    """The answers that are part of the route and say something: what is sent."""
    names = [stop.question.name for stop in route(journey, answers)]
    return {name: answers[name] for name in names if answers.get(name) not in (None, "", [])}


def interrupts_after(journey: Journey, answers: Answers, name: str) -> list[Interrupt]:
    """The advice that an answer to ``name`` calls for, given the others on the route."""
    return interrupts_called(journey, reachable(journey, answers), name)


def interrupts_called(journey: Journey, on_route: Answers, name: str) -> list[Interrupt]:
    """The same when it is known that all of the answers are on the route."""
    return [i for i in journey.interrupts if name in _names_in(i.when) and i.when.holds(on_route)]


def dangers(journey: Journey, answers: Answers) -> tuple[str, ...]:
    """The names of the interrupts for danger that the answers call for: what a desk must see first."""
    given = reachable(journey, answers)
    return tuple(interrupt.name for interrupt in journey.interrupts if interrupt.danger and interrupt.when.holds(given))


def all_stops(journey: Journey) -> Iterator[Stop]:
    """Every question with its task, on the route or not."""
    for task in journey.tasks:
        for question in task.questions:
            yield Stop(task, question)


def is_asked(stop: Stop, answers: Answers) -> bool:
    """Whether the answers on the route so far lead to this question."""
    conditions = (stop.task.when, stop.question.when)
    return all(condition is None or condition.holds(answers) for condition in conditions)


def _names_in(condition: Condition) -> set[str]:
    return {atom.question for atom in condition.atoms()}


def conditions_of(journey: Journey) -> Iterator[Condition]:
    """Every condition anywhere in a journey."""
    for task in journey.tasks:
        found = (task.when, *(question.when for question in task.questions))
        yield from (condition for condition in found if condition is not None)
    for interrupt in journey.interrupts:
        yield interrupt.when


def atoms_by_question(journey: Journey) -> dict[str, tuple[Atom, ...]]:
    """For each question that some condition looks at, every comparison made with its answer."""
    found: dict[str, dict[Atom, None]] = {}
    for condition in conditions_of(journey):
        for atom in condition.atoms():
            found.setdefault(atom.question, {})[atom] = None
    return {name: tuple(atoms) for name, atoms in found.items()}


def telling_answers(question: Question, atoms: tuple[Atom, ...]) -> list[Json]:
    """One answer for each way in which the atoms about a question can come out."""
    if not atoms:
        return [question.examples()[0]]
    by_outcome: dict[tuple[bool, ...], Json] = {}
    for value in question.candidates(atoms):
        outcome = tuple(atom.holds({question.name: value}) for atom in atoms)
        by_outcome.setdefault(outcome, value)
    return list(by_outcome.values())
