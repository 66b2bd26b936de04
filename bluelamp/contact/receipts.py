"""The receipt: sixteen digits that let somebody come back to their report, also without giving a name.

Hashed like a password (Argon2id). Shown once; never sent by post, email or message.
"""

import secrets

from django.contrib.auth.hashers import check_password, make_password

DIGITS = 16
_UNKNOWN = make_password("no such report")  # checking a reference that is not there takes as long as one that is


def new_receipt() -> str:
    """Sixteen random digits (53 bits)."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def spaced(receipt: str) -> str:
    """In groups of four, to be read aloud and copied."""
    return " ".join(receipt[at : at + 4] for at in range(0, DIGITS, 4))


def normalised(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def hashed(receipt: str) -> str:
    return make_password(receipt)


def fits(text: str, receipt_hash: str | None) -> bool:
    """Whether ``text`` is the receipt; equally slow when there is no such report."""
    return check_password(normalised(text), receipt_hash or _UNKNOWN) and receipt_hash is not None
