"""Who may receive. An audience is an opaque key, ``kind:id``; upper rooms register what their kinds mean.

The question is asked when sending, not when publishing: somebody who has left a matter hears no more of it.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Protocol
from uuid import UUID

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)
Allowed = dict[str, frozenset[UUID]]


class Resolver(Protocol):
    """Which of the connected ``candidates`` (actor ids) may receive what is sent to each of some keys of its kind, now.

    It is asked once for all keys of a batch; a key that its answer lacks reaches nobody.
    """

    def __call__(self, key_ids: frozenset[str], candidates: frozenset[UUID], /) -> Mapping[str, frozenset[UUID]]: ...


def each(rule: Callable[[str, frozenset[UUID]], frozenset[UUID]]) -> Resolver:
    """A resolver of a rule that looks at one key: for kinds of which a batch has few."""

    def resolver(key_ids: frozenset[str], candidates: frozenset[UUID], /) -> Mapping[str, frozenset[UUID]]:
        return {key_id: rule(key_id, candidates) for key_id in key_ids}

    return resolver


def ids_of(key_ids: Iterable[str]) -> dict[str, UUID]:
    """Those keys that are ids. What is none is nobody's."""
    found: dict[str, UUID] = {}
    for key_id in key_ids:
        with suppress(ValueError):
            found[key_id] = UUID(key_id)
    return found


def _actors(key_ids: frozenset[str], candidates: frozenset[UUID], /) -> Mapping[str, frozenset[UUID]]:
    return {key_id: candidates & {actor_id} for key_id, actor_id in ids_of(key_ids).items()}


_resolvers: dict[str, Resolver] = {"actor": _actors}


def register(kind: str, resolver: Resolver) -> None:
    """Say what audiences ``kind:…`` mean. Called once per kind, when the program starts."""
    if _resolvers.setdefault(kind, resolver) is not resolver:
        raise ValueError(f"The audience kind “{kind}” is registered twice.")


def kinds() -> frozenset[str]:
    return frozenset(_resolvers)


def resolve(keys: Iterable[str], candidates: frozenset[UUID]) -> Allowed:
    """For each audience key, who of ``candidates`` may receive. One call per kind; nobody when in doubt.

    Raises ``DatabaseError`` when the database cannot be asked, so that the caller waits and asks again.
    """
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    allowed: Allowed = {}
    for key in set(keys):
        kind, _, key_id = key.partition(":")
        by_kind[kind].add(key_id)
        allowed[key] = frozenset()
    if candidates:
        for kind, key_ids in by_kind.items():
            found = _resolve(kind, frozenset(key_ids), candidates)
            allowed |= {f"{kind}:{key_id}": found.get(key_id, frozenset()) & candidates for key_id in key_ids}
    return allowed


def _resolve(kind: str, key_ids: frozenset[str], candidates: frozenset[UUID]) -> Mapping[str, frozenset[UUID]]:
    resolver = _resolvers.get(kind)
    if resolver is None:
        logger.error("Nobody has registered the audience kind %s: its events reach nobody.", kind)
        return {}
    try:
        return resolver(key_ids, candidates)
    except Exception as error:
        if isinstance(error, DatabaseError) and not connection.is_usable():
            raise
        if len(key_ids) > 1:  # a key on which the rule fails takes nothing from the others
            alone = [_resolve(kind, frozenset({key_id}), candidates) for key_id in key_ids]
            return {key_id: people for found in alone for key_id, people in found.items()}
        # A fault in one room's rule must not stop the feed of the others: deny, and say so loudly.
        logger.error("The rule of audience kind %s failed with %s: denied.", kind, type(error).__name__)
        return {}
