"""What only a local folder has to do for itself."""

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from bluelamp.files.errors import StorageFull
from bluelamp.files.folder import SPARE, FolderBlobStore
from bluelamp.files.objects import key_of


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells which file a handle is of")
def test_bytes_and_their_folders_are_on_the_disk_before_anybody_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    really = os.fsync

    def watch(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())
        really(handle)

    store = FolderBlobStore(str(tmp_path / "files"))
    monkeypatch.setattr(os, "fsync", watch)
    draft = store.receive([b"must outlast a power cut"])
    assert synced == [tmp_path / "files" / draft.key, tmp_path / "files" / "staged", tmp_path / "files"]
    synced.clear()
    blob = store.finalise(draft)
    final = tmp_path / "files" / key_of(blob.sha256)
    assert synced == [final, final.parent, final.parent.parent, tmp_path / "files"]


def test_sweeping_does_not_mistake_other_files_for_its_own(tmp_path: Path) -> None:
    from datetime import timedelta

    from bluelamp.core.clock import now

    store = FolderBlobStore(str(tmp_path / "files"))
    store.receive([b"x"])
    stranger = tmp_path / "files" / "staged" / "README#1"
    stranger.write_text("put here by hand")
    store.sweep(before=now() + timedelta(hours=1))
    assert [path.name for path in stranger.parent.iterdir()] == ["README#1"]


def test_the_last_of_the_disk_is_not_taken_by_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderBlobStore(str(tmp_path / "files"))
    for left, fits in ((SPARE, True), (SPARE - 1, False)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, left=left: shutil._ntuple_diskusage(10**12, 0, left))
        with nullcontext() if fits else pytest.raises(StorageFull):
            store.receive([b"x"])
    assert len(list((tmp_path / "files" / "staged").iterdir())) == 1
