"""One content, one hand at a time."""

import hashlib
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from bluelamp.core.actor import Actor
from bluelamp.files import upkeep
from bluelamp.files.objects import key_of
from tests.factories import files
from tests.factories.files import blobs, staged_and_rolled_back

JOB = Actor.job("test")


@pytest.mark.django_db(transaction=True)
def test_clean_up_waits_for_a_staging_of_the_same_content(storage: Path) -> None:
    """The dangerous moment: an orphan is about to go while somebody hands in the very same bytes."""
    staged_and_rolled_back()
    sha256 = hashlib.sha256(files.jpeg()).hexdigest()
    removed: list[int] = []

    def clean_up() -> None:
        try:
            removed.append(upkeep.erase_orphan(actor=JOB, sha256=sha256))
        finally:
            connection.close()

    with transaction.atomic():
        files.staged_file()
        cleaner = threading.Thread(target=clean_up)
        cleaner.start()
        cleaner.join(0.5)
        assert cleaner.is_alive()
    cleaner.join()
    assert removed == [0]
    assert blobs(storage) == [key_of(sha256)]
