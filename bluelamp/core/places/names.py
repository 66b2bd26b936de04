"""How alike two place names are, for people who spell them as they hear them."""

import re
import unicodedata
from difflib import SequenceMatcher

_SPOKEN = {"&": " and ", "'": "", "\N{RIGHT SINGLE QUOTATION MARK}": "", "`": ""}
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SAME = {"saint": "st", "the": "", "and": ""}
ALIKE = 0.72  # below this a suggestion is more puzzling than helpful (tried on the names of the West Midlands)


def plain(name: str) -> str:
    """``name`` in lower case without accents, punctuation and filler words: ``st matthews``."""
    text = unicodedata.normalize("NFKD", name).casefold()
    for mark, spoken in _SPOKEN.items():
        text = text.replace(mark, spoken)
    words = _NOT_WORD.sub(" ", "".join(c for c in text if not unicodedata.combining(c))).split()
    return " ".join(filter(None, (_SAME.get(word, word) for word in words)))


def likeness(asked: str, name: str) -> float:
    """From 0 (nothing alike) to 1 (the same), of two names already made ``plain``.

    A name that begins as asked comes before one that merely contains it; both before a misspelling.
    """
    if asked == name:
        return 1.0
    if name.startswith(asked):
        return 0.97
    if f" {asked}" in f" {name}":
        return 0.94
    whole = _ratio(asked, name)
    words = name.split()
    by_word = [max((_ratio(part, word) for word in words), default=0.0) for part in asked.split()]
    return max(whole, 0.95 * sum(by_word) / max(len(by_word), 1)) * 0.95


def _ratio(a: str, b: str) -> float:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE / 2:
        return 0.0
    return matcher.ratio()
