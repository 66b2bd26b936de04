"""What others may know of the language of a page."""

from dataclasses import dataclass
from datetime import datetime

from bluelamp.languages.tongues import ENGLISH, Tongue


@dataclass(frozen=True, slots=True)
class Spoken:
    """``wanted``: what was chosen; ``shown``: what the page is in; ``awaiting``: nobody has reviewed it yet."""

    wanted: Tongue = ENGLISH
    shown: Tongue = ENGLISH
    awaiting: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """One section in one language, for whoever reviews it."""

    tongue: Tongue
    section: str
    title: str
    texts: int
    untranslated: int
    digest: str
    offered: bool
    signed_by: str  # name and what makes them fit to judge; "" when nobody has signed these words
    signed_at: datetime | None
    lapsed: bool  # other words of it were signed before
