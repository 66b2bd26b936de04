"""Which store an installation's address opens."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from bluelamp.files.folder import FolderBlobStore
from bluelamp.files.objects import ObjectBlobStore
from bluelamp.files.store import open_store, store


def test_a_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_store(f"file://{tmp_path}/files")
    assert (tmp_path / "files").stat().st_mode & 0o777 == 0o700


def test_only_two_kinds_of_address_are_known() -> None:
    with pytest.raises(ImproperlyConfigured, match="file:// or s3://"):
        open_store("ftp://example.org")


def test_a_bucket_is_not_taken_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-west-2")
    assert type(open_store("s3://evidence/files")) is ObjectBlobStore
    assert not Path("s3:").exists()


def test_files_go_where_the_setting_says_now(storage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store is opened once for each address, never kept for another one."""
    first = store()
    assert isinstance(first, FolderBlobStore)
    assert store() is first
    blob = first.finalise(first.receive([b"here"]))
    monkeypatch.setattr(settings, "BLUELAMP_STORAGE_URL", f"file://{tmp_path}/elsewhere")
    assert not store().exists(blob.sha256)
    monkeypatch.setattr(settings, "BLUELAMP_STORAGE_URL", f"file://{storage}")
    assert store().exists(blob.sha256)
