"""A ledger folder of the test's own: no test seals into another's tree."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def ledger_folder(tmp_path: Path, settings: Settings) -> Path:
    """Where signing key, hashes and checkpoints of this test are kept."""
    settings.BLUELAMP_LEDGER_DIR = tmp_path / "ledger"
    return tmp_path / "ledger"
