"""The nightly round of files."""

from pathlib import Path

import pytest

from bluelamp.files.jobs import tidy
from tests.factories import files
from tests.factories.files import blobs

pytestmark = pytest.mark.django_db


@pytest.mark.idempotent("files.tidy")
def test_the_nightly_job_can_run_twice(storage: Path) -> None:
    files.staged_file()
    tidy(0)
    tidy(0)
    assert len(blobs(storage)) == 1
