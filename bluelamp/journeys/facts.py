"""Answers as facts: what each one means, in words and as a value, whatever the journey."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from bluelamp.journeys.data import Answers, Json
from bluelamp.journeys.definition import Files, Group, Journey, Means, Question
from bluelamp.journeys.graph import reachable
from bluelamp.journeys.questions.base import as_items


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer. ``lines`` is how people read it; ``items`` are the parts of each item of a repeated group;
    ``affirms`` is what it says yes to: ``means`` unless the answer was no.

    ``value`` is as the question's type describes it (``journeys.definition``).
    """

    question: str
    label: str
    kind: str
    means: Means | None
    value: Json
    lines: tuple[str, ...]
    affirms: tuple[Means, ...]
    items: "tuple[Facts, ...]" = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was said, in the order it was asked."""

    all: tuple[Fact, ...]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.all)

    def of(self, means: Means) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.all if fact.means == means)

    def first(self, means: Means) -> Fact | None:
        return next(iter(self.of(means)), None)

    def value(self, means: Means) -> Json:
        """The value of the first answer that means this, or ``None``."""
        fact = self.first(means)
        return fact.value if fact else None

    def affirmed(self) -> tuple[Means, ...]:
        """Everything that was said yes to, each once, in order."""
        return tuple(dict.fromkeys(means for fact in self.all for means in fact.affirms))

    def text(self, means: Means) -> str:
        """Every answer that means this in words, or ""."""
        return "\n".join(line for fact in self.of(means) for line in fact.lines)


def facts_of(journey: Journey, answers: Answers) -> Facts:
    """The facts in the answers that are on the route, worded in the language of ``journey``."""
    given = reachable(journey, answers)
    return Facts(tuple(_fact(q, given[q.name]) for q in journey if q.name in given))


def file_ids(journey: Journey, answers: Answers) -> tuple[UUID, ...]:
    """The files named in the answers."""
    lists = (as_items(answers.get(question.name)) for question in journey if isinstance(question, Files))
    return tuple(UUID(str(item["file"])) for items in lists for item in items)


def _fact(question: Question, value: Json) -> Fact:
    items: tuple[Facts, ...] = ()
    if isinstance(question, Group):
        items = tuple(_item(question, item) for item in as_items(value))
    means = Means(question.says) if question.says else None
    lines, affirms = question.shown(value), question.affirms(value)
    return Fact(question.name, question.short, question.kind, means, value, lines, affirms, items)


def _item(group: Group, item: dict[str, Json]) -> Facts:
    return Facts(tuple(_fact(q, item[q.name]) for q in group.questions if q.name in item))
