"""What a source has to offer, and finding them all."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise

from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row as it is shown. ``more`` may be anybody's words; ``href`` is empty where the reader may not go."""

    reference: str
    more: str
    risk: str
    reasons: tuple[str, ...]
    since: datetime
    channel: str
    href: str
    due: datetime | None = None


class Source(Protocol):
    """One kind of contact that waits for somebody. One contract test runs over all of them."""

    @property
    def name(self) -> str:
        """In addresses, ``reports``; the name of its file."""

    @property
    def title(self) -> str | Promise: ...

    @property
    def label(self) -> str:
        """How the ledger names a row: ``contact.report``."""

    @property
    def news(self) -> str:
        """The kind of live news that changes it."""

    def waiting(self, *, actor: Actor) -> Iterable[Waiting]:
        """Every place in the queue, in any order: ids and codes alone, in one query."""

    def lines(self, *, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Line]:
        """The rows of one page, in a fixed number of queries."""


@cache
def sources() -> tuple[Source, ...]:
    """All of them, by name."""
    package = __name__.rpartition(".")[0]
    names = sorted(m.name for m in iter_modules(import_module(package).__path__) if not m.name.startswith("_"))
    return tuple(import_module(f"{package}.{name}").SOURCE for name in names)


def source(name: str) -> Source | None:
    """The one of this name."""
    return next((one for one in sources() if one.name == name), None)
