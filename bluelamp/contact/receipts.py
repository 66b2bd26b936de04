"""The receipt: sixteen digits that let somebody come back to their report, also without giving a name.

Hashed like a password (Argon2id). Shown until its holder says that they saved it, and sealed meanwhile; never sent by
post, email or message.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.utils.crypto import constant_time_compare, salted_hmac

from bluelamp.core.errors import TooMany

DIGITS = 16
AT_ONCE = 2  # in one process: each hash takes much of a processor and, on purpose, of its memory
_PATIENCE = 0.5  # seconds; whoever waits longer keeps a thread and a connection from everybody else
_KEY, _MARK = 8, 4  # hexadecimal digits
_turns = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """One of the few that may hash now. Raises ``TooMany`` rather than letting people queue."""
    if not _turns.acquire(timeout=_PATIENCE):
        raise TooMany("We are very busy. Nothing was lost or changed. Try again in a moment.", field="receipt")
    try:
        yield
    finally:
        _turns.release()


def new_receipt() -> str:
    """Sixteen random digits (53 bits)."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def spaced(receipt: str) -> str:
    """In groups of four, to be read aloud and copied."""
    return " ".join(receipt[at : at + 4] for at in range(0, DIGITS, 4))


def normalised(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def mark(reference: str, receipt: str) -> str:
    """A keyed mark of a receipt, so that a wrong one need not be hashed: which secret it was made with, then 16 bits.

    Without our signing secret it says nothing. With it and the database, somebody who guesses is spared all but one
    hash in 65,536: of 10 to the power of 16 receipts that leaves more than 10 to the power of 11 slow ones a report.
    """
    return _mark(settings.SECRET_KEY, reference, receipt)


def may_fit(reference: str, typed: str, marked: str) -> bool:
    """Whether it has to be hashed to know: not when the mark already says that it is wrong.

    Where there is no mark, or it was made with a secret that we no longer have, the hash decides alone.
    """
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        found = _mark(secret, reference, normalised(typed))
        if marked[:_KEY] == found[:_KEY]:
            return constant_time_compare(marked, found)
    return True


def _mark(secret: str, reference: str, receipt: str) -> str:
    key = salted_hmac("bluelamp.contact.receipt.key", "", secret=secret, algorithm="sha256").hexdigest()
    found = salted_hmac("bluelamp.contact.receipt", f"{reference}:{receipt}", secret=secret, algorithm="sha256")
    return key[:_KEY] + found.hexdigest()[:_MARK]


def hashed(receipt: str) -> str:
    with turn():
        return make_password(receipt)


def fits(text: str, receipt_hash: str) -> bool:
    """Whether ``text`` is the receipt. To be asked within a ``turn``."""
    return check_password(normalised(text), receipt_hash)
