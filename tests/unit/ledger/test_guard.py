"""The database itself refuses a change that nobody accounts for."""

from collections.abc import Callable

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, connections, transaction
from psycopg import sql

from bluelamp.access.models import Team
from bluelamp.config.database import APPLICATION
from bluelamp.config.postgres import SUPERUSER
from bluelamp.core.ids import new_id
from bluelamp.ledger import guard
from tests.factories.ledger import entry
from tests.plugins.database import Database

ENTRY = """
INSERT INTO ledger_entry
(id, version, at, actor_kind, actor_id, roles, act, action, subjects, purpose, recipients, salt)
VALUES (gen_random_uuid(), 1, now(), 'job', gen_random_uuid(), '{}', 'alteration', 'test.x', '{}', '', '{}', '')
"""
UNACCOUNTED = "has no ledger entry in its transaction"
LEDGER = ["ledger_entry", "ledger_leaf", "ledger_note", "ledger_sheet"]


@pytest.fixture(scope="module")
def bare(new_database: Callable[[], Database]) -> Database:
    """A database whose tables take any row: no constraint but the guard, no trigger but the guard's."""
    database = new_database()
    with database.connect(SUPERUSER) as session:
        for query in (_UNBOUND, _NULLABLE):
            for (statement,) in session.execute(query).fetchall():
                session.execute(statement)
    return database


