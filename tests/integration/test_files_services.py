"""Handing in, keeping and discarding files, with a real database and a real folder."""

import hashlib
import resource
from pathlib import Path

import pytest
from django.db import transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import IllegalTransition, Invalid, NotAllowed, NotFound, TooLarge
from bluelamp.core.ids import new_id
from bluelamp.files import selectors, services
from bluelamp.files.enums import FileState
from bluelamp.files.errors import StorageFull, StorageUnavailable
from bluelamp.files.models import StoredFile
from bluelamp.files.objects import key_of
from bluelamp.files.types import DOCUMENTS, PHOTOS
from bluelamp.ledger.enums import Act
from bluelamp.ledger.models import Entry
from tests.factories import files
from tests.factories.files import blobs
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def test_a_file_is_staged_under_its_hash_and_collected_on_the_ledger(cast: Cast, storage: Path) -> None:
    content = files.jpeg(size=3000)
    stored = files.staged_file(actor=cast["citizen"], content=content, name="../../my cat 😀.jpg")
    assert (stored.sha256, stored.size) == (hashlib.sha256(content).hexdigest(), 3000)
    assert (stored.media_type, stored.state, stored.matter_id) == ("image/jpeg", FileState.STAGED, None)
    assert (stored.name, stored.original_name) == ("my cat 😀.jpg", "../../my cat 😀.jpg")
    assert stored.staged_by == cast["citizen"].id
    assert blobs(storage) == [key_of(stored.sha256)]
    entry = Entry.objects.latest("at")
    assert (entry.act, entry.action) == (Act.COLLECTION, "files.file.stage")
    assert entry.subjects == [f"files.storedfile:{stored.id}"]


def test_the_same_content_twice_is_one_blob_and_two_rows(storage: Path) -> None:
    first, second = files.staged_file(), files.staged_file(name="again.jpg")
    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert len(blobs(storage)) == 1
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"MZ" + b"\0" * 9000, Invalid),
        (files.jpeg() + files.zipped(), Invalid),
        (files.jpeg(size=60_000), TooLarge),
        (b"<svg/>", Invalid),
    ],
)
def test_a_refused_file_leaves_nothing(storage: Path, content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        files.staged_file(content=content, max_bytes=50_000, allowed=PHOTOS)
    assert blobs(storage) == []
    assert StoredFile.objects.count() == 0
    assert not Entry.objects.filter(action="files.file.stage").exists()


def test_an_empty_file_leaves_nothing(storage: Path) -> None:
    with pytest.raises(Invalid, match="is empty"):
        services.stage(actor=JOB, chunks=[], name="nothing.pdf", max_bytes=10, allowed=DOCUMENTS)
    assert blobs(storage) == []
    assert StoredFile.objects.count() == 0


def test_a_full_disk_records_nothing(storage: Path) -> None:
    """The operating system's own refusal: for a moment this process may write no file beyond 100 kB."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StorageFull) as caught:
            files.staged_file(content=files.jpeg(size=300_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.field == "file"
    assert "no room for this file" in caught.value.message
    assert blobs(storage) == []
    assert StoredFile.objects.count() == 0
    assert files.staged_file(content=files.jpeg(size=300_000)).size == 300_000


def test_a_store_that_fails_at_the_last_step_leaves_nothing(storage: Path) -> None:
    """Something stands where the folder of the hash has to be made."""
    content = files.jpeg()
    place = storage / key_of(hashlib.sha256(content).hexdigest())
    files.staged_file(content=files.png())  # so that the folders exist
    place.parent.parent.mkdir(exist_ok=True)
    place.parent.write_text("in the way")
    before = blobs(storage)
    with pytest.raises(StorageUnavailable):
        files.staged_file(content=content)
    assert blobs(storage) == before
    assert StoredFile.objects.count() == 1


def test_a_file_becomes_part_of_a_matter_once(cast: Cast, storage: Path) -> None:
    matter, stored = new_id(), files.staged_file(actor=cast["citizen"])
    kept = services.keep(actor=cast["citizen"], file_id=stored.id, matter_id=matter)
    assert (kept.state, kept.matter_id) == (FileState.KEPT, matter)
    entries = Entry.objects.filter(action="files.file.keep").count()
    services.keep(actor=cast["citizen"], file_id=stored.id, matter_id=matter)
    assert Entry.objects.filter(action="files.file.keep").count() == entries == 1
    with pytest.raises(IllegalTransition):
        services.keep(actor=cast["citizen"], file_id=stored.id, matter_id=new_id())


def test_nobody_else_keeps_or_discards_what_a_citizen_staged(cast: Cast, storage: Path) -> None:
    stored, stranger = files.staged_file(actor=cast["citizen"]), Actor.receipt(new_id())
    with pytest.raises(NotAllowed):
        services.keep(actor=stranger, file_id=stored.id, matter_id=new_id())
    with pytest.raises(NotAllowed):
        services.discard(actor=stranger, file_id=stored.id)
    services.keep(actor=cast["call_taker"], file_id=stored.id, matter_id=new_id())


def test_what_the_public_staged_is_kept_by_whoever_holds_its_id(storage: Path) -> None:
    stored, matter = files.staged_file(actor=Actor.public()), new_id()
    kept = services.keep(actor=Actor.receipt(new_id()), file_id=stored.id, matter_id=matter)
    assert (kept.id, kept.state, kept.matter_id) == (stored.id, FileState.KEPT, matter)


def test_a_file_nobody_knows(cast: Cast) -> None:
    with pytest.raises(NotFound):
        services.keep(actor=JOB, file_id=new_id(), matter_id=new_id())
    with pytest.raises(NotFound):
        services.discard(actor=JOB, file_id=new_id())
    with pytest.raises(NotFound):
        selectors.stored_file(actor=JOB, file_id=new_id())


def test_what_is_kept_is_discarded_by_the_exhibits_officer_alone(cast: Cast, storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id())
    for who in ("detective", "citizen", "supervisor"):
        with pytest.raises(NotAllowed):
            services.discard(actor=cast[who], file_id=kept.id)
    services.discard(actor=cast["exhibits_officer"], file_id=kept.id, reason="retention ended")
    with pytest.raises(NotAllowed):
        services.discard(actor=cast["exhibits_officer"], file_id=kept.id)


def test_the_database_itself_refuses_nonsense(storage: Path) -> None:
    from django.db import IntegrityError

    stored = files.staged_file()
    for change in ({"sha256": "not a hash"}, {"size": 0}, {"state": "kept"}, {"state": "discarded"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredFile.objects.filter(pk=stored.pk).update(**change)
