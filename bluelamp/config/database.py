"""How Django reaches PostgreSQL: by ``DATABASE_URL``, or the embedded cluster when there is none.

Two roles. ``bluelamp_owner`` owns every table and runs migrations; ``bluelamp_app`` owns nothing and is
what pages, relay, worker and commands connect as, so no bug of ours can alter the ledger or its triggers.
"""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from bluelamp.config.env import env, stored_secret
from bluelamp.config.postgres import DATABASE, PORT, Cluster

OWNER = "bluelamp_owner"
APPLICATION = "bluelamp_app"

OWNER_SWITCH = "BLUELAMP_AS_OWNER"  # set by `bluelamp migrate` for its own process only

# An idle transaction holds locks and keeps old rows alive, so it is ended.
SESSION = "-c idle_in_transaction_session_timeout=30s -c lock_timeout=20s"


def is_embedded() -> bool:
    """False when ``DATABASE_URL`` names a server that somebody else looks after."""
    return not os.environ.get("DATABASE_URL")


def cluster(state: Path) -> Cluster:
    """The embedded cluster of the state folder."""
    return Cluster(state / "postgres")


def password(state: Path, role: str) -> str:
    """The password of a role of the embedded cluster, made once and kept with mode 0600."""
    return stored_secret(state / "secrets" / f"database-{role}")


def database_settings(state: Path) -> dict[str, Any]:
    """One entry of Django's ``DATABASES``. Touches no server."""
    url = env("DATABASE_URL", "", "Database of the application's role. Empty: the embedded PostgreSQL.")
    owner_url = env("BLUELAMP_OWNER_DATABASE_URL", "", "The same for the role that owns the tables; migrations only.")
    size = int(env("BLUELAMP_DATABASE_POOL", "8", "Most database connections each process keeps."))
    as_owner = os.environ.get(OWNER_SWITCH) == "1"
    where = _from_url(owner_url or url if as_owner else url) if url else _embedded(state, as_owner=as_owner)
    options: dict[str, Any] = {"options": SESSION, **where.pop("OPTIONS", {})}
    if not as_owner:
        options["pool"] = {"min_size": 1, "max_size": size, "timeout": 20}
    return {
        "ENGINE": "bluelamp.ledger.engine",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # a restarted database must not cost a request
        "OPTIONS": options,
        **where,
    }


def _embedded(state: Path, *, as_owner: bool) -> dict[str, Any]:
    role = OWNER if as_owner else APPLICATION
    return {
        "NAME": DATABASE,
        "USER": role,
        "PASSWORD": password(state, role),
        "HOST": str(cluster(state).socket_folder),
        "PORT": str(PORT),
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    found = {name: parts.pop(key, "") for name, key in named.items()}
    return {**found, "OPTIONS": parts}
