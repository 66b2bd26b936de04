"""What every question has: a name, words, when it is asked, what its answer means, and how the answer is read.

A question's ``name`` is the key of its answer, its address on the page and the start of its fields' names.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.conditions import Atom, Condition
from bluelamp.journeys.data import Json, Node, Words
from bluelamp.journeys.enums import Means
from bluelamp.journeys.posted import Parsed, Posted


@dataclass(frozen=True, kw_only=True)
class Question(Node, ABC):
    """Base of the question types. ``text`` is the heading of its page.

    ``missing`` is the error when a required question is left empty ("Enter …", "Select …"); ``label`` the short
    form for lists of answers; ``why`` is shown behind "Why we ask this"; ``says`` tells what the answer means.
    """

    name: str
    text: Words
    hint: Words = ""
    required: bool = True
    missing: Words = ""
    when: Condition | None = None
    says: Means | None = None
    label: Words = ""
    why: Words = ""
    optional_text: Words = _("(optional)")
    hidden_text: Words = _(
        "Your answer has a hidden character that we cannot keep, shown as \N{SYMBOL FOR NULL}. Delete it and continue"
    )

    @property
    def heading(self) -> str:
        """The text, marked when the question need not be answered."""
        return str(self.text) if self.required else f"{self.text} {self.optional_text}"

    @property
    def short(self) -> str:
        return str(self.label or self.text)

    def fields(self) -> tuple[str, ...]:
        """The names of its fields, first the one an error about the whole answer belongs to."""
        return (self.name,)

    def part(self, part: str) -> str:
        """The name of one field of several."""
        return f"{self.name}-{part}"

    def parse(self, posted: Posted) -> Parsed:
        """The answer that a form sent. Whatever was typed comes back either as the value or with an error."""
        for field in self.fields():
            if any("\0" in text for text in posted.many(field)):
                return Parsed(errors={field: str(self.hidden_text)})
        parsed = self.read(posted)
        if parsed.value is None and not parsed.errors and self.required:
            return Parsed(errors={self.fields()[0]: str(self.missing)})
        return parsed

    @abstractmethod
    def read(self, posted: Posted) -> Parsed:
        """The same without the rules that hold for every type."""

    @abstractmethod
    def form(self, value: Json) -> Posted:
        """The fields as a form would send them to give ``value``; ``parse(form(value))`` gives it back."""

    @abstractmethod
    def shown(self, value: Json) -> tuple[str, ...]:
        """The answer in lines of plain text, for check pages and people who read the report."""

    def affirms(self, value: Json) -> tuple[Means, ...]:  # noqa: ARG002 - choices look at the answer
        """What an answer says yes to: "Is anybody hurt?" means an injury, but only when answered with yes."""
        return (Means(self.says),) if self.says else ()

    @abstractmethod
    def schema(self) -> dict[str, Json]:
        """JSON Schema of an answer."""

    @abstractmethod
    def examples(self) -> tuple[Json, ...]:
        """Valid answers, for walking every path in tests and for examples in documents."""

    def candidates(self, atoms: tuple[Atom, ...]) -> tuple[Json, ...]:  # noqa: ARG002 - lists choose by it
        """Answers between which ``atoms`` may tell a difference; with none when it may be left empty."""
        return self.examples() if self.required else (*self.examples(), None)

    @property
    def choices(self) -> tuple[str, ...] | None:
        """The values an answer is chosen from, or ``None`` when it is typed."""
        return None

    def problems(self) -> list[str]:
        """What is wrong with how it is written, in sentences for its author."""
        return []


def put(template: Words, **values: object) -> str:
    """Fill ``{max}`` and the like; anything else in the text stays as its author wrote it."""
    text = str(template)
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def as_text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def as_object(value: Json) -> dict[str, str]:
    """The text parts of an answer with several."""
    return {k: v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


def as_items(value: Json) -> list[dict[str, Json]]:
    """The items of a list answer."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def as_words(value: Json) -> list[str]:
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def too_long(template: Words, text: str, longest: int, label: str) -> str:
    """The error for a text over its limit, or ""."""
    if len(text) <= longest:
        return ""
    return put(template, label=label, max=f"{longest:,}", over=f"{len(text) - longest:,}")


TOO_LONG = _("{label}: you have {over} characters too many. Use {max} or fewer. Nothing you typed is lost")


def object_schema(required: tuple[str, ...] = (), **properties: Json) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }
