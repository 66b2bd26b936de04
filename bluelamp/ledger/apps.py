from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "bluelamp.ledger"
    label = "ledger"

    def ready(self) -> None:
        post_migrate.connect(_install_guard, sender=self)


def _install_guard(using: str, **_: Any) -> None:
    from bluelamp.ledger import guard  # noqa: PLC0415 - models are loaded only now

    guard.install(connections[using])
