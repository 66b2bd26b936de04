"""The languages there are: English, in which everything is written, and those it is translated into."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """``code``: BCP 47 in lower case, as Django says it; ``name``: as its speakers write it."""

    code: str
    name: str
    english: str
    rtl: bool = False

    @property
    def direction(self) -> str:
        """For ``dir``."""
        return "rtl" if self.rtl else "ltr"

    @property
    def tag(self) -> str:
        """For ``lang``."""
        language, _, region = self.code.partition("-")
        return f"{language}-{region.upper()}" if region else language


ENGLISH = Tongue("en-gb", "English", "English")
TRANSLATED = (Tongue("pl", "Polski", "Polish"), Tongue("ur", "اردو", "Urdu", rtl=True))
TONGUES = (ENGLISH, *TRANSLATED)


def interpreter_for(code: str) -> str:
    """The English name of a language in which somebody may need an interpreter; empty for English."""
    known = tongue(code)
    return "" if known == ENGLISH else known.english if known else code


def tongue(code: str) -> Tongue | None:
    """The language of this code, if it is one of ours."""
    return next((known for known in TONGUES if known.code == code), None)
