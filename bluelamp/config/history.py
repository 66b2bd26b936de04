"""Does the database come from where this version's migrations begin?"""

from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader

from bluelamp.config import stamp
from bluelamp.config.database import is_embedded
from bluelamp.config.paths import STATE


def refuse_other_lines() -> None:
    """Raise ``OtherVersionError`` when this version's migrations do not lead on from where the database is."""
    why = difference(MigrationLoader(connection))
    if why and is_embedded():
        raise stamp.OtherVersionError(stamp.explain(STATE, why))
    if why:
        raise stamp.OtherVersionError(f"The database was made by another Bluelamp, {why}. Nothing was changed.")


def difference(loader: MigrationLoader) -> str:
    """Why they do not, in words that follow on who made it; nothing when they do."""
    if found := unknown(loader):
        return f"whose database has {found[-1]}, which is unknown here"
    assert loader.connection is not None
    try:
        loader.check_consistent_history(loader.connection)
    except InconsistentMigrationHistory:
        return "whose database grew in another order"
    return ""


def unknown(loader: MigrationLoader) -> list[str]:
    """Migrations that the database has been through and this version never saw."""
    known = set(loader.disk_migrations) | {key for one in loader.disk_migrations.values() for key in one.replaces}
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations if (app, name) not in known)


def missing(loader: MigrationLoader) -> list[str]:
    """Migrations that the database has still to go through: of each room the last."""
    wanted = loader.graph.leaf_nodes()
    return sorted(f"{app}.{name}" for app, name in wanted if (app, name) not in loader.applied_migrations)
