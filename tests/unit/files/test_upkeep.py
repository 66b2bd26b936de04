"""What is removed in the night, what stays however old, and who may erase."""

from datetime import timedelta
from pathlib import Path

import pytest

from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.files import services, upkeep
from bluelamp.files.models import StoredFile
from bluelamp.files.objects import key_of
from bluelamp.files.store import store
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading
from tests.factories import files
from tests.factories.files import blobs, staged_and_rolled_back
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def test_a_rolled_back_staging_leaves_bytes_that_the_clean_up_removes(storage: Path) -> None:
    staged_and_rolled_back()
    assert StoredFile.objects.count() == 0
    assert len(blobs(storage)) == 1
    assert upkeep.tidy(actor=JOB).orphans == 0  # it may still be on its way
    with clock.shifted(timedelta(days=2)):
        assert upkeep.tidy(actor=JOB) == upkeep.Tidied(drafts=0, orphans=1, erased=0)
        assert upkeep.tidy(actor=JOB) == upkeep.Tidied(drafts=0, orphans=0, erased=0)
    assert blobs(storage) == []


def test_a_forgotten_draft_is_removed(storage: Path) -> None:
    store().receive([b"cut off"])
    with clock.shifted(timedelta(days=2)):
        assert upkeep.tidy(actor=JOB).drafts == 1
    assert blobs(storage) == []


def test_clean_up_leaves_what_is_staged_or_kept_however_old(storage: Path) -> None:
    files.staged_file(content=files.png(shade=1))
    files.kept_file(matter_id=new_id(), content=files.png(shade=2))
    with clock.shifted(timedelta(days=4000)):
        assert upkeep.tidy(actor=JOB) == upkeep.Tidied(0, 0, 0)
    assert len(blobs(storage)) == 2


def test_a_discarded_file_is_erased_after_its_week(cast: Cast, storage: Path) -> None:
    stored = files.staged_file(actor=cast["citizen"], name="private name.jpg")
    services.discard(actor=cast["citizen"], file_id=stored.id, reason="wrong picture")
    with clock.shifted(timedelta(days=6)):
        assert upkeep.tidy(actor=JOB).erased == 0
    assert len(blobs(storage)) == 1
    with clock.shifted(timedelta(days=8)):
        assert upkeep.tidy(actor=JOB) == upkeep.Tidied(0, 0, 1)
        assert upkeep.tidy(actor=JOB) == upkeep.Tidied(0, 0, 0)
    assert blobs(storage) == []
    with reading(actor=JOB, purpose=Purpose.EVIDENCE, action="files.file.read"):
        gone = StoredFile.objects.get(pk=stored.pk)
    assert (gone.name, gone.original_name) == ("erased", "")
    assert Entry.objects.get(act=Act.ERASURE).subjects == [f"files.storedfile:{stored.id}"]


def test_erasing_again_what_is_not_due_does_nothing(storage: Path) -> None:
    stored = files.staged_file()
    services.discard(actor=JOB, file_id=stored.id)
    assert upkeep.erase_discarded(actor=JOB, sha256=stored.sha256) == 0
    assert len(blobs(storage)) == 1


@pytest.mark.parametrize("name", ["exhibits_officer", "administrator", "citizen"])
def test_only_the_job_erases(cast: Cast, storage: Path, name: str) -> None:
    stored = files.staged_file()
    services.discard(actor=JOB, file_id=stored.id)
    with clock.shifted(timedelta(days=8)):
        for erase in (upkeep.erase_discarded, upkeep.erase_orphan):
            with pytest.raises(NotAllowed):
                erase(actor=cast[name], sha256=stored.sha256)
    assert len(blobs(storage)) == 1


def test_bytes_stay_while_another_file_has_the_same_content(storage: Path) -> None:
    stored, other = files.staged_file(), files.staged_file()
    services.discard(actor=JOB, file_id=stored.id)
    with clock.shifted(timedelta(days=8)):
        assert upkeep.tidy(actor=JOB).erased == 1
    assert blobs(storage) == [key_of(other.sha256)]
    with clock.shifted(timedelta(days=9)):
        services.discard(actor=JOB, file_id=other.id)
    with clock.shifted(timedelta(days=30)):
        assert upkeep.tidy(actor=JOB).erased == 1
    assert blobs(storage) == []
