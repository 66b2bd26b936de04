"""What every blob store promises, kept by a local folder and by a real S3 server."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import obstore
import pytest
from obstore.store import LocalStore, ObjectStore, S3Store

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.files.errors import BlobDamaged, BlobMissing, StorageFull, StorageUnavailable
from bluelamp.files.objects import BlobStore, key_of
from bluelamp.files.store import open_store
from bluelamp.files.types import Blob, Draft
from tests.contract import s3_server

MB = 1 << 20


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[s3_server.S3Server]:
    with s3_server.serving(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(params=["file", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty store of each kind, as an installation would set it."""
    if request.param == "file":
        return f"file://{tmp_path}/files"
    server: s3_server.S3Server = request.getfixturevalue("s3")
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return f"s3://{s3_server.BUCKET}/{new_id().hex}"


@pytest.fixture
def store(url: str) -> BlobStore:
    return open_store(url)


@pytest.fixture
def objects(url: str, store: BlobStore) -> ObjectStore:
    """The same place seen with the library alone, to look behind the store's back."""
    return LocalStore(url.removeprefix("file://")) if url.startswith("file") else S3Store.from_url(url)


def put(store: BlobStore, *chunks: bytes) -> Blob:
    return store.finalise(store.receive(chunks))


def keys(objects: ObjectStore) -> list[str]:
    return sorted(meta["path"] for batch in obstore.list(objects) for meta in batch)


@pytest.mark.parametrize("size", [1, 5, MB, 8 * MB, 8 * MB + 1, 20 * MB + 7])
def test_what_goes_in_comes_out(store: BlobStore, size: int) -> None:
    content = os.urandom(size)
    blob = put(store, *(content[at : at + 300_000] for at in range(0, size, 300_000)))
    assert blob == Blob(hashlib.sha256(content).hexdigest(), size)
    assert b"".join(store.read(blob)) == content


def test_nothing_at_all_can_be_stored(store: BlobStore) -> None:
    blob = put(store)
    assert blob == Blob(hashlib.sha256(b"").hexdigest(), 0)
    assert list(store.read(blob)) == []


def test_a_draft_is_not_found_by_its_hash(store: BlobStore) -> None:
    draft = store.receive([b"not yet"])
    assert not store.exists(draft.blob.sha256)
    with pytest.raises(BlobMissing):
        store.read(draft.blob)
    store.finalise(draft)
    assert store.exists(draft.blob.sha256)


def test_finalising_leaves_the_blob_and_nothing_else(store: BlobStore, objects: ObjectStore) -> None:
    blob = put(store, b"one")
    assert keys(objects) == [key_of(blob.sha256)]
    assert key_of(blob.sha256) == f"sha256/{blob.sha256[:2]}/{blob.sha256[2:]}"


def test_a_file_of_this_machine_is_taken_in_as_it_is(store: BlobStore, objects: ObjectStore, tmp_path: Path) -> None:
    content = os.urandom(3 * MB + 1)
    path = tmp_path / "arrived"
    path.write_bytes(content)
    blob = Blob(hashlib.sha256(content).hexdigest(), len(content))
    assert store.finalise(store.adopt(path, blob)) == blob
    assert keys(objects) == [key_of(blob.sha256)]
    path.unlink()
    assert b"".join(store.read(blob)) == content


def test_the_same_content_twice_is_one_blob_that_is_never_rewritten(store: BlobStore, objects: ObjectStore) -> None:
    first = put(store, b"twice")
    written = obstore.head(objects, key_of(first.sha256))["last_modified"]
    time.sleep(1.1)  # S3 counts in seconds
    assert put(store, b"tw", b"ice") == first
    assert obstore.head(objects, key_of(first.sha256))["last_modified"] == written
    assert keys(objects) == [key_of(first.sha256)]


