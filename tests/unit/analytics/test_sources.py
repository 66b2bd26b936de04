import gzip
import zipfile
from pathlib import Path

import pytest

from bluelamp.analytics import sources
from bluelamp.analytics.errors import Unreadable
from bluelamp.analytics.sources import CutShort, Finder, Source, survey
from bluelamp.core.errors import NotFound

CONTENT = b"Month\n2024-01\n2024-02\n"


def found(*paths: Path) -> list[Source | tuple[str, str]]:
    with Finder() as finder:
        return list(finder.find(paths))


def only(path: Path) -> Source:
    (source,) = found(path)
    assert isinstance(source, Source)
    return source


def refusal(path: Path) -> str:
    (label_and_reason,) = found(path)
    assert isinstance(label_and_reason, tuple)
    return label_and_reason[1]


def test_the_same_rows_have_the_same_fingerprint_however_packed(tmp_path: Path) -> None:
    plain, packed, archive = tmp_path / "a.csv", tmp_path / "a.csv.gz", tmp_path / "a.zip"
    plain.write_bytes(CONTENT)
    packed.write_bytes(gzip.compress(CONTENT))
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("2024-01/a.csv", CONTENT)
        zipped.writestr("2024-01/b.csv.gz", gzip.compress(CONTENT))
        zipped.writestr("__MACOSX/._a.csv", b"rubbish")
        zipped.writestr("readme.txt", b"words")
    with Finder() as finder:
        every = [s for s in finder.find([plain, packed, archive]) if isinstance(s, Source)]
        surveys = {(survey(s).sha256, survey(s).lines) for s in every}
    assert [s.name for s in every] == ["a.csv", "a.csv.gz", "a.csv", "b.csv.gz"]
    assert [s.folder for s in every][2:] == ["2024-01", "2024-01"]
    assert len(surveys) == 1
    assert surveys.pop()[1] == 3


def test_how_much_has_been_read_is_known_however_packed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CONTENT)
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(CONTENT))
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("c.csv", CONTENT * 100)
    with Finder() as finder:
        for source in finder.find([tmp_path]):
            assert isinstance(source, Source)
            with source.open() as stream:
                assert stream.share == 0
                while stream.read(7):
                    assert 0 < stream.share <= 1
                assert stream.share == 1


def test_folders_are_walked_in_order_and_other_files_left_alone(tmp_path: Path) -> None:
    for name in ("b/2.csv", "b/1.csv.gz", "a/3.CSV", "c/notes.txt", ".hidden/4.csv", "b/.5.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(CONTENT)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    assert [s.name for s in found(tmp_path) if isinstance(s, Source)] == ["3.CSV", "1.csv.gz", "2.csv"]


def test_a_missing_path_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CONTENT)
    with Finder() as finder, pytest.raises(NotFound, match="no file or folder"):
        next(finder.find([tmp_path / "a.csv", tmp_path / "b.csv"]))


def test_other_files_are_refused_when_named(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert found(tmp_path / "a.xlsx") == [(str(tmp_path / "a.xlsx"), "It is not a csv, csv.gz or zip file.")]
    assert refusal(tmp_path) == "There is no csv, csv.gz or zip file in this folder."
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.writestr("inner.zip", b"PK")
    assert refusal(tmp_path / "a.zip") == "There is no csv or csv.gz file in this zip file."


def test_names_in_a_zip_file_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for name in ("../../out.csv", "/etc/root.csv", "2024-01\\windows.csv"):
            zipped.writestr(zipfile.ZipInfo(name), CONTENT)
    outward, absolute, windows = found(path)
    assert outward == (
        f"{path}:../../out.csv",
        "Its name leads out of the zip file, as in an attack. It was left alone.",
    )
    assert isinstance(absolute, Source)
    assert absolute.folder == "etc"
    assert isinstance(windows, Source)
    assert (windows.name, windows.folder) == ("windows.csv", "2024-01")


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"not a zip")
    reason = refusal(tmp_path / "a.zip")
    assert "cut short or damaged" in reason


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.csv", CONTENT)
    raw = bytearray(path.read_bytes())
    central = raw.index(b"PK\x01\x02")
    raw[central + 8] |= 1  # the flag that says "encrypted"
    path.write_bytes(bytes(raw))
    reason = refusal(path)
    assert "locked with a password" in reason


@pytest.mark.parametrize("cut", [5, 12, 20])
def test_a_truncated_gzip_is_cut_short(tmp_path: Path, cut: int) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(CONTENT)[:-cut])
    with pytest.raises(CutShort, match="Download it again") as short:
        survey(only(tmp_path / "a.csv.gz"))
    assert 0 <= short.value.lines <= 3


@pytest.mark.parametrize("content", [b"not gzip at all", b"\x1f\x8b\x08" + b"\xff" * 40])
def test_something_else_named_gz_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv.gz").write_bytes(content)
    with pytest.raises(CutShort, match="cut short or damaged"):
        survey(only(tmp_path / "a.csv.gz"))


def test_a_zip_member_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.csv", CONTENT)
    path.write_bytes(path.read_bytes().replace(b"2024-02", b"2024-03"))
    with Finder() as finder:
        (source,) = finder.find([path])
        assert isinstance(source, Source)
        with pytest.raises(CutShort, match="damaged"):
            survey(source)


@pytest.mark.parametrize("suffix", ["csv.gz", "zip"])
def test_a_bomb_is_not_expanded_to_its_end(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "FREE_EXPANSION", 4 << 20)
    path, bomb = tmp_path / f"a.{suffix}", b"0" * (64 << 20)
    if suffix == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            zipped.writestr("a.csv", bomb)
    else:
        path.write_bytes(gzip.compress(bomb))
    with Finder() as finder:
        (source,) = finder.find([path])
        assert isinstance(source, Source)
        with pytest.raises(Unreadable, match="250 times its size"):
            survey(source)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    gone = Source("a.csv", "a.csv", "", 1, 1, tmp_path / "a.csv")
    with pytest.raises(CutShort, match="It cannot be read: No such file or directory"):
        survey(gone)


def test_a_fault_of_the_reader_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CONTENT)
    with pytest.raises(OSError, match="disk full"), only(tmp_path / "a.csv").open():
        raise OSError("disk full")


def test_the_last_line_counts_without_its_end(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a\nb")
    (tmp_path / "b.csv").write_bytes(b"")
    assert survey(only(tmp_path / "a.csv")).lines == 2
    assert survey(only(tmp_path / "b.csv")).lines == 0


def test_a_zip_packed_in_an_unknown_way_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.csv", CONTENT)
    raw = bytearray(path.read_bytes())
    for start in (raw.index(b"PK\x03\x04") + 8, raw.index(b"PK\x01\x02") + 10):
        raw[start] = 97  # a compression method that Python does not know
    path.write_bytes(bytes(raw))
    with Finder() as finder:
        (source,) = finder.find([path])
        assert isinstance(source, Source)
        with pytest.raises(CutShort, match="packed in a way that cannot be read"):
            survey(source)
