"""An answer as a sentence in the first person, where it fits into one; else after its label. Word for word either way:
nothing is added to it, and the witness then makes the text their own."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import Words
from bluelamp.journeys.types import Fact

_SHORT = 200  # characters; what is longer has sentences of its own
_NO = frozenset({"no", "none", "nothing", "never", "no one", "nobody", "not at all"})
_PLACES = "at in on near outside inside by behind opposite next between across beside under above around close along"
_AMOUNTS = (
    "about around nearly almost only maybe perhaps less more over under a an some few one two three four five six "
    "seven eight nine ten"
)
_THINGS = "a an the some my his her their two three several only"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """``sentence`` takes an answer that begins with one of ``begins`` or, if ``counts``, a figure, or a word in -ing if
    ``doing``; ``no`` is what an answer like “no” says; ``own``: an answer that begins with “I” stands by itself."""

    sentence: Words = ""
    begins: frozenset[str] = frozenset()
    counts: bool = False
    doing: bool = False
    no: Words = ""
    own: bool = False
    not_with: str = ""  # a word that the sentence says itself


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PATTERNS = {
    "when": _Pattern(_("This was on %(said)s."), counts=True),
    "where": _Pattern(_("I was %(said)s."), _words(_PLACES), own=True),
    "doing": _Pattern(_("Just before, I was %(said)s."), doing=True, own=True),
    "amount": _Pattern(_("I could see them for %(said)s."), _words(_AMOUNTS), counts=True),
    "distance": _Pattern(_("They were %(said)s away from me."), _words(_AMOUNTS), counts=True, not_with="away"),
    "visibility": _Pattern(own=True),
    "obstruction": _Pattern(_("In the way was %(said)s."), _words(_THINGS), no=_("Nothing was in the way.")),
    "known": _Pattern(no=_("I had not seen them before."), own=True),
    "any_reason": _Pattern(own=True),
    "errors": _Pattern(no=_("Nothing is different from what I said or saw before.")),
    "own_words": _Pattern(own=True),
}


def sentence(fact: Fact) -> str:
    """One paragraph of the statement."""
    said = "\n".join(fact.lines).strip()
    pattern = _PATTERNS.get(fact.question, _Pattern())
    bare = said.rstrip(" .")
    if pattern.no and bare.casefold() in _NO:
        return str(pattern.no)
    if pattern.own and re.match(r"I\b(?!\.)", said):
        return said if said.endswith((".", "!", "?")) else f"{said}."
    if pattern.sentence and _fits(bare, pattern):
        return str(pattern.sentence) % {"said": bare[:1].lower() + bare[1:]}
    return f"{fact.label}: {said}"


def _fits(said: str, pattern: _Pattern) -> bool:
    if not said or len(said) > _SHORT or re.search(r"\n|[.!?;] ", said):
        return False
    first, rest = re.match(r"\S*", said), said.casefold().split()
    word = first[0].casefold().strip(",") if first else ""
    if pattern.not_with and pattern.not_with in rest:
        return False
    return word in pattern.begins or (pattern.counts and word[:1].isdigit()) or (pattern.doing and word.endswith("ing"))