def test_a_source_that_breaks_leaves_nothing(store: BlobStore, objects: ObjectStore) -> None:
    class LineCut(Exception):
        pass

    def source() -> Iterator[bytes]:
        for _ in range(12):
            yield b"x" * MB
        raise LineCut

    with pytest.raises(LineCut):
        store.receive(source())
    assert keys(objects) == []
    assert list(store.listed()) == []


def test_a_dropped_draft_is_gone_and_dropping_again_is_fine(store: BlobStore, objects: ObjectStore) -> None:
    draft = store.receive([b"never mind"])
    store.drop(draft)
    store.drop(draft)
    assert keys(objects) == []


def test_a_draft_that_was_swept_cannot_be_finalised(store: BlobStore) -> None:
    draft = store.receive([b"late"])
    store.drop(draft)
    with pytest.raises(BlobMissing):
        store.finalise(draft)
    assert not store.exists(draft.blob.sha256)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(0, 0, b"0"), (3, 5, b"345"), (7, None, b"789"), (0, 99, b"0123456789"), (9, 9, b"9"), (10, None, b"")],
)
def test_a_part_can_be_read(store: BlobStore, first: int, last: int | None, expected: bytes) -> None:
    blob = put(store, b"0123456789")
    assert b"".join(store.read(blob, first=first, last=last)) == expected


def test_a_part_in_the_middle_of_a_large_blob(store: BlobStore) -> None:
    content = os.urandom(18 * MB)
    blob = put(store, content)
    assert b"".join(store.read(blob, first=9 * MB - 3, last=11 * MB)) == content[9 * MB - 3 : 11 * MB + 1]


def test_changed_bytes_are_noticed_when_read(store: BlobStore, objects: ObjectStore) -> None:
    blob = put(store, b"the original")
    obstore.delete(objects, key_of(blob.sha256))
    obstore.put(objects, key_of(blob.sha256), b"the 0riginal")
    with pytest.raises(BlobDamaged):
        b"".join(store.read(blob))


def test_a_truncated_blob_is_noticed_when_read(store: BlobStore, objects: ObjectStore) -> None:
    blob = put(store, b"a" * 3 * MB)
    obstore.delete(objects, key_of(blob.sha256))
    obstore.put(objects, key_of(blob.sha256), b"a" * 2 * MB)
    with pytest.raises(BlobDamaged):
        b"".join(store.read(blob))


def test_bytes_added_behind_our_back_are_noticed_when_read(store: BlobStore, objects: ObjectStore) -> None:
    blob = put(store, b"the original")
    obstore.delete(objects, key_of(blob.sha256))
    obstore.put(objects, key_of(blob.sha256), b"the original, and more")
    with pytest.raises(BlobDamaged):
        b"".join(store.read(blob))


def test_what_is_not_there_is_said_before_the_first_byte(store: BlobStore) -> None:
    missing = Blob(hashlib.sha256(b"nobody").hexdigest(), 6)
    for part in ({}, {"first": 1, "last": 2}):
        with pytest.raises(BlobMissing):
            store.read(missing, **part)
    assert not store.exists(missing.sha256)


def test_deleting_twice_is_fine(store: BlobStore) -> None:
    blob = put(store, b"dispose of me")
    store.delete(blob.sha256)
    store.delete(blob.sha256)
    assert not store.exists(blob.sha256)


def test_every_blob_is_listed_and_no_draft_is(store: BlobStore) -> None:
    blobs = {put(store, bytes([number])).sha256 for number in range(5)}
    store.receive([b"draft"])
    listed = list(store.listed())
    assert {found.sha256 for found in listed} == blobs
    assert all(abs(found.since - now()) < timedelta(minutes=1) for found in listed)


def test_sweeping_removes_old_drafts_alone(store: BlobStore, objects: ObjectStore) -> None:
    blob = put(store, b"whole")
    left = store.receive([b"left by a crash"])
    assert store.sweep(before=now() - timedelta(hours=1)) == 0
    assert keys(objects) == sorted([key_of(blob.sha256), left.key])
    assert store.sweep(before=now() + timedelta(hours=1)) == 1
    assert store.sweep(before=now() + timedelta(hours=1)) == 0
    assert keys(objects) == [key_of(blob.sha256)]


