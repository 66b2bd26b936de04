"""Handing in, keeping, seeing and discarding files, with a real database and a real folder."""

import hashlib
import resource
import threading
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import IllegalTransition, Invalid, NotAllowed, NotFound, TooLarge, UnloggedReading
from bluelamp.core.ids import new_id
from bluelamp.files import selectors, services, upkeep
from bluelamp.files.enums import FileState
from bluelamp.files.errors import BlobDamaged, BlobMissing, StorageFull, StorageUnavailable
from bluelamp.files.models import StoredFile
from bluelamp.files.objects import key_of
from bluelamp.files.store import store
from bluelamp.files.types import DOCUMENTS, PHOTOS
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import Reading, reading
from tests.factories import files
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
JOB = Actor.job("test")


def blobs(storage: Path) -> list[str]:
    return sorted(str(path.relative_to(storage)) for path in storage.rglob("*") if path.is_file())


def look(actor: Actor) -> AbstractContextManager[Reading]:
    return reading(actor=actor, purpose=Purpose.EVIDENCE, action="files.file.read")


def staged_and_rolled_back() -> None:
    with transaction.atomic():
        files.staged_file()
        transaction.set_rollback(True)


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


@pytest.mark.parametrize("who", ["call_taker", "supervisor", "exhibits_officer", "crime_registrar"])
def test_who_sees_every_file(cast: Cast, storage: Path, who: str) -> None:
    matter = new_id()
    kept = files.kept_file(matter_id=matter)
    with look(cast[who]):
        assert selectors.for_matter(actor=cast[who], matter_id=matter) == [kept]
        assert b"".join(selectors.open_bytes(actor=cast[who], stored=kept)) == files.jpeg()


@pytest.mark.parametrize("who", ["dispatcher", "responder", "detective", "rtic_analyst"])
def test_who_sees_the_files_of_their_own_matters(cast: Cast, storage: Path, who: str) -> None:
    mine, other = new_id(), new_id()
    kept, hidden = files.kept_file(matter_id=mine), files.kept_file(matter_id=other)
    involve(actor=JOB, matter=mine, who=cast[who].id, relation=Relation.ASSIGNED)
    with look(cast[who]):
        assert selectors.for_matter(actor=cast[who], matter_id=mine) == [kept]
        assert selectors.for_matter(actor=cast[who], matter_id=other) == []
        with pytest.raises(NotFound):
            selectors.stored_file(actor=cast[who], file_id=hidden.id)
        with pytest.raises(NotAllowed):
            selectors.open_bytes(actor=cast[who], stored=hidden)


@pytest.mark.parametrize("who", ["analyst", "auditor", "administrator", "outsider"])
def test_who_sees_no_files(cast: Cast, storage: Path, who: str) -> None:
    matter = new_id()
    kept = files.kept_file(matter_id=matter)
    with look(cast[who]):
        assert selectors.for_matter(actor=cast[who], matter_id=matter) == []
        with pytest.raises(NotAllowed):
            selectors.open_bytes(actor=cast[who], stored=kept)


def test_a_citizen_sees_what_they_sent_and_no_more(cast: Cast, storage: Path) -> None:
    mine, other = new_id(), new_id()
    kept, hidden = files.kept_file(matter_id=mine), files.kept_file(matter_id=other)
    involve(actor=JOB, matter=mine, who=cast["citizen"].id, relation=Relation.OWN)
    involve(actor=JOB, matter=other, who=cast["citizen"].id, relation=Relation.ASSIGNED)
    with look(cast["citizen"]):
        assert selectors.stored_file(actor=cast["citizen"], file_id=kept.id) == kept
        with pytest.raises(NotFound):
            selectors.stored_file(actor=cast["citizen"], file_id=hidden.id)


def test_a_staged_file_is_for_its_sender_and_jobs(cast: Cast, storage: Path) -> None:
    stored = files.staged_file(actor=cast["citizen"])
    assert selectors.may_read(actor=cast["citizen"], stored=stored)
    assert selectors.may_read(actor=JOB, stored=stored)
    assert not selectors.may_read(actor=Actor.receipt(new_id()), stored=stored)
    assert not selectors.may_read(actor=Actor.public(), stored=stored)


