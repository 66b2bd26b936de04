"""Words that people write: kept exactly, within bounds."""

from bluelamp.core.errors import Invalid

LIMIT = 10_000  # characters


def plain_text(text: str, field: str, when_empty: str) -> str:
    """``text`` without white space around it; ``Invalid`` names ``field`` when it is empty, too long or no text."""
    words = text.strip()
    if not words:
        raise Invalid(when_empty, field=field)
    if len(words) > LIMIT:
        raise Invalid(f"Write at most {LIMIT:,} characters. You wrote {len(words):,}.", field=field)
    if "\x00" in words:
        raise Invalid("Remove the characters that are not text.", field=field)
    return words