_UNBOUND = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', conrelid::regclass, conname)
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname = 'public' AND contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL
SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname)
FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT IN ('ledger_require', 'ledger_number')
"""
_NULLABLE = """
SELECT format('ALTER TABLE %I ALTER COLUMN %I DROP NOT NULL', table_name, column_name)
FROM information_schema.columns
WHERE table_schema = 'public' AND is_nullable = 'NO' AND is_identity = 'NO' AND is_generated = 'NEVER'
AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')
"""


@pytest.mark.parametrize("table", guard.guarded_tables())
def test_no_table_changes_without_an_entry(bare: Database, table: str) -> None:
    name = sql.Identifier(table)
    column = _a_column(table)
    insert = sql.SQL("INSERT INTO {} DEFAULT VALUES").format(name)
    changes = [
        insert,
        sql.SQL("UPDATE {} SET {} = {}").format(name, column, column),
        sql.SQL("DELETE FROM {}").format(name),
    ]
    with bare.connect(SUPERUSER) as session:
        with session.transaction():
            session.execute(insert)
            session.execute(ENTRY)
        for change in changes:
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match=UNACCOUNTED), session.transaction():
                session.execute(change)
        for change in changes:
            with session.transaction():
                session.execute(ENTRY)
                session.execute(change)


def _a_column(table: str) -> sql.Identifier:
    model = next(m for m in apps.get_models(include_auto_created=True) if m._meta.db_table == table)
    return sql.Identifier(next(str(f.column) for f in model._meta.concrete_fields if not getattr(f, "generated", 0)))


def test_every_table_of_ours_is_guarded_or_says_why_not(database: Database) -> None:
    ours = {
        model._meta.db_table: getattr(model, "ledger_exempt", "")
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("bluelamp.")
    }
    with database.connect() as session:
        guarded = {
            table
            for (table,) in session.execute(
                "SELECT tgrelid::regclass::text FROM pg_trigger"
                " WHERE tgname = 'ledger_require' AND tgenabled = 'O' AND tgdeferrable AND tginitdeferred"
            ).fetchall()
        }
        tables = {
            table
            for (table,) in session.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        }
    assert guarded == {table for table, why in ours.items() if not why}
    assert all(len(why.split()) > 2 for why in ours.values() if why), "an exemption is explained in words"
    strangers = tables - ours.keys() - {m._meta.db_table for m in apps.get_models(include_auto_created=True)}
    assert all(table.startswith(("django_", "procrastinate_")) for table in strangers), strangers


@pytest.mark.django_db(transaction=True)
def test_an_entry_before_or_after_the_change_will_do() -> None:
    with transaction.atomic():
        entry()
        Team.objects.create(name="before")
    with transaction.atomic():
        Team.objects.create(name="after")
        entry()
    assert Team.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_was_rolled_back_vouches_for_nothing() -> None:
    with pytest.raises(IntegrityError, match=UNACCOUNTED):
        _write_after(_record_and_take_back)
    assert not Team.objects.exists()


def _write_after(trick: Callable[[], object]) -> None:
    with transaction.atomic():
        trick()
        Team.objects.create(name="unaccounted")


def _record_and_take_back() -> None:
    point = transaction.savepoint()
    entry()
    transaction.savepoint_rollback(point)


@pytest.mark.django_db(transaction=True)
def test_an_entry_of_another_transaction_vouches_for_nothing() -> None:
    entry()
    with pytest.raises(IntegrityError, match=UNACCOUNTED):
        Team.objects.create(name="unaccounted")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "trick",
    [
        "SELECT set_config('bluelamp.ledgered', pg_current_xact_id()::text, true)",
        "CREATE TEMP TABLE ledger_entry (txid xid8); INSERT INTO pg_temp.ledger_entry VALUES (pg_current_xact_id())",
        "SET CONSTRAINTS ALL DEFERRED",
        "SET search_path = pg_temp, public; CREATE TEMP TABLE ledger_entry AS SELECT pg_current_xact_id() AS txid",
    ],
)
def test_the_application_cannot_talk_its_way_past(trick: str) -> None:
    with pytest.raises(IntegrityError, match=UNACCOUNTED):
        _write_after(lambda: connection.cursor().execute(trick))
    connections.close_all()  # with its temporary table


@pytest.mark.django_db(transaction=True)
def test_no_entry_vouches_for_a_transaction_to_come() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint + 1")
        following = cursor.fetchone()[0]
        cursor.execute(
            ENTRY.replace("salt)", "salt, txid)").replace("'{}', '')", f"'{{}}', '', '{following}'::text::xid8)")
        )
    with pytest.raises(IntegrityError, match=UNACCOUNTED):
        Team.objects.create(name="unaccounted")


@pytest.mark.parametrize("table", LEDGER)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {0} SET {1} = {1}",
        "DELETE FROM {0}",
        "TRUNCATE {0}",
        "DROP TABLE {0}",
        "ALTER TABLE {0} DISABLE TRIGGER ALL",
        "ALTER TABLE {0} OWNER TO bluelamp_app",
        "ALTER TABLE {0} ADD COLUMN extra int",
        "CREATE TRIGGER sly BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE RULE sly AS ON INSERT TO {0} DO INSTEAD NOTHING",
        "MERGE INTO {0} USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    ],
)
def test_the_application_cannot_alter_the_ledger(database: Database, table: str, statement: str) -> None:
    column = "index" if table == "ledger_leaf" else "entry_id" if table != "ledger_entry" else "id"
    with database.connect(APPLICATION) as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
        session.execute(statement.format(table, column))


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "ALTER TABLE access_team DISABLE TRIGGER ledger_require",
        "DROP TRIGGER ledger_require ON access_team",
        "DROP TRIGGER ledger_number ON ledger_entry",
        "DROP FUNCTION ledger_require() CASCADE",
        "CREATE OR REPLACE FUNCTION ledger_require() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "ALTER FUNCTION ledger_require() OWNER TO bluelamp_app",
        "CREATE FUNCTION public.sly() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SET ROLE bluelamp_owner",
        "TRUNCATE access_team CASCADE",
        "ALTER DATABASE bluelamp SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_disarm_the_guard(database: Database, statement: str) -> None:
    with database.connect(APPLICATION) as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
        session.execute(statement)


def test_the_application_cannot_give_itself_rights(database: Database) -> None:
    with database.connect(APPLICATION) as session:
        session.execute("GRANT ALL ON ledger_entry TO bluelamp_app")  # PostgreSQL only warns, and grants nothing
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("DELETE FROM ledger_entry")


def test_installing_twice_changes_nothing(database: Database, as_owner: None) -> None:
    guard.install(connections["default"])
    with pytest.raises(IntegrityError, match=UNACCOUNTED):
        Team.objects.create(name=str(new_id()))


def test_a_guard_that_stands_waits_for_nobody_at_work(database: Database, as_owner: None) -> None:
    """Every migration ends with it, on a live system."""
    with database.connect(APPLICATION) as application, application.transaction():
        for table in [*guard.guarded_tables(), "ledger_entry"]:
            application.execute(sql.SQL("LOCK TABLE {} IN ROW EXCLUSIVE MODE").format(sql.Identifier(table)))
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
            guard.install(connections["default"])


_OTHER = """
DROP TRIGGER ledger_require ON access_team;
CREATE CONSTRAINT TRIGGER ledger_require AFTER {} ON access_team DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW {} EXECUTE FUNCTION ledger_require()
"""


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TRIGGER ledger_require ON access_team",
        "ALTER TABLE access_team DISABLE TRIGGER ledger_require",
        _OTHER.format("DELETE", ""),
        _OTHER.format("INSERT OR UPDATE OR DELETE", "WHEN (false)"),
    ],
)
def test_a_guard_that_does_not_stand_is_put_back(as_owner: None, damage: str) -> None:
    try:
        connection.cursor().execute(damage)
        Team.objects.create(name="unaccounted")
    finally:
        guard.install(connections["default"])
    with pytest.raises(IntegrityError, match=UNACCOUNTED):
        Team.objects.create(name="accounted for")
