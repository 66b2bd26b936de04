"""How often somebody may try a receipt: counted before it is looked at, by connection, and in memory alone.

What a limit is for. Guessing is hopeless without any: of 10 to the power of 16 receipts, a thousand tries a second
would need 300,000 years for one report. Nor does a wrong one cost us more than a page does: see ``receipts``. So a
limit only makes somebody who guesses a nuisance to themselves, and it must not become one to others. That is why there
is none for all connections together: whoever has many addresses would close the door for everybody. And why none closes
a reference, which is no secret: an officer, an insurer and a former partner may know it. Many wrong receipts for one
reference leave each connection fewer tries, never none.

Where a connection is not known, nothing is counted: everybody would be taken for one, and locked out by any.
"""

from dataclasses import dataclass

from bluelamp.access.strangers import STRANGERS
from bluelamp.core.clock import now
from bluelamp.core.errors import TooMany

PER_CONNECTION = 30  # for whatever references: a library or a mobile network is many people
PER_REFERENCE = 10  # by one connection
FEW = 3  # the same, once many have tried this reference
MANY = 50
WAIT = "Wait 20 minutes"  # core.strangers forgets within two epochs


@dataclass(frozen=True, slots=True)
class Attempt:
    """The keys under which one try was counted."""

    keys: tuple[str, ...]


def begin(*, reference: str, address: str) -> Attempt:
    """Count one more try, for ``give_back``. Raises ``TooMany`` in plain words, before anything costly is done.

    ``address`` is where it comes from, or "" where that is not known. It is mixed with a salt that nobody keeps.
    """
    if not address:
        return Attempt(())
    connection, here, named = (
        f"contact.receipt {address}",
        f"contact.receipt {address} {reference}",
        f"contact.receipt {reference}",
    )
    at = now()
    most = FEW if STRANGERS.counted(named, at) >= MANY else PER_REFERENCE
    limits = ((connection, PER_CONNECTION, _FROM_HERE), (here, most, _FOR_THIS_REFERENCE))
    counted: list[str] = []
    for key, limit, words in limits:
        if STRANGERS.count(key, at) > limit:  # a refused one is taken back: going on trying does not prolong the wait
            give_back(Attempt((*counted, key)))
            raise TooMany(words, field="receipt")
        counted.append(key)
    STRANGERS.count(named, at)
    return Attempt((*counted, named))


def give_back(attempt: Attempt) -> None:
    """It was the right receipt."""
    at = now()
    for key in attempt.keys:
        STRANGERS.take_back(key, at)


_FROM_HERE = (
    f"There were too many wrong receipts from your internet connection. {WAIT}, or try again from another connection."
)
_FOR_THIS_REFERENCE = (
    f"There were too many wrong receipts for this reference from your internet connection. {WAIT} and try again, or "
    "use another connection. If it cannot wait, call 101 and give your reference."
)