def test_many_at_once_with_the_same_content(store: BlobStore, objects: ObjectStore) -> None:
    content = os.urandom(9 * MB)
    drafts: list[Draft] = [store.receive([content]) for _ in range(6)]
    results: list[Blob | BaseException] = []
    together = threading.Barrier(len(drafts))

    def finalise(draft: Draft) -> None:
        together.wait()
        try:
            results.append(store.finalise(draft))
        except BaseException as error:
            results.append(error)

    threads = [threading.Thread(target=finalise, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [drafts[0].blob] * len(drafts)
    assert keys(objects) == [key_of(drafts[0].blob.sha256)]
    assert b"".join(store.read(drafts[0].blob)) == content


def test_memory_does_not_grow_with_the_size(store: BlobStore) -> None:
    piece = os.urandom(MB)
    before = _resident()
    blob = store.finalise(store.receive(piece for _ in range(160)))
    for _ in store.read(blob):
        pass
    assert _resident() - before < 90 * MB


def _resident() -> int:
    """Resident memory of this process in bytes: the library's own buffers are not Python's."""
    if (status := Path("/proc/self/status")).exists():  # small machines have no ps
        return int(status.read_text(encoding="ascii").partition("VmRSS:")[2].split()[0]) * 1024
    pages = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, text=True, check=True)
    return int(pages.stdout) * 1024


_WRITER = """
import os, sys, time
from bluelamp.files.store import open_store
store = open_store(sys.argv[1])
piece = os.urandom(1 << 20)
def source():
    for number in range(400):
        yield piece
        print(number, flush=True)
        if number > 30:
            time.sleep(0.05)
store.finalise(store.receive(source()))
"""


def test_a_writer_killed_half_way_leaves_no_blob(url: str, store: BlobStore, objects: ObjectStore) -> None:
    whole = put(store, b"whole")
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, url], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) >= 40:
            writer.kill()
            break
    assert writer.wait() == -signal.SIGKILL
    writer.stdout.close()
    assert {found.sha256 for found in store.listed()} == {whole.sha256}
    store.sweep(before=now() + timedelta(hours=1))
    assert keys(objects) == [key_of(whole.sha256)]
    if url.startswith("file"):
        folder = Path(url.removeprefix("file://"))
        assert [path for path in folder.rglob("*") if path.is_file()] == [folder / key_of(whole.sha256)]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    """The real refusal of the operating system: a process that may write no file beyond 10 MB."""
    program = """
import resource, signal, sys
import django
django.setup()
from bluelamp.files.errors import StorageFull
from bluelamp.files.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, 10_000_000))
try:
    store.receive(b"x" * 1_000_000 for _ in range(30))
except StorageFull as error:
    print(error.http_status, error.field)
print(store.finalise(store.receive([b"a small one still fits"])).size)
"""
    url = f"file://{tmp_path}/files"
    run = subprocess.run(
        [sys.executable, "-c", program, url], capture_output=True, text=True, check=True, env=_with_settings()
    )
    assert run.stdout.split() == ["507", "file", "22"]
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


def test_no_space_is_told_from_other_refusals() -> None:
    from bluelamp.files.objects import storage_faults

    with pytest.raises(StorageFull), storage_faults():
        raise OSError(28, "No space left on device")
    with pytest.raises(StorageUnavailable), storage_faults():
        raise OSError(5, "Input/output error")


def test_a_server_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in s3_server.S3Server("http://127.0.0.1:9").environment.items():
        monkeypatch.setenv(name, value)
    store = open_store("s3://nobody/home")
    with pytest.raises(StorageUnavailable):
        store.receive([b"anything"])


def _with_settings() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings"}
