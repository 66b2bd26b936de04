"""Keys to a draft: made at random, shown once, kept only as a digest.

A device key has 128 random bits; a return code 80, in Crockford's base 32, which nobody can misread aloud. Both are
far beyond guessing, so a plain digest is safe and lets a code be found.
"""

import secrets
from hashlib import sha256

from bluelamp.journeys.enums import KeyKind

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("ILO", "110")
_SYMBOLS = 16
_GROUP = 4


def new_device_key() -> str:
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """A return code such as ``7KQ4-M2XA-90TD-JW5E``."""
    symbols = "".join(secrets.choice(_ALPHABET) for _ in range(_SYMBOLS))
    return "-".join(symbols[i : i + _GROUP] for i in range(0, _SYMBOLS, _GROUP))


def read_code(text: str) -> str:
    """The code as we write it from what somebody typed; "" when it cannot be one."""
    symbols = "".join(c for c in text.upper() if c.isalnum()).translate(_MISREAD)
    if len(symbols) != _SYMBOLS or not set(symbols) <= set(_ALPHABET):
        return ""
    return "-".join(symbols[i : i + _GROUP] for i in range(0, _SYMBOLS, _GROUP))


def digest(kind: KeyKind, key: str) -> str:
    return sha256(f"bluelamp draft {kind.value} {key}".encode()).hexdigest()
