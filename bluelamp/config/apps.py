from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    name = "bluelamp.config"
    label = "config"

    def ready(self) -> None:
        from bluelamp.config import checks, wiring  # noqa: PLC0415 - models are loaded only now

        post_migrate.connect(_grant, sender=self)  # the last app, so every table is there
        checks.connect()
        wiring.wire()


def _grant(using: str, **_: Any) -> None:
    from bluelamp.config import roles  # noqa: PLC0415 - models are loaded only now

    if roles.role_exists(connections[using]):
        roles.grant_application_role(connections[using])
