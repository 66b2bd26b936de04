"""PostgreSQL's extensions that records need, and a plain sentence when they cannot be had."""

from typing import Any

from django.contrib.postgres.operations import CreateExtension
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError


class NeedExtension(CreateExtension):
    """``CREATE EXTENSION IF NOT EXISTS``; says who must do what when our role may not."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        except ProgrammingError as error:
            raise ImproperlyConfigured(
                f"PostgreSQL's extension {self.name} is missing and this role may not create it. Ask the database's "
                f"administrator to run in this database: CREATE EXTENSION {self.name} SCHEMA public;"
            ) from error
