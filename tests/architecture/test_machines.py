"""A step that a table promises and nobody can take is a lie: every transition of every machine is performed here.

Not by whoever wrote the table, but by the services that people's buttons call.
"""

import ast
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

import pytest

from bluelamp.core.states import Machine, Transition
from tests.architecture.house import Source, sources
from tests.architecture.performers import Performer, performers
from tests.plugins.cast import Cast
from tests.plugins.no_mocks import watched


@cache
def machines() -> dict[str, Machine]:
    """Every state machine of the house, by its name."""
    found = {
        id(thing): thing
        for source in sources()
        if "Machine(" in source.text
        for thing in vars(import_module(source.name)).values()
        if isinstance(thing, Machine)
    }
    names = [machine.name for machine in found.values()]
    assert len(names) == len(set(names)), f"Two machines share a name: {sorted(names)}"
    return dict(zip(names, found.values(), strict=True))


class Step(NamedTuple):
    machine: str
    state: str
    action: str
    after: str


def steps() -> list[Step]:
    """Every step of every table."""
    return [
        Step(name, str(source), t.action, str(t.target))
        for name, machine in sorted(machines().items())
        for t in machine.transitions
        for source in sorted(t.sources)
    ]


def way(machine: Machine, start: str, to: str) -> list[str]:
    """The fewest actions that lead from ``start`` to the state ``to``. Raises ``LookupError`` when none do."""
    ways = deque([(start, list[str]())])
    seen = {start}
    while ways:
        state, taken = ways.popleft()
        if state == to:
            return taken
        for action in machine.actions(state):
            after = machine.next(state, action)
            if after not in seen:
                seen.add(after)
                ways.append((after, [*taken, action]))
    raise LookupError(f"No way leads to a {machine.name} that is {to}: it can never be.")


class Watch:
    """What the machines were asked while somebody worked, and what they answered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[Step] = []
        monkeypatch.setattr(Machine, "next", watched(Machine.next, self._note))

    def _note(self, answer: str, machine: Machine, state: str, action: str) -> None:
        self.seen.append(Step(machine.name, str(state), action, str(answer)))


@pytest.mark.django_db
@pytest.mark.parametrize("step", steps(), ids=" ".join)
def test_every_transition_has_a_service_that_performs_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, step: Step
) -> None:
    performer = performers(cast)[step.machine]
    thing = performer.start()
    for action in way(machines()[step.machine], performer.state(thing), step.state):
        performer.steps[action](thing)
    assert performer.state(thing) == step.state
    watch = Watch(monkeypatch)
    performer.steps[step.action](thing)
    assert step in watch.seen, "The service did not ask the table for this step."
    assert performer.state(thing) == step.after


def unperformed(found: dict[str, Machine], known: dict[str, Performer]) -> list[str]:
    """Machines and actions without a performer, and performers of what is in no table."""
    return [
        *(f"{name} has no performer" for name in found.keys() - known.keys()),
        *(f"there is no {name}" for name in known.keys() - found.keys()),
        *(
            f"{name} {action}"
            for name in found.keys() & known.keys()
            for action in {t.action for t in found[name].transitions} ^ known[name].steps.keys()
        ),
    ]


@pytest.mark.django_db
def test_every_machine_has_its_performer(cast: Cast) -> None:
    assert len(machines()) > 3
    assert unperformed(machines(), performers(cast)) == []


@pytest.mark.django_db
def test_a_step_that_nobody_takes_is_noticed(cast: Cast) -> None:
    known = performers(cast)
    longer = Machine("report", [*machines()["report"].transitions, Transition("burn", frozenset({"graded"}), "ash")])
    assert unperformed(machines() | {"report": longer}, known) == ["report burn"]
    assert unperformed(machines() | {"door": longer}, known) == ["door has no performer"]
    with pytest.raises(LookupError, match="can never be"):
        way(machines()["report"], "received", "ash")


STATES = {"state", "status"}


def past_the_table(found: Iterable[Source]) -> list[str]:
    """Where a row's state becomes something that no machine answered."""
    return [
        f"{source.name}:{node.lineno}"
        for source in found
        for node in source.nodes()
        if isinstance(node, ast.Assign | ast.Call) and any(_made_up(node))
    ]


def _made_up(node: ast.Assign | ast.Call) -> Iterator[bool]:
    """For each state that ``node`` gives to a row: whether no machine answered it."""
    if isinstance(node, ast.Assign):
        pairs = [pair for target in node.targets for pair in _pairs(target, node.value)]
        yield from (not _answered(value) for target, value in pairs if _is_state(target))
    elif isinstance(node.func, ast.Attribute) and node.func.attr == "update":
        yield from (not _is_state(word.value) for word in node.keywords if word.arg in STATES)


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def _is_state(node: ast.AST) -> bool:
    own = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    return isinstance(node, ast.Attribute) and node.attr in STATES and not own


def _answered(value: ast.AST) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "next"


def test_no_state_is_made_up_past_its_table() -> None:
    assert not past_the_table(sources())


@pytest.mark.parametrize(
    "text",
    [
        "crime.state = CrimeState.CANCELLED",
        "case.state, case.filed_at = CaseState.FILED, now()",
        "Resource.objects.filter(pk=1).update(state='committed')",
        "found.status = after",
    ],
)
def test_a_state_that_is_made_up_is_noticed(text: str) -> None:
    assert past_the_table([Source("bluelamp.incidents.services", text)]) == ["bluelamp.incidents.services:1"]
