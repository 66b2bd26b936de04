"""What somebody may say of a crime, besides what it was and where. Every question may be left out.

None of it is in the published figures, so it changes rules alone. Two answers end the figures altogether: a partner or
relative, or the same person again and again, make of any crime domestic abuse or stalking, of which no odds are given.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.model import Words

UNSAID = "-"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A question. ``answers``: value, letter in addresses, words."""

    name: str
    ask: Words
    answers: tuple[tuple[str, str, Words], ...]
    hint: Words = ""

    def letter(self, value: str) -> str:
        """The letter of an answer."""
        return next((letter for known, letter, _words in self.answers if known == value), UNSAID)

    def value(self, letter: str) -> str:
        """The answer of a letter; "" for none."""
        return next((value for value, known, _words in self.answers if known == letter), "")

    def words(self, value: str) -> Words:
        """An answer as it was offered."""
        return next(words for known, _letter, words in self.answers if known == value)


_YES_NO = (("yes", "y", _("Yes")), ("no", "n", _("No")), ("unsure", "u", _("I am not sure")))
CIRCUMSTANCES = (
    Circumstance(
        "when",
        _("How long ago did it happen?"),
        (
            ("day", "d", _("In the last 24 hours")),
            ("week", "w", _("In the last week")),
            ("month", "m", _("In the last month")),
            ("longer", "l", _("Longer ago")),
        ),
    ),
    Circumstance(
        "suspect",
        _("Do you know who did it?"),
        (
            ("no", "n", _("No")),
            ("seen", "s", _("No, but somebody saw them")),
            ("known", "k", _("Yes, I know who it was")),
            ("close", "c", _("Yes, a partner, somebody I was with, or a relative")),
        ),
    ),
    Circumstance("cctv", _("May a camera have seen it?"), _YES_NO, _("A street, shop, bus, doorbell or car camera")),
    Circumstance("injury", _("Was anybody hurt?"), _YES_NO),
    Circumstance(
        "repeat",
        _("Has it happened before?"),
        (
            ("no", "n", _("No")),
            ("yes", "y", _("Yes")),
            ("same", "s", _("Yes, and the same person follows, watches or contacts somebody who does not want it")),
        ),
    ),
    Circumstance(
        "vulnerable",
        _("Does anything make it harder for the person it happened to?"),
        _YES_NO,
        _("Age, illness, a disability, fear of those who did it"),
    ),
)


def domestic(said: Mapping[str, str]) -> bool:
    """Whether what was said makes it domestic abuse."""
    return said.get("suspect") == "close"


def stalking(said: Mapping[str, str]) -> bool:
    """Whether what was said makes it stalking."""
    return said.get("repeat") == "same"
