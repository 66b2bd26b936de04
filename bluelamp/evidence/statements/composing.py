"""From answers to a first text. It says what was answered, in order, and no more: the witness then makes it their
own."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bluelamp.evidence.statements.characters import printable
from bluelamp.evidence.statements.sentences import sentence
from bluelamp.evidence.types import Witness
from bluelamp.journeys.types import Fact, Facts

LONGEST = 60_000  # characters: about 25 pages


def compose(facts: Facts) -> str:
    """Paragraphs divided by empty lines."""
    said = {fact.question: fact for fact in facts}
    paragraphs = [_("I am the person named above. My address is known to the police."), *_paragraphs(said)]
    return printable("\n\n".join(paragraphs))


def _paragraphs(said: dict[str, Fact]) -> Iterator[str]:
    for question in ("when", "where", "doing"):
        yield from _said(said, question)
    for item in said["events"].items if "events" in said else ():
        when, what = (
            " ".join(line for fact in item if fact.question == part for line in fact.lines) for part in _EVENT
        )
        yield f"{when[:1].upper()}{when[1:]}: {what}" if when else what
    for question in ("seen", *ADVOKATE, "own_words"):
        yield from _said(said, question)
    things = [_exhibit(item) for item in said["things"].items] if "things" in said else []
    if things:
        yield _("I can produce:") + " " + "; ".join(things) + "."


_EVENT = ("event_time", "event")
# Turnbull [1977] QB 224, as officers remember it: how good somebody's sight of a person was.
ADVOKATE = ("amount", "distance", "visibility", "obstruction", "known", "any_reason", "time_lapse", "errors")


def _said(said: dict[str, Fact], question: str) -> Iterator[str]:
    if question in said:
        yield sentence(said[question])


def _exhibit(item: Facts) -> str:
    return ", ".join(line for fact in item for line in fact.lines)


def witness_of(facts: Facts) -> Witness:
    """Who states, as they said."""
    said = {fact.question: fact for fact in facts}
    age = said["age"].value if "age" in said else None
    words = {
        part: printable(" ".join(said[part].lines)) if part in said else ""
        for part in ("occupation", "adult", "reader", "language", "interpreter")
    }
    return Witness(
        name=printable(" ".join(said["name"].lines)),
        age=age if isinstance(age, int) else None,
        **words,
    )


def contact_of(facts: Facts) -> dict[str, str]:
    """How to reach the witness: kept apart, never part of the statement."""
    return {
        fact.question: ", ".join(fact.lines)
        for fact in facts
        if fact.question in {"address", "phone", "email", "unable"}
    }
