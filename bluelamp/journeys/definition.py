"""Journeys as data: what is asked, in which order, when. The public words for writing one.

A ``Journey`` is a list of tasks; a task is a list of questions, each on a page of its own. Conditions look back
only, so a journey always ends. ``Interrupt`` is advice when answers show danger now; people can always carry on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.core.errors import NotFound
from bluelamp.journeys.conditions import All, Answered, Any, Condition, Includes, Is, IsNot, Not, OneOf
from bluelamp.journeys.data import Answers, Json, Node, Words, canonical, fingerprint, from_data, to_data
from bluelamp.journeys.enums import Means
from bluelamp.journeys.questions import (
    Address,
    Checkboxes,
    Day,
    Email,
    Files,
    Group,
    ListQuestion,
    LongText,
    Moment,
    Money,
    Name,
    Number,
    Option,
    Phone,
    Question,
    Radios,
    SafeContact,
    Text,
    YesNo,
)


@dataclass(frozen=True)
class Task(Node, kind="task"):
    """A part of the task list. ``when`` holds for all its questions."""

    title: Words
    questions: tuple[Question, ...]
    when: Condition | None = None


@dataclass(frozen=True)
class Link(Node, kind="link"):
    """A way to somebody else: a web address with ``https:``, or a number to call with ``tel:``."""

    text: Words
    href: str


@dataclass(frozen=True, kw_only=True)
class First(Node, kind="first"):
    """What somebody should know before a form, on its start page. ``body`` has paragraphs divided by empty lines.

    ``instead``: what is better than the form; then its calls come as large buttons, and the form after them.
    """

    title: Words
    body: Words
    links: tuple[Link, ...] = ()
    instead: bool = False
    start: Words = ""  # the words of the button that begins, when not the usual ones


@dataclass(frozen=True, kw_only=True)
class Interrupt(Node, kind="interrupt"):
    """Advice shown after an answer. ``body`` has paragraphs divided by empty lines.

    Usually the answer shows danger now, and 999 follows the advice. Without ``danger`` it is only said what is better
    done first, and where; no desk is told that such advice was shown.
    """

    name: str
    when: Condition
    title: Words
    body: Words
    carry_on: Words = _("I have called 999 or nobody is in danger now: carry on")
    danger: bool = True
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Journey(Node, kind="journey"):
    """Something people are asked from beginning to end.

    ``slug`` is its address; ``before`` says what to have at hand (one thing a line); ``minutes`` how long it takes;
    ``declaration`` is what people agree to by sending. The tab of a ``quiet`` one does not say what it is about.
    """

    slug: str
    title: Words
    summary: Words
    tasks: tuple[Task, ...]
    before: Words = ""
    minutes: int = 10
    first: First | None = None
    quiet: bool = False
    interrupts: tuple[Interrupt, ...] = ()
    declaration: Words = _(
        "By sending this you say that, as far as you know, what you have told us is true. "
        "A mistake is no offence; to report what you know did not happen is one."
    )
    submit: Words = _("Send to the police")
    format: int = 1

    def __iter__(self) -> Iterator[Question]:
        """Every question in order, whether or not it will be asked."""
        for task in self.tasks:
            yield from task.questions

    def question(self, name: str) -> Question:
        """Raises ``NotFound``."""
        for question in self:
            if question.name == name:
                return question
        raise NotFound(f"This form has no question called “{name}”. Go back to the list of questions.")


def text_of(journey: Journey) -> str:
    """The canonical JSON text of a journey."""
    return canonical(to_data(journey))


def version_of(journey: Journey) -> str:
    """The version of a journey: SHA-256 of its canonical text."""
    return fingerprint(text_of(journey))


def journey_from(data: Mapping[str, Json]) -> Journey:
    """The journey of a JSON definition. Raises ``TypeError`` when it is one of something else."""
    journey = from_data(data)
    if not isinstance(journey, Journey):
        raise TypeError(f"This is the definition of a {journey.kind}, not of a journey.")
    return journey


__all__ = [
    "Address",
    "All",
    "Answered",
    "Answers",
    "Any",
    "Checkboxes",
    "Condition",
    "Day",
    "Email",
    "Files",
    "First",
    "Group",
    "Includes",
    "Interrupt",
    "Is",
    "IsNot",
    "Journey",
    "Link",
    "ListQuestion",
    "LongText",
    "Means",
    "Moment",
    "Money",
    "Name",
    "Not",
    "Number",
    "OneOf",
    "Option",
    "Phone",
    "Question",
    "Radios",
    "SafeContact",
    "Task",
    "Text",
    "Words",
    "YesNo",
    "journey_from",
    "text_of",
    "version_of",
]
