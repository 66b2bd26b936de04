"""The database's own guard: no row changes without a ledger entry in the same transaction."""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

# Names are written with their schema: a temporary table of the same name must not stand in for the ledger.
# An entry's transaction number is the database's word, so that no entry can vouch for another transaction.
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.txid := pg_catalog.pg_current_xact_id();
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ledger_require() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.ledger_entry WHERE txid = pg_catalog.pg_current_xact_id()) THEN
        RAISE EXCEPTION 'A change of % has no ledger entry in its transaction.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger_place() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    lowest bigint;
    highest bigint;
    many bigint;
BEGIN
    SELECT min(index), max(index), count(*) INTO lowest, highest, many FROM placed;
    IF lowest < 0 OR highest - lowest + 1 <> many
        OR (lowest > 0 AND NOT EXISTS (SELECT FROM public.ledger_leaf WHERE index = lowest - 1))
        OR EXISTS (SELECT FROM public.ledger_leaf WHERE index > highest)
        OR EXISTS (SELECT FROM placed WHERE NOT EXISTS (SELECT FROM public.ledger_entry e WHERE e.id = entry_id))
    THEN
        RAISE EXCEPTION 'A place in the ledger follows the one before and belongs to an entry.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""
_NUMBER = "CREATE TRIGGER ledger_number BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_number()"
# The application's role writes places, because the sealer connects as it. So a place can only be the next one, and only
# an entry's: whoever steals that role cannot keep a place free, or take one for what was never written. Joins are by
# key, whatever the statistics say: the ledger has millions of rows.
_PLACE = (
    "CREATE TRIGGER ledger_place AFTER INSERT ON {table} REFERENCING NEW TABLE AS placed"
    " FOR EACH STATEMENT EXECUTE FUNCTION ledger_place()"
)
# Deferred, because an entry may be written before or after the rows it is about.
_REQUIRE = (
    "CREATE CONSTRAINT TRIGGER ledger_require AFTER INSERT OR UPDATE OR DELETE ON {table}"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_require()"
)
# All three as PostgreSQL keeps them, switched on. Type 7: for each row, before an insert; 4: after an insert; 29: for
# each row, after any change.
_STANDING = """
SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = 'public'::regnamespace AND tgenabled = 'O' AND tgqual IS NULL AND tgattr = ''
    AND (tgname, tgfoid, tgtype, tgdeferrable, tginitdeferred) IN (
        ('ledger_number', 'public.ledger_number()'::regprocedure, 7, false, false),
        ('ledger_place', 'public.ledger_place()'::regprocedure, 4, false, false),
        ('ledger_require', 'public.ledger_require()'::regprocedure, 29, true, true))
"""


def guarded_tables() -> list[str]:
    """Every table of ours but those whose model says, in ``ledger_exempt``, why it needs no entry."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("bluelamp.")
        and model._meta.managed
        and not model._meta.proxy
        and not getattr(model, "ledger_exempt", "")
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the guard on every table that lacks it; run by the owner after each migration, safe to repeat.

    A trigger that stands as it should is left alone: to replace it would wait for everybody at work on its table.
    """
    wanted = [("ledger_entry", "ledger_number", _NUMBER), ("ledger_leaf", "ledger_place", _PLACE)]
    wanted += [(table, "ledger_require", _REQUIRE) for table in guarded_tables()]
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTIONS)
        cursor.execute(_STANDING)
        standing = set(cursor.fetchall())
        present = set(connection.introspection.table_names(cursor))
        for table, trigger, create in wanted:
            if table in present and (table, trigger) not in standing:
                name = connection.ops.quote_name(table)
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger} ON {name}; {create.format(table=name)}")
