"""Words that may mean danger: a list that only points. A person reads the message and decides.

The list is short on purpose and errs to the side of pointing. What it says beside a message is why it points, never
what is the case. How often people say “no danger” is counted, so that a word that only annoys can be taken out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bluelamp.conversations.enums import Risk


@dataclass(frozen=True, slots=True)
class Danger:
    """``words`` as people write them, a ``*`` for any ending; ``why`` is said beside the message."""

    code: str
    risk: Risk
    why: str | Promise
    words: tuple[str, ...]


DANGERS = (
    Danger(
        "now",
        Risk.HIGH,
        _("May be happening now"),
        (
            "he is here", "she is here", "they are here", "he's here", "she's here", "they're here", "outside my door",
            "at the door", "in the house", "in my house", "breaking in", "follow* me", "coming back for me",
            "jest tutaj", "jest za drzwiami",
        ),
    ),
    Danger(
        "weapon",
        Risk.HIGH,
        _("A weapon may be involved"),
        ("knife*", "knives", "gun", "guns", "machete*", "acid", "stab*", "shoot*", "weapon*", "nóż",
         "pistolet*", "cuțit*"),
    ),
    Danger(
        "self_harm",
        Risk.HIGH,
        _("May be thinking of ending their life"),
        (
            "kill myself", "end my life", "end it all", "suicid*", "want to die", "better off dead", "overdose*",
            "no reason to live", "hurt myself", "cut myself", "samobój*", "sinucid*",
        ),
    ),
    Danger(
        "life",
        Risk.HIGH,
        _("A threat to life"),
        ("kill me", "kill us", "kill her", "kill him", "going to die", "strangl*", "chok* me", "hands round my neck"),
    ),
    Danger(
        "hurt",
        Risk.HIGH,
        _("Somebody may be hurt"),
        ("bleed*", "can't breathe", "cannot breathe", "cant breathe", "unconscious", "passed out", "ambulance"),
    ),
    Danger(
        "child",
        Risk.HIGH,
        _("A child may be in danger"),
        ("touch* my child", "touch* my son", "touch* my daughter", "hurt* my child", "hit* the kids", "took my child",
         "my child is missing"),
    ),
    Danger(
        "control",
        Risk.MEDIUM,
        _("May be controlled or kept"),
        (
            "won't let me leave", "wont let me leave", "locked in", "lock* me in", "took my passport",
            "has my passport", "checks my phone", "takes my money", "forced marriage",
            "make* me marry", "not allowed out",
        ),
    ),
    Danger(
        "afraid",
        Risk.MEDIUM,
        _("Says that they are afraid"),
        ("i am scared", "i'm scared", "im scared", "i am afraid", "i'm afraid", "terrified", "boję się", "mi-e frică"),
    ),
    Danger(
        "missing",
        Risk.HIGH,
        _("Somebody may be missing"),
        ("not come home", "hasn't come home", "didn't come home", "went missing", "is missing"),
    ),
)  # fmt: skip
_BY_CODE = {danger.code: danger for danger in DANGERS}


def found(text: str) -> tuple[str, ...]:
    """The codes of what the words of ``text`` may mean, in the order of the list."""
    words = " ".join(text.casefold().replace("\u2019", "'").split())
    return tuple(danger.code for danger in DANGERS if _pattern(danger.code).search(words))


def risk_of(codes: Iterable[str]) -> Risk:
    """The highest of what was found; standard when nothing was, or the list has changed since."""
    return min((_BY_CODE[code].risk for code in codes if code in _BY_CODE), default=Risk.STANDARD)


def why(codes: Iterable[str]) -> list[str]:
    """The words beside a message, in the language of the page."""
    return [str(_BY_CODE[code].why) for code in codes if code in _BY_CODE]


@cache
def _pattern(code: str) -> re.Pattern[str]:
    words = (re.escape(word.casefold()).replace(r"\*", r"\w*") for word in _BY_CODE[code].words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
