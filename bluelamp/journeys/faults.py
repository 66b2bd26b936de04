"""What is wrong with a journey, in sentences for the person who wrote it."""

import re
from collections.abc import Iterator

from bluelamp.journeys.conditions import Atom
from bluelamp.journeys.definition import Condition, Journey, Question
from bluelamp.journeys.survey import survey

MOST_PATHS = 50_000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,59}")
_WAY = re.compile(r"https://[^\s\"'<>]+|tel:\+?[0-9]{3,15}")
RESERVED_SLUGS = frozenset({"return"})


def faults(journey: Journey) -> list[str]:
    """Everything wrong; an empty list means that it can be asked."""
    found = [*_words(journey), *_asking(journey), *_names(journey), *_conditions(journey)]
    found += [f"Question “{q.name}” {problem}." for q in journey for problem in q.problems()]
    # Walking makes sense only once conditions point at what exists.
    return found or list(_walked(journey))


def _words(journey: Journey) -> Iterator[str]:
    for field in ("title", "summary"):
        if not str(getattr(journey, field)):
            yield f"The journey needs a {field}."
    for task in journey.tasks:
        if not str(task.title):
            yield "A task has no title."
        if not task.questions:
            yield f"Task “{task.title}” has no questions."
    for interrupt in journey.interrupts:
        if not (str(interrupt.title) and str(interrupt.body)):
            yield f"Interrupt “{interrupt.name}” needs a title and a body."
    yield from _first(journey)


def _first(journey: Journey) -> Iterator[str]:
    links = [link for interrupt in journey.interrupts for link in interrupt.links]
    if journey.first:
        links += journey.first.links
        if not (str(journey.first.title) and str(journey.first.body)):
            yield "What comes first needs a title and a body."
    for link in links:
        if not str(link.text) or not _WAY.fullmatch(link.href):
            yield f"The link to “{link.href}” needs words, and an address with https: or a number with tel:."


def _asking(journey: Journey) -> Iterator[str]:
    for question in journey:
        if not str(question.text):
            yield f"Question “{question.name}” has no text: write what the page asks."
        if question.required and not str(question.missing):
            yield (
                f"Question “{question.name}” must be answered but has no words for when it is not: "
                "give missing=, beginning with Enter or Select."
            )


def _names(journey: Journey) -> Iterator[str]:
    if not _SLUG.fullmatch(journey.slug) or journey.slug in RESERVED_SLUGS:
        yield f"“{journey.slug}” cannot be a slug: use small letters, digits and -, beginning with a letter."
    if not journey.tasks:
        yield "The journey has no tasks."
    seen: set[str] = set()
    for name in [question.name for question in journey] + [interrupt.name for interrupt in journey.interrupts]:
        if not _NAME.fullmatch(name):
            yield f"“{name}” cannot be a name: use small letters, digits and _, beginning with a letter."
        if name in seen:
            yield f"The name “{name}” is used twice."
        seen.add(name)


def _conditions(journey: Journey) -> Iterator[str]:
    before: dict[str, Question] = {}
    everything = {question.name: question for question in journey}
    for task in journey.tasks:
        yield from _targets(f"Task “{task.title}”", task.when, before, everything)
        for question in task.questions:
            yield from _targets(f"Question “{question.name}”", question.when, before, everything)
            before[question.name] = question
    for interrupt in journey.interrupts:
        yield from _targets(f"Interrupt “{interrupt.name}”", interrupt.when, before, everything)


def _targets(
    who: str, condition: Condition | None, before: dict[str, Question], everything: dict[str, Question]
) -> Iterator[str]:
    for atom in condition.atoms() if condition else ():
        if atom.question in before:
            yield from _values(who, atom, before[atom.question])
        elif atom.question in everything:
            yield (
                f"{who} depends on “{atom.question}”, which is asked later or is itself: a loop. "
                "Conditions can only look back; move the question down."
            )
        else:
            yield f"{who} depends on “{atom.question}”, but no question has that name."


def _values(who: str, atom: Atom, target: Question) -> Iterator[str]:
    if atom.values() and target.choices is None:
        yield f"{who} compares “{target.name}” with an answer, but that one is typed: use Answered(…)."
    for value in atom.values():
        if target.choices is not None and value not in target.choices:
            offered = ", ".join(target.choices)
            yield f"{who} waits for “{target.name}” to be “{value}”, which is not offered ({offered})."


def _walked(journey: Journey) -> Iterator[str]:
    found = survey(journey)
    if found.paths > MOST_PATHS:
        yield f"There are {found.paths:,} ways through; tests can walk {MOST_PATHS:,}. Use fewer conditions."
    for question in journey:
        if question.name not in found.pages:
            yield f"Question “{question.name}” can never be reached: no answers make its condition true."
    for interrupt in journey.interrupts:
        if f"!{interrupt.name}" not in found.pages:
            yield f"Interrupt “{interrupt.name}” can never be shown: no answers make its condition true."
