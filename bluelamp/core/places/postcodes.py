"""British postcodes: what is one, how it is written, and what to say when it is not one.

Shape from Royal Mail's PAF Programmers' Guide (the six forms of the first half, and the letters that are
never used because they are misread). Whether a postcode *exists* is for a gazetteer to say.
"""

import re
import unicodedata
from dataclasses import dataclass

from bluelamp.core.errors import Invalid

INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # C, I, K, M, O and V are never used after the digit
_OUTWARD = re.compile(r"GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9](?:[0-9]|[ABEHMNPRVWXY])?|[0-9][A-HJKPSTUW])")
_INWARD = re.compile(f"[0-9][{INWARD_LETTERS}]{{2}}")
_SHAPES = ("A9", "A99", "AA9", "AA99", "A9A", "AA9A")
_AS_DIGIT = str.maketrans("OIL", "011")
_AS_LETTER = str.maketrans("01", "OI")
_IGNORED = re.compile(r"[\s.,\-]+")
_LONGEST = 7


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A postcode of the right shape: ``outward`` (B1) and ``inward`` (1BB)."""

    outward: str
    inward: str

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"

    @property
    def sector(self) -> str:
        """The postcode without its last two letters, such as ``B1 1``."""
        return f"{self.outward} {self.inward[0]}"


def parse_postcode(text: str, *, field: str = "postcode") -> Postcode:
    """The postcode somebody typed, in any case and spacing, with 0 for O and 1 for I put right.

    Raises ``Invalid`` naming ``field`` and saying what is wrong.
    """
    letters = compact(text)
    if not letters:
        raise Invalid("Enter a postcode, like B1 1BB.", field=field)
    if not letters.isascii() or not letters.isalnum():
        raise Invalid("A postcode has only letters and numbers, like B1 1BB.", field=field)
    if len(letters) > _LONGEST:
        raise Invalid("This is too long for a postcode. Enter one like B1 1BB.", field=field)
    if is_outcode(letters) or is_sector(letters):
        raise Invalid(f"“{letters}” is only part of a postcode. Enter all of it, like B1 1BB.", field=field)
    found = _strict(letters) or _misread(letters)
    if found is None:
        raise Invalid("This is not a British postcode. Check it and enter one like B1 1BB.", field=field)
    return found


def compact(text: str) -> str:
    """``text`` in capitals without spaces, dots or dashes."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).upper()


def is_outcode(letters: str) -> bool:
    """Whether compact ``letters`` are the first half of a postcode, such as ``B1``."""
    return _OUTWARD.fullmatch(letters) is not None


def is_sector(letters: str) -> bool:
    """Whether compact ``letters`` are a first half and one digit, such as ``B11`` meant as B1 1."""
    return letters[-1:].isdigit() and _OUTWARD.fullmatch(letters[:-1]) is not None


def _strict(letters: str) -> Postcode | None:
    outward, inward = letters[:-3], letters[-3:]
    if _OUTWARD.fullmatch(outward) and _INWARD.fullmatch(inward):
        return Postcode(outward, inward)
    return None


def _misread(letters: str) -> Postcode | None:
    outward, inward = letters[:-3], letters[-3:]
    inward = inward[:1].translate(_AS_DIGIT) + inward[1:]
    for shape in _SHAPES:
        if len(shape) == len(outward):
            read = "".join(
                c.translate(_AS_LETTER if s == "A" else _AS_DIGIT) for c, s in zip(outward, shape, strict=True)
            )
            if found := _strict(read + inward):
                return found
    return None
