from typing import Any

from django.apps import AppConfig
from django.core.checks import register
from django.db import connections
from django.db.models.signals import post_migrate

from bluelamp.ledger.checks import check_engine


class LedgerConfig(AppConfig):
    name = "bluelamp.ledger"
    label = "ledger"

    def ready(self) -> None:
        register(check_engine)
        post_migrate.connect(_install_guard, sender=self)


def _install_guard(using: str, **_: Any) -> None:
    from bluelamp.ledger import guard  # noqa: PLC0415 - models are loaded only now

    guard.install(connections[using])
