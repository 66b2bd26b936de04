"""A private PostgreSQL for each worker: throw-away, migrated once a run, cloned for whoever needs their own.

Tests connect as the application's role, which owns no table: what the pages may not do, the tests cannot either.
"""

import itertools
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql
from pytest_django import DjangoDbBlocker

from bluelamp.config.database import APPLICATION, OWNER
from bluelamp.config.postgres import DATABASE, PORT, SUPERUSER, Cluster
from tests.plugins.shared import Shared, copy

TEMPLATE = "bluelamp_template"
PASSWORD = "only-for-this-run"  # the socket's folder is private and gone in a minute

_SEED = (Path(__file__).parent / "seed.sql").read_text(encoding="utf-8")
_RESET = (Path(__file__).parent / "reset.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Database:
    """One database of the session's cluster."""

    cluster: Cluster
    name: str

    def url(self, role: str = APPLICATION) -> str:
        """For ``DATABASE_URL`` of a process the test starts."""
        host = quote(str(self.cluster.socket_folder), safe="")
        word = self.cluster.superuser_password() if role == SUPERUSER else PASSWORD
        return f"postgresql://{role}:{quote(word)}@/{self.name}?host={host}&port={PORT}"

    def connect(self, role: str = OWNER) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection outside Django, in autocommit. ``SUPERUSER`` for tests that tamper."""
        return psycopg.connect(self.url(role), autocommit=True)

    def reset(self) -> None:
        """As freshly migrated: empty, but for the rows that migrations wrote."""
        with self.connect(SUPERUSER) as connection:
            try:
                connection.execute(_RESET)
            except psycopg.errors.LockNotAvailable:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
                connection.execute(_RESET)
                pytest.fail("The test left a connection inside a transaction; it was cut off.")


@pytest.fixture(scope="session")
def postgres_cluster(
    shared: Shared, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Cluster]:
    """The session's own server, on a socket nobody else can reach, with a migrated ``TEMPLATE``."""

    def make(folder: Path) -> None:
        with _cluster(folder).serving(), django_db_blocker.unblock():
            _make_template(_cluster(folder))

    with tempfile.TemporaryDirectory(prefix="bluelamp-test-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL does not run as root: it must get through to its own folders
        copy(shared.folder("postgres", make), Path(folder))
        cluster = _cluster(Path(folder))
        with cluster.serving():
            yield cluster


def _cluster(folder: Path) -> Cluster:
    return Cluster(folder / "postgres", durable=False)


def _make_template(cluster: Cluster) -> None:
    """A migrated database that nobody connects to, for cloning."""
    cluster.ensure({OWNER: PASSWORD, APPLICATION: PASSWORD}, OWNER)
    source = Database(cluster, DATABASE)
    _point_django_at(source, OWNER)
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    with source.connect(SUPERUSER) as connection:
        connection.execute(_SEED)
    with cluster.connect() as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(DATABASE), sql.Identifier(TEMPLATE))
        )


@pytest.fixture(scope="session")
def new_database(postgres_cluster: Cluster) -> Callable[[], Database]:
    """Call it for a fresh, migrated database, apart from the one Django uses (0.06 s)."""
    numbers = itertools.count(1)

    def make(name: str = "") -> Database:
        database = Database(postgres_cluster, name or f"{DATABASE}_{next(numbers)}")
        names = sql.Identifier(database.name), sql.Identifier(TEMPLATE), sql.Identifier(OWNER)
        with postgres_cluster.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY").format(*names))
        return database

    return make


@pytest.fixture(scope="session")
def database(new_database: Callable[..., Database], django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    """The database that Django is connected to, as the application's role."""
    database = new_database(DATABASE)
    with django_db_blocker.unblock():
        _point_django_at(database, APPLICATION)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: _start_afresh(database))
        yield database
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture(scope="session")
def django_db_setup(database: Database) -> None:
    """Where pytest-django would make its own test database."""


def _start_afresh(database: Database) -> None:
    connections.close_all()
    database.reset()


def _point_django_at(database: Database, role: str) -> None:
    connections.close_all()
    where = settings.DATABASES["default"]
    where["OPTIONS"].pop("pool", None)
    where.update(
        NAME=database.name,
        USER=role,
        PASSWORD=PASSWORD,
        HOST=str(database.cluster.socket_folder),
        PORT=str(PORT),
    )
