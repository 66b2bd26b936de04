"""The receipt: sixteen digits that let somebody come back to their report, also without giving a name.

Hashed like a password (Argon2id). Shown until its holder says that they saved it, and sealed meanwhile; never sent by
post, email or message.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from django.contrib.auth.hashers import check_password, make_password

from bluelamp.core.errors import TooMany

DIGITS = 16
AT_ONCE = 2  # in one process: each hash takes much of a processor and, on purpose, of its memory
_PATIENCE = 0.5  # seconds; whoever waits longer keeps a thread and a connection from everybody else
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


def hashed(receipt: str) -> str:
    with turn():
        return make_password(receipt)


def fits(text: str, receipt_hash: str | None) -> bool:
    """Whether ``text`` is the receipt; equally slow when there is no such report. To be asked within a ``turn``."""
    unknown = _unknown()  # asked for also where it is not needed, so that the first answer of a process tells nothing
    return check_password(normalised(text), receipt_hash or unknown) and receipt_hash is not None


@cache
def _unknown() -> str:
    """Of no report. Made when it is first needed: it is slow on purpose, and no start should wait for it."""
    return make_password("no such report")
