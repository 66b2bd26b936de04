"""A ledger folder of the test's own, and the database as its owner sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from pytest_django import Settings

from bluelamp.config.database import OWNER
from tests.plugins.database import Database


@pytest.fixture
def ledger_folder(tmp_path: Path, settings: Settings) -> Path:
    """Where signing key, hashes and checkpoints of this test are kept."""
    settings.BLUELAMP_LEDGER_DIR = tmp_path / "ledger"
    return tmp_path / "ledger"


@pytest.fixture
def as_owner(transactional_db: None, database: Database) -> Iterator[None]:
    """Django connects as the role that owns the tables, as `bluelamp ledger erase-reason` does."""
    connections.close_all()
    where = django_settings.DATABASES["default"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(where, "USER", OWNER)
        yield
        connections.close_all()
