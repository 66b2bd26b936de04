"""A folder for the bytes of this session's files, so that no test writes where an installation keeps its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def session_storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("files")
        patch.setattr(settings, "BLUELAMP_STORAGE_URL", f"file://{folder}")
        patch.setattr(settings, "BLUELAMP_UPLOAD_DIR", f"{folder}-arriving")
        yield


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the files of this test alone."""
    folder = tmp_path / "files"
    monkeypatch.setattr(settings, "BLUELAMP_STORAGE_URL", f"file://{folder}")
    monkeypatch.setattr(settings, "BLUELAMP_UPLOAD_DIR", str(tmp_path / "arriving"))
    return folder