@pytest.mark.parametrize("who", ["public", "call_taker"])
def test_staff_open_no_staged_file_but_their_own(cast: Cast, storage: Path, who: str) -> None:
    actor = Actor.public() if who == "public" else cast[who]
    stored = files.staged_file(actor=actor)
    assert selectors.may_read(actor=actor, stored=stored)
    for other in ("supervisor", "exhibits_officer", "administrator"):
        assert not selectors.may_read(actor=cast[other], stored=stored)
        with reading(actor=cast[other], purpose=Purpose.INVESTIGATION, action="test"), pytest.raises(NotFound):
            selectors.stored_file(actor=cast[other], file_id=stored.id)


def test_staff_see_a_file_once_it_was_sent(cast: Cast, storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id())
    assert selectors.may_read(actor=cast["call_taker"], stored=kept)


def test_seeing_a_file_is_on_the_ledger_and_not_seen_without(cast: Cast, storage: Path) -> None:
    matter = new_id()
    kept = files.kept_file(matter_id=matter)
    with pytest.raises(UnloggedReading):
        selectors.for_matter(actor=cast["call_taker"], matter_id=matter)
    with look(cast["call_taker"]):
        selectors.for_matter(actor=cast["call_taker"], matter_id=matter)
    entry = Entry.objects.latest("at")
    assert (entry.act, entry.actor_id, entry.matter_id) == (Act.CONSULTATION, cast["call_taker"].id, matter)
    assert entry.subjects == [f"files.storedfile:{kept.id}"]


def test_changed_bytes_are_noticed_while_reading(cast: Cast, storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id())
    (storage / key_of(kept.sha256)).write_bytes(files.jpeg()[:-1] + b"\x00")
    with pytest.raises(BlobDamaged):
        list(selectors.open_bytes(actor=JOB, stored=kept))


def test_missing_bytes_are_said_at_once(cast: Cast, storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id())
    store().delete(kept.sha256)
    with pytest.raises(BlobMissing):
        selectors.open_bytes(actor=JOB, stored=kept)


def test_a_discarded_file_is_erased_after_its_week(cast: Cast, storage: Path) -> None:
    stored = files.staged_file(actor=cast["citizen"], name="private name.jpg")
    services.discard(actor=cast["citizen"], file_id=stored.id, reason="wrong picture")
    with look(JOB), pytest.raises(NotFound):
        selectors.stored_file(actor=JOB, file_id=stored.id)
    with clock.shifted(timedelta(days=6)):
        assert upkeep.tidy(actor=JOB).erased == 0
    assert len(blobs(storage)) == 1
    with clock.shifted(timedelta(days=8)):
        assert upkeep.tidy(actor=JOB) == upkeep.Tidied(0, 0, 1)
        assert upkeep.tidy(actor=JOB) == upkeep.Tidied(0, 0, 0)
    assert blobs(storage) == []
    with look(JOB):
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


def test_what_is_kept_is_discarded_by_the_exhibits_officer_alone(cast: Cast, storage: Path) -> None:
    kept = files.kept_file(matter_id=new_id())
    for who in ("detective", "citizen", "supervisor"):
        with pytest.raises(NotAllowed):
            services.discard(actor=cast[who], file_id=kept.id)
    services.discard(actor=cast["exhibits_officer"], file_id=kept.id, reason="retention ended")
    with pytest.raises(NotAllowed):
        services.discard(actor=cast["exhibits_officer"], file_id=kept.id)


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


def test_the_database_itself_refuses_nonsense(storage: Path) -> None:
    from django.db import IntegrityError

    stored = files.staged_file()
    for change in ({"sha256": "not a hash"}, {"size": 0}, {"state": "kept"}, {"state": "discarded"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredFile.objects.filter(pk=stored.pk).update(**change)


@pytest.mark.idempotent("files.tidy")
def test_the_nightly_job_can_run_twice(storage: Path) -> None:
    from bluelamp.files.jobs import tidy

    files.staged_file()
    tidy(0)
    tidy(0)
    assert len(blobs(storage)) == 1
