"""Whoever keeps a line open to somebody hears when they leave: rooms above say so at start, as this one knows none.

>>> leaving.on_leaving(lambda who: live.hang_up(audience=f"actor:{who}"))
"""

from typing import Protocol
from uuid import UUID


class Listener(Protocol):
    """Ends what stands open to ``who`` (an actor's id), inside the transaction in which they leave."""

    def __call__(self, who: UUID, /) -> None: ...


_listeners: list[Listener] = []


def on_leaving(listener: Listener) -> None:
    """Have ``listener`` called whenever somebody signs out, gives up a receipt or loses their account."""
    if listener not in _listeners:
        _listeners.append(listener)


def left(who: UUID) -> None:
    """``who`` leaves, in this transaction. Whoever is still signed in elsewhere may come back at once."""
    for listener in _listeners:
        listener(who)
