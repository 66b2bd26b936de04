"""Connections of the relay and the listeners: their own, so that they never hold one of the pages' pool."""

from typing import Any

import psycopg
from django.db import connection

CHANNEL = "bluelamp_live"

Connection = psycopg.Connection[tuple[Any, ...]]
AsyncConnection = psycopg.AsyncConnection[tuple[Any, ...]]

# A peer that vanished without a word is noticed in about half a minute, not in TCP's two hours.
_ALIVE = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}


def _parameters() -> dict[str, Any]:
    """What Django connects with, without what is Django's own. The same few statements are planned once: they are asked
    many times a second."""
    known = connection.get_connection_params()
    ours = {name: value for name, value in known.items() if name not in {"context", "cursor_factory"}}
    return _ALIVE | ours | {"prepare_threshold": 5}


def connect() -> Connection:
    return psycopg.connect(**_parameters(), autocommit=True, application_name="bluelamp-relay")


async def connect_async() -> AsyncConnection:
    return await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True, application_name="bluelamp-stream")
