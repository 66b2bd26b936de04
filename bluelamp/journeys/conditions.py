"""Conditions as data: ``when=All(Is("anyone_seen", "yes"), Not(Answered("suspect")))``. Never Python.

A condition looks only at answers given on earlier pages that are still part of the route. Each can say whether it
holds, which questions it asks about, and how JSON Schema (2020-12) would put it.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.journeys.data import Answers, Json, Node


class Condition(Node, ABC):
    """Something that answers make true or false."""

    @abstractmethod
    def holds(self, answers: Answers) -> bool: ...

    @abstractmethod
    def atoms(self) -> "Iterator[Atom]":
        """The single comparisons inside."""

    @abstractmethod
    def schema(self) -> dict[str, Json]: ...


@dataclass(frozen=True)
class Atom(Condition):
    """A comparison with the answer to one question."""

    question: str

    def atoms(self) -> "Iterator[Atom]":
        yield self

    def values(self) -> tuple[str, ...]:
        """The answers it names, so that a misspelt one is found."""
        return ()

    def _schema(self, answer: dict[str, Json]) -> dict[str, Json]:
        return {"required": [self.question], "properties": {self.question: answer}}


@dataclass(frozen=True)
class Is(Atom, kind="is"):
    """The answer is exactly this one."""

    value: str

    def holds(self, answers: Answers) -> bool:
        return answers.get(self.question) == self.value

    def values(self) -> tuple[str, ...]:
        return (self.value,)

    def schema(self) -> dict[str, Json]:
        return self._schema({"const": self.value})


@dataclass(frozen=True)
class IsNot(Atom, kind="is_not"):
    """It was answered, with something else."""

    value: str

    def holds(self, answers: Answers) -> bool:
        return answered(answers, self.question) and answers[self.question] != self.value

    def values(self) -> tuple[str, ...]:
        return (self.value,)

    def schema(self) -> dict[str, Json]:
        return self._schema({"not": {"const": self.value}})


@dataclass(frozen=True)
class OneOf(Atom, kind="one_of"):
    """The answer is one of several."""

    options: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        return answers.get(self.question) in self.options

    def values(self) -> tuple[str, ...]:
        return self.options

    def schema(self) -> dict[str, Json]:
        return self._schema({"enum": list(self.options)})


@dataclass(frozen=True)
class Includes(Atom, kind="includes"):
    """This box is among the ticked ones."""

    value: str

    def holds(self, answers: Answers) -> bool:
        ticked = answers.get(self.question)
        return isinstance(ticked, list) and self.value in ticked

    def values(self) -> tuple[str, ...]:
        return (self.value,)

    def schema(self) -> dict[str, Json]:
        return self._schema({"type": "array", "contains": {"const": self.value}})


@dataclass(frozen=True)
class Answered(Atom, kind="answered"):
    """An optional question was not left empty."""

    def holds(self, answers: Answers) -> bool:
        return answered(answers, self.question)

    def schema(self) -> dict[str, Json]:
        return {"required": [self.question]}


class Compound(Condition):
    """Several conditions as one."""

    @property
    @abstractmethod
    def parts(self) -> tuple[Condition, ...]: ...

    def atoms(self) -> Iterator[Atom]:
        for part in self.parts:
            yield from part.atoms()


@dataclass(frozen=True, init=False)
class Several(Compound):
    conditions: tuple[Condition, ...]

    def __init__(self, *given: Condition, conditions: tuple[Condition, ...] = ()) -> None:
        object.__setattr__(self, "conditions", given or conditions)

    @property
    def parts(self) -> tuple[Condition, ...]:
        return self.conditions


class All(Several, kind="all"):
    def holds(self, answers: Answers) -> bool:
        return all(part.holds(answers) for part in self.conditions)

    def schema(self) -> dict[str, Json]:
        return {"allOf": [part.schema() for part in self.conditions]}


class Any(Several, kind="any"):
    def holds(self, answers: Answers) -> bool:
        return any(part.holds(answers) for part in self.conditions)

    def schema(self) -> dict[str, Json]:
        return {"anyOf": [part.schema() for part in self.conditions]}


@dataclass(frozen=True)
class Not(Compound, kind="not"):
    condition: Condition

    @property
    def parts(self) -> tuple[Condition, ...]:
        return (self.condition,)

    def holds(self, answers: Answers) -> bool:
        return not self.condition.holds(answers)

    def schema(self) -> dict[str, Json]:
        return {"not": self.condition.schema()}


def answered(answers: Answers, question: str) -> bool:
    """Whether the question has an answer that says something."""
    return answers.get(question) not in (None, "", [])
