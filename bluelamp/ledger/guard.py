"""The database's own guard: no row changes without a ledger entry in the same transaction."""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

# An entry marks its transaction; the mark dies with it, also when a savepoint is rolled back.
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('bluelamp.ledgered', pg_current_xact_id()::text, true);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger_require() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('bluelamp.ledgered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        RAISE EXCEPTION 'A change of % has no ledger entry in its transaction.', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER ledger_mark AFTER INSERT ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_mark();
"""
# Deferred, because an entry may be written before or after the rows it is about.
_GUARD = """
DROP TRIGGER IF EXISTS ledger_require ON {table};
CREATE CONSTRAINT TRIGGER ledger_require AFTER INSERT OR UPDATE OR DELETE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_require();
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
    """Put the guard on every table; run by the owner after each migration, safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTIONS)
        present = set(connection.introspection.table_names(cursor))
        for table in guarded_tables():
            if table in present:
                cursor.execute(_GUARD.format(table=connection.ops.quote_name(table)))
