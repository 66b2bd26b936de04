"""Why somebody was found, in words, from what was asked and what is recorded. ``search`` decides, this explains."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.records.names import Meant, readings
from bluelamp.records.types import Born

_SEPARATORS = re.compile(r"[-\s\u2010-\u2015/]+")
_SAME, _FORM, _ONE_LETTER = 1.0, 0.85, 0.8  # as ``records_name_score`` weighs them, nearly
# The same, another form, one letter, alike.
_FAMILY = (
    _("Family name the same"),
    "",  # family names have no short forms
    _("Family name one letter different"),
    _("Family name spelt or sounding alike"),
)
_GIVEN = (
    _("Given name the same"),
    _("Given name a short or other form"),
    _("Given name one letter different"),
    _("Given name spelt or sounding alike"),
)


Text = str | Promise


class Named(NamedTuple):
    """The names somebody is recorded under."""

    given: str
    family: str
    known_as: str = ""


class _Likeness(NamedTuple):
    score: float
    words: Text


def why_name(asked: str, recorded: Named) -> tuple[str, ...]:
    """How the name fits, by the kindest reading of what was asked."""
    explained = [_explain(meant, recorded) for meant in readings(asked)]
    return max(explained, key=lambda pair: pair[0])[1]


def why_born(asked: Born, recorded: Born | None) -> str:
    """How the birth date fits."""
    if recorded is None:
        return str(_("Date of birth not recorded"))
    if asked.exact and asked == recorded:
        return str(_("Date of birth the same"))
    if recorded.earliest <= asked.latest and asked.earliest <= recorded.latest:
        return str(_("Age fits"))
    one, other = asked.exact, recorded.exact
    if one and other and (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return str(_("Day and month of birth exchanged"))
    return str(_("Date of birth nearly the same")) if one and other and _parts_alike(one, other) else ""


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing, added or exchanged with its neighbour."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def plain(name: str) -> str:
    """A name as ``records_name_key`` makes it: small letters, no accents, no signs."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def _explain(meant: Meant, recorded: Named) -> tuple[float, tuple[str, ...]]:
    family = _compare(meant.family, [recorded.family], (), _FAMILY)
    given = _compare(meant.given, [recorded.given, recorded.known_as], meant.forms, _GIVEN)
    found = [part for part in (family, given) if part is not None]
    words = [str(part.words) for part in found if part.words]
    if meant.cost and words:
        words.append(str(_("The names in another order")))
    return sum(part.score for part in found) - meant.cost, tuple(words)


def _compare(asked: str, recorded: Iterable[str], forms: Sequence[str], words: Sequence[Text]) -> _Likeness | None:
    """The best likeness of one part of a name; None when it was not asked."""
    if not asked:
        return None
    keys = {plain(part) for name in recorded for part in (name, *_SEPARATORS.split(name)) if part}
    key = plain(asked)
    if not keys:
        return _Likeness(0.0, "")
    if key in keys:
        return _Likeness(_SAME, words[0])
    if keys & set(forms):
        return _Likeness(_FORM, words[1])
    if any(one_letter_apart(key, other) for other in keys):
        return _Likeness(_ONE_LETTER, words[2])
    return _Likeness(max(SequenceMatcher(None, key, other).ratio() for other in keys) / 2, words[3])


def _parts_alike(one: date, other: date) -> bool:
    return sum((one.year == other.year, one.month == other.month, one.day == other.day)) == 2
