"""Who runs a command at the machine: the operating system's name for them, for the reason on the ledger.

It stands in the reason, which can be erased, never in what is sealed. It is worth what the machine's accounts are.
"""

import os
import pwd

from bluelamp.core.text import plain_text

_LONGEST = 64  # characters of one name; Linux allows 32


def operator() -> str:
    """Whoever called sudo, and the account that the command runs as: naming another one hides nobody."""
    account, caller = _account(), _clean(os.environ.get("SUDO_USER", ""))
    return f"{caller}, as {account}" if caller and caller != account else account


def signed(reason: str, field: str) -> str:
    """``reason`` with the operator's name behind it. Raises ``Invalid`` for an empty one, naming ``field``."""
    return f"{plain_text(reason, field, 'Say why.')} (Command run by {operator()}.)"


def _account() -> str:
    try:
        return _clean(pwd.getpwuid(os.getuid()).pw_name)
    except KeyError:  # a container may run as a number without a name
        return f"user {os.getuid()}"


def _clean(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable())[:_LONGEST].strip()
