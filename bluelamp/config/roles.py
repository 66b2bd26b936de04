"""What the application's database role may do: a row's whole life, except where rows only ever stay."""

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from psycopg import sql

from bluelamp.config.database import APPLICATION

EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
APPEND_ONLY = "SELECT, INSERT"
READ_ONLY = "SELECT"
_NOT_OURS_TO_CHANGE = {"django_migrations": READ_ONLY}


def privileges() -> dict[str, str]:
    """Table -> privileges, for every table that is not simply readable and writable.

    A model declares ``append_only: ClassVar[bool] = True``; nobody but the owner can then change or delete a row.
    """
    found = dict(_NOT_OURS_TO_CHANGE)
    for model in apps.get_models(include_auto_created=True):
        if is_append_only(model):
            found[model._meta.db_table] = APPEND_ONLY
    return found


def is_append_only(model: type[Model]) -> bool:
    """True when rows of this model are only ever added."""
    return bool(getattr(model, "append_only", False))


def grant_application_role(connection: BaseDatabaseWrapper, role: str = APPLICATION) -> None:
    """Grant ``role`` what it needs on every table of the schema and nothing more. Run by the owner, repeatable.

    In one transaction: an application that is running meanwhile never finds itself without a right it keeps.
    """
    special = privileges()
    name = sql.Identifier(role)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in (
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            cursor.execute(sql.SQL(statement).format(role=name))
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        for (table,) in cursor.fetchall():
            grant = sql.SQL(f"GRANT {special.get(table, EVERYTHING)} ON {{table}} TO {{role}}")
            cursor.execute(grant.format(table=sql.Identifier(table), role=name))


def role_exists(connection: BaseDatabaseWrapper, role: str = APPLICATION) -> bool:
    """False on a database where somebody else looks after roles."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        return cursor.fetchone() is not None
