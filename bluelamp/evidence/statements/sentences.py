"""An answer as a sentence in the first person, where it plainly fits into one; else word for word after its label. It
says what was answered and no more, and the witness then makes the text their own."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import Words
from bluelamp.journeys.types import Fact


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHORT = 200  # characters; what is longer has sentences of its own
_NOT_DOING = _words("nothing anything something everything morning evening during spring")
_PLACES = "at in on near outside inside by behind opposite next between across beside under above around close along"
_NUMBERS = "one two three four five six seven eight nine ten a an half"
_NEARLY = _words("about around nearly almost only maybe perhaps over under")  # before a number
_THINGS = "a an the my his her their two three several"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """``sentence`` takes an answer that begins with one of ``begins`` or, if ``counts``, a figure, or a word in -ing if
    ``doing``. ``no``: the answers that say no, and what they say. ``own``: one with “I” first stands by itself."""

    sentence: Words = ""
    begins: frozenset[str] = frozenset()
    counts: bool = False
    doing: bool = False
    no: tuple[frozenset[str], Words] = (frozenset(), "")
    own: bool = False
    not_with: str = ""  # a word that the sentence says itself


def _no(answers: str, says: Words) -> tuple[frozenset[str], Words]:
    return frozenset(answers.split(", ")), says


_PATTERNS = {
    "when": _Pattern(_("This was on %(said)s."), counts=True),
    "where": _Pattern(_("I was %(said)s."), _words(_PLACES), own=True),
    "doing": _Pattern(_("Just before, I was %(said)s."), doing=True, own=True),
    "amount": _Pattern(_("I could see them for %(said)s."), _words(_NUMBERS), counts=True),
    "distance": _Pattern(_("They were %(said)s away from me."), _words(_NUMBERS), counts=True, not_with="away"),
    "visibility": _Pattern(own=True),
    "obstruction": _Pattern(
        _("In the way was %(said)s."), _words(_THINGS), no=_no("no, none, nothing", _("Nothing was in the way."))
    ),
    "known": _Pattern(no=_no("no, never, not before", _("I had not seen them before.")), own=True),
    "any_reason": _Pattern(own=True),
    "errors": _Pattern(no=_no("no, none, nothing", _("Nothing is different from what I said or saw before."))),
    "own_words": _Pattern(own=True),
}


def sentence(fact: Fact) -> str:
    """One paragraph of the statement."""
    said = "\n".join(fact.lines).strip()
    pattern = _PATTERNS.get(fact.question, _Pattern())
    bare = said.rstrip(" .")
    if bare.casefold() in pattern.no[0]:
        return str(pattern.no[1])
    if pattern.own and re.match(r"I\b(?!\.)", said):
        return said if said.endswith((".", "!", "?")) else f"{said}."
    if pattern.sentence and _fits(bare, pattern):
        return str(pattern.sentence) % {"said": bare[:1].lower() + bare[1:]}
    return f"{fact.label}: {said}"


def _fits(said: str, pattern: _Pattern) -> bool:
    if not said or len(said) > _SHORT or re.search(r"\n|[.!?;] ", said):
        return False
    words = [word.strip(",") for word in said.casefold().split()]
    if pattern.counts and words[0] in _NEARLY:
        words = words[1:]
    if not words or (pattern.not_with and pattern.not_with in words):
        return False
    is_doing = pattern.doing and words[0].endswith("ing") and words[0] not in _NOT_DOING
    return is_doing or words[0] in pattern.begins or (pattern.counts and words[0][:1].isdigit())
