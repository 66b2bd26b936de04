"""The application's role can live a row's whole life, except where rows only ever stay."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from bluelamp.config.database import APPLICATION
from bluelamp.config.roles import APPEND_ONLY, grant_application_role, privileges
from tests.plugins.database import Database


def test_the_ledger_is_append_only() -> None:
    assert privileges()["ledger_entry"] == APPEND_ONLY


@pytest.mark.django_db
def test_tests_connect_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (APPLICATION,)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE ledger_entry SET version = 2", "DELETE FROM ledger_entry"])
def test_the_application_cannot_alter_the_ledger(statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_application_owns_nothing(database: Database) -> None:
    with database.connect() as owner:
        owned = owner.execute("SELECT tablename FROM pg_tables WHERE tableowner = %s", [APPLICATION]).fetchall()
    assert owned == []


_SCHEMA = ["CREATE TABLE mine (x int)", "TRUNCATE ledger_entry", "DROP TABLE ledger_entry"]


@pytest.mark.parametrize("statement", _SCHEMA)
def test_the_application_cannot_change_the_schema(database: Database, statement: str) -> None:
    with database.connect(APPLICATION) as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
        session.execute(statement)


def test_who_runs_meanwhile_is_never_without_rights(database: Database, as_owner: None) -> None:
    """Rights are granted anew after every migration, with the application at work."""
    seen = []
    with database.connect(APPLICATION) as application:

        def look(execute: Callable[..., Any], *rest: Any) -> Any:
            done = execute(*rest)
            seen.append(application.execute("SELECT count(*) FROM access_team").fetchone())
            return done

        with connections["default"].execute_wrapper(look):
            grant_application_role(connections["default"])
    assert len(seen) > len(privileges())
