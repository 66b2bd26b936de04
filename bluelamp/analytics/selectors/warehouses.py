"""Where the figures are."""

from pathlib import Path

from django.conf import settings

from bluelamp.analytics.warehouse import Warehouse, open_warehouse


def default_warehouse() -> Warehouse:
    """The warehouse of this installation."""
    return open_warehouse(Path(settings.VAR) / "warehouse")
