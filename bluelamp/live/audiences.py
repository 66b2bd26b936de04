"""Who may receive. An audience is an opaque key, ``kind:id``; upper rooms register what their kinds mean.

The question is asked when sending, not when publishing: somebody who has left a matter hears no more of it.
"""

import logging
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)
Allowed = dict[str, frozenset[UUID]]


class Resolver(Protocol):
    """Which of the connected ``candidates`` (actor ids) may receive what is sent to ``key_id``, now."""

    def __call__(self, key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]: ...


def _actor(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    try:
        return candidates & {UUID(key_id)}
    except ValueError:
        return frozenset()


_resolvers: dict[str, Resolver] = {"actor": _actor}


def register(kind: str, resolver: Resolver) -> None:
    """Say what audiences ``kind:…`` mean. Called once per kind, when the program starts."""
    if _resolvers.setdefault(kind, resolver) is not resolver:
        raise ValueError(f"The audience kind “{kind}” is registered twice.")


def kinds() -> frozenset[str]:
    return frozenset(_resolvers)


def resolve(keys: Iterable[str], candidates: frozenset[UUID]) -> Allowed:
    """For each audience key, who of ``candidates`` may receive. One call per key; nobody when in doubt.

    Raises ``DatabaseError`` when the database cannot be asked, so that the caller waits and asks again.
    """
    return {key: _resolve(key, candidates) if candidates else frozenset() for key in set(keys)}


def _resolve(key: str, candidates: frozenset[UUID]) -> frozenset[UUID]:
    kind, _, key_id = key.partition(":")
    resolver = _resolvers.get(kind)
    if resolver is None:
        logger.error("Nobody has registered the audience kind %s: its events reach nobody.", kind)
        return frozenset()
    try:
        return resolver(key_id, candidates) & candidates  # never beyond those asked about
    except Exception as error:
        if isinstance(error, DatabaseError) and not connection.is_usable():
            raise
        # A fault in one room's rule must not stop the feed of the others: deny, and say so loudly.
        logger.error("The rule of audience kind %s failed with %s: denied.", kind, type(error).__name__)
        return frozenset()
