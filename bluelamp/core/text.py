"""Words that people write: kept as they are read, within bounds."""

from bluelamp.core.errors import Invalid

LIMIT = 10_000  # characters
# Marks that turn the order of what stands beside them (Unicode UAX 9, 2): nobody types them, and with them an address
# can be made to read as another. Letters of any script bring their own direction.
_TURNING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def unturned(text: str) -> str:
    """``text`` without the invisible marks that change the order in which it is shown."""
    return text.translate(_TURNING)


def digits_of(text: str) -> str:
    """The digits in ``text`` alone, 0 to 9; also as a keyboard for Urdu or Bengali writes them."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def plain_text(text: str, field: str, when_empty: str) -> str:
    """``text`` without white space around it, and ``unturned``; ``Invalid`` names ``field`` when it is empty, too long
    or no text."""
    words = unturned(text).strip()
    if not words:
        raise Invalid(when_empty, field=field)
    if len(words) > LIMIT:
        raise Invalid(f"Write at most {LIMIT:,} characters. You wrote {len(words):,}.", field=field)
    if "\x00" in words:
        raise Invalid("Remove the characters that are not text.", field=field)
    return words
