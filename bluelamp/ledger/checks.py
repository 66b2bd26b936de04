"""Without our engine, columns of personal data could leave the database unnoticed."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

ENGINE = "bluelamp.ledger.engine"


def check_engine(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Every database goes through the engine that guards the reading door."""
    return [
        Error(f"The database {alias!r} must have ENGINE {ENGINE!r}.", id="ledger.E001")
        for alias, database in settings.DATABASES.items()
        if database["ENGINE"] != ENGINE
    ]
