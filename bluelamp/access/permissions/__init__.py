"""The one table of permissions, a file for each room. What no row allows is forbidden."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bluelamp.access.table import Permission


@cache
def table() -> tuple[Permission, ...]:
    """Every row, in the order of the rooms' names."""
    rooms = sorted(module.name for module in iter_modules(__path__))
    return tuple(row for room in rooms for row in import_module(f"{__name__}.{room}").ROWS)


@cache
def rows_for(action: str) -> tuple[Permission, ...]:
    """The rows about one action. Raises ``KeyError`` for an action nobody wrote a row for."""
    rows = tuple(row for row in table() if row.action == action)
    if not rows:
        raise KeyError(f"No row of the permission table is about {action}.")
    return rows
