"""Reading a name as somebody typed it: which part is the family's, in how many ways it may be meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.core.errors import Invalid
from bluelamp.records.diminutives import forms_of

LONGEST = 250  # two parts of 100, a title and a middle name
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "dame", "master"))
_JOINING = frozenset(
    (
        "al",
        "el",
        "bin",
        "ibn",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "la",
        "le",
        "mac",
        "mc",
        "o",
        "st",
        "van",
        "von",
    )
)
_GUESSED = 0.08  # less than one wrong letter


@dataclass(frozen=True, slots=True)
class Meant:
    """One way to read a name; an empty part is unknown. ``forms`` are other given names that may stand for
    ``given``; ``cost``, from 0 to 1, is what the guess costs."""

    given: str
    family: str
    cost: float = 0.0
    forms: tuple[str, ...] = ()


def readings(name: str) -> tuple[Meant, ...]:
    """The ways ``name`` may be meant, likeliest first. Raises ``Invalid`` for an empty or overlong name."""
    if len(name) > LONGEST:
        raise Invalid(f"Shorten the name to {LONGEST} characters or fewer.", field="name")
    name = name.replace("\x00", "")
    if not name.replace(",", " ").split():
        raise Invalid("Enter a name to search for.", field="name")
    before, _, after = name.partition(",")
    given, family = _words(after), before.split()  # "Smith, John"
    if not given or not family:
        words = _words(name.replace(",", " "))
        at = _family_begins(words)
        given, family = words[:at], words[at:]
    if not given:
        return Meant("", family[0]), Meant(family[0], "", forms=_forms(family[0]))
    return tuple(dict.fromkeys(_both_ways(given, family)))


def _both_ways(given: list[str], family: list[str]) -> Iterator[Meant]:
    yield Meant(given[0], "".join(family), forms=_forms(given[0]))
    yield Meant(family[0], "".join(given), _GUESSED, _forms(family[0]))  # "Smith John", "van Berg Jan"
    if len(given) > 1:
        yield Meant(given[-1], "".join(family), _GUESSED, _forms(given[-1]))  # goes by the middle name
        yield Meant(given[1], given[0], _GUESSED, _forms(given[1]))  # "Smith John Paul"
    if given[0].casefold() in _JOINING:
        yield Meant("", "".join(given + family))  # "O Brien", "De La Cruz"


def _family_begins(words: list[str]) -> int:
    """Where in ``words`` the family name starts: 0 when there is but one word."""
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _JOINING:
        at -= 1
    return at


def _words(text: str) -> list[str]:
    words = text.split()
    if len(words) > 1 and words[0].casefold().strip(".") in _TITLES:
        words = words[1:]
    return words


def _forms(word: str) -> tuple[str, ...]:
    return tuple(sorted(forms_of(re.sub(r"[^a-z]", "", word.casefold()))))
