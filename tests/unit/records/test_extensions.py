"""A database whose extensions we may not create says who can, and how."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.migrations.state import ProjectState

from bluelamp.config.postgres import SUPERUSER
from bluelamp.records.extensions import NeedExtension
from tests.plugins.database import Database


def test_the_administrator_is_told_what_to_run(db: None, new_database: Callable[[], Database]) -> None:
    bare = new_database()
    with bare.connect(SUPERUSER) as admin:
        admin.execute("DROP EXTENSION fuzzystrmatch CASCADE")
    ours = connections.create_connection("default")
    ours.settings_dict = {**ours.settings_dict, "NAME": bare.name}
    state = ProjectState()
    try:
        with (
            pytest.raises(ImproperlyConfigured, match="CREATE EXTENSION fuzzystrmatch"),
            ours.schema_editor() as editor,
        ):
            NeedExtension("fuzzystrmatch").database_forwards("records", editor, state, state)
    finally:
        ours.close()
