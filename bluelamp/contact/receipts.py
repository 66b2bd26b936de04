"""The receipt: sixteen digits that let somebody come back to their report, also without giving a name.

Hashed with Argon2id. Shown until its holder says that they saved it, and sealed meanwhile; never sent by post, email or
message.
"""

import secrets
from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher

from bluelamp.core.text import digits_of

DIGITS = 16


class _ReceiptHasher(Argon2PasswordHasher):
    """As slow as chance needs, not as slow as a password: nobody chose it, so nobody can guess it better than by all
    10 to the power of 16. At one thousandth of a second of processor time each, that is three hundred thousand years of
    a processor for one report; a hash for passwords takes two hundred times as long, and would make whoever reports
    wait for it. One that was hashed with other numbers still fits, and takes as long as those.
    """

    time_cost = 1
    memory_cost = 2 * 1024  # KiB
    parallelism = 1


_HASHER = _ReceiptHasher()


def new_receipt() -> str:
    """Sixteen random digits (53 bits)."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def spaced(receipt: str) -> str:
    """In groups of four, to be read aloud and copied."""
    return " ".join(receipt[at : at + 4] for at in range(0, DIGITS, 4))


def hashed(receipt: str) -> str:
    return _HASHER.encode(receipt, _HASHER.salt())


def fits(text: str, receipt_hash: str) -> bool:
    """Whether ``text`` is the receipt. With no hash it never is, which takes as long to say."""
    fitting = _HASHER.verify(digits_of(text), receipt_hash or _nobodys())
    return fitting and bool(receipt_hash)


def is_dear(receipt_hash: str) -> bool:
    """Whether it was made when receipts were hashed like passwords."""
    return _HASHER.must_update(receipt_hash)


@cache
def _nobodys() -> str:
    return hashed(new_receipt())
