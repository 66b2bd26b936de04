"""Answers chosen from a list: one of them, several, or yes and no."""

from abc import abstractmethod
from dataclasses import dataclass, replace
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.conditions import Atom
from bluelamp.journeys.data import Json, Node, Words
from bluelamp.journeys.enums import Means
from bluelamp.journeys.posted import Parsed, Posted
from bluelamp.journeys.questions.base import Question, as_text, as_words


@dataclass(frozen=True)
class Option(Node, kind="option"):
    """One choice: the value kept, the words shown.

    ``denies``: choosing it says no to what the question means. ``says``: what choosing it means besides.
    """

    value: str
    text: Words
    hint: Words = ""
    denies: bool = False
    says: Means | None = None


@dataclass(frozen=True, kw_only=True)
class OneChoice(Question):
    """Base of the types whose answer is one value of a list."""

    unknown: Words = _("Select one of the answers on this page")

    @abstractmethod
    def list_options(self) -> tuple[Option, ...]: ...

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.list_options())

    def affirms(self, value: Json) -> tuple[Means, ...]:
        return affirmed(self.says, self.list_options(), [as_text(value)])

    def read(self, posted: Posted) -> Parsed:
        chosen = posted.text(self.name)
        if not chosen:
            return Parsed()
        return Parsed(chosen) if chosen in self.choices else Parsed(errors={self.name: str(self.unknown)})

    def form(self, value: Json) -> Posted:
        return Posted.of((self.name, as_text(value)))

    def shown(self, value: Json) -> tuple[str, ...]:
        return (words_of(self.list_options(), as_text(value)),)

    def schema(self) -> dict[str, Json]:
        return {"enum": list(self.choices)}

    def examples(self) -> tuple[Json, ...]:
        return self.choices

    def problems(self) -> list[str]:
        return option_problems(self.list_options())


@dataclass(frozen=True, kw_only=True)
class Radios(OneChoice, kind="radios"):
    """Choose one. ``inline`` only for two short answers."""

    options: tuple[Option, ...]
    inline: bool = False

    def list_options(self) -> tuple[Option, ...]:
        return self.options


@dataclass(frozen=True, kw_only=True)
class YesNo(OneChoice, kind="yes_no"):
    """Yes or no, with "I do not know" when ``not_sure``. The answer is "yes", "no" or "not_sure"."""

    not_sure: bool = False
    yes_text: Words = _("Yes")
    no_text: Words = _("No")
    not_sure_text: Words = _("I do not know")

    @property
    def inline(self) -> bool:
        return not self.not_sure

    def list_options(self) -> tuple[Option, ...]:
        options = (Option("yes", self.yes_text), Option("no", self.no_text, denies=True))
        return (*options, Option("not_sure", self.not_sure_text, denies=True)) if self.not_sure else options


@dataclass(frozen=True, kw_only=True)
class Checkboxes(Question, kind="checkboxes"):
    """Tick all that apply. ``none`` is an answer that excludes the others. The answer is a list of values."""

    options: tuple[Option, ...]
    none: Option | None = None
    or_text: Words = _("or")
    all_that_apply: Words = _("Select all that apply.")
    unknown: Words = _("Select one or more of the answers on this page")
    clash: Words = _("Select either “{none}” or the answers that apply, not both")

    def list_options(self) -> tuple[Option, ...]:
        return (*self.options, self.none) if self.none else self.options

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.list_options())

    def affirms(self, value: Json) -> tuple[Means, ...]:
        options = (*self.options, replace(self.none, denies=True)) if self.none else self.options
        return affirmed(self.says, options, as_words(value))

    def read(self, posted: Posted) -> Parsed:
        ticked = {text for text in posted.many(self.name) if text}
        if not ticked:
            return Parsed()
        if not ticked <= set(self.choices):
            return Parsed(errors={self.name: str(self.unknown)})
        if self.none and self.none.value in ticked and len(ticked) > 1:
            return Parsed(errors={self.name: str(self.clash).replace("{none}", str(self.none.text))})
        return Parsed([value for value in self.choices if value in ticked])

    def form(self, value: Json) -> Posted:
        return Posted.of((self.name, as_words(value)))

    def shown(self, value: Json) -> tuple[str, ...]:
        return tuple(words_of(self.list_options(), ticked) for ticked in as_words(value))

    def schema(self) -> dict[str, Json]:
        return {
            "type": "array",
            "items": {"enum": list(self.choices)},
            "minItems": 1,
            "uniqueItems": True,
        }

    def examples(self) -> tuple[Json, ...]:
        single: list[Json] = [[value] for value in self.choices]
        return (*single, [option.value for option in self.options])

    def candidates(self, atoms: tuple[Atom, ...]) -> tuple[Json, ...]:
        named = {value for atom in atoms for value in atom.values()}
        telling = [value for value in self.choices if value in named]
        other = [value for value in self.choices if value not in named][:1]
        empty: tuple[Json, ...] = () if self.required else (None,)
        subsets = [s for size in range(1, len(telling) + 1) for s in combinations(telling, size)]
        possible: list[Json] = [[*s] for s in ((*other,), *subsets) if s]
        return (*(value for value in possible if not self.parse(self.form(value)).errors), *empty)

    def problems(self) -> list[str]:
        return option_problems(self.list_options())


def affirmed(says: Means | None, options: tuple[Option, ...], chosen: list[str]) -> tuple[Means, ...]:
    """What the chosen options say yes to, each once."""
    found: dict[Means, None] = {}
    for option in options:
        if option.value in chosen and not option.denies:
            found.update({Means(means): None for means in (says, option.says) if means})
    return tuple(found)


def words_of(options: tuple[Option, ...], value: str) -> str:
    """The words of a value; the value itself when it is no longer offered."""
    return next((str(option.text) for option in options if option.value == value), value)


def option_problems(options: tuple[Option, ...]) -> list[str]:
    values = [option.value for option in options]
    found = []
    if len(options) < 2:
        found.append("needs at least two answers to choose from")
    if len(set(values)) < len(values):
        found.append("offers the same value twice")
    if not all(option.value and str(option.text) for option in options):
        found.append("has an answer without a value or without words")
    return found
