"""What holds from one day to another. Law and counting rules change; what was once given keeps its meaning."""

from datetime import date
from typing import Protocol


class Dated(Protocol):
    """``since`` is the first day, ``until`` the first day on which it no longer holds."""

    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


def in_use(thing: Dated, on: date) -> bool:
    """Whether it holds on a day."""
    return thing.since <= on and (thing.until is None or on < thing.until)
