from pathlib import Path

import pytest

from bluelamp.analytics import durable


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    durable.make_folder(path.parent)
    durable.write_whole(path, b"old")
    durable.write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [p.name for p in path.parent.iterdir()] == ["b.json"]


def test_a_failed_write_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.json"
    durable.write_whole(path, b"old")

    def full(_source: object, _target: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="disk full"):
        durable.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
