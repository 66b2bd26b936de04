import io
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import BluelampError, Invalid, TooLarge
from bluelamp.files.inspection import HEAD, Inspection, kinds_in_words
from bluelamp.files.types import DOCUMENTS, EVERYTHING, PHOTOS
from tests.factories import files


def inspect(content: bytes, *, name: str = "photo.jpg", allowed: frozenset[str] = PHOTOS, limit: int = 10**7) -> str:
    inspection = Inspection(name=name, max_bytes=limit, allowed=allowed)
    assert b"".join(inspection.watch(files.in_chunks(content))) == content
    return inspection.media_type


def refusal(content: bytes, *, name: str = "photo.jpg", allowed: frozenset[str] = PHOTOS) -> Invalid:
    with pytest.raises(Invalid) as caught:
        inspect(content, name=name, allowed=allowed)
    assert caught.value.field == "file"
    assert f"“{name}”" in caught.value.message
    return caught.value


@pytest.mark.parametrize("content", [files.jpeg(), files.jpeg(size=HEAD), files.jpeg(size=50_000), files.png()])
def test_a_photo_passes_unchanged(content: bytes) -> None:
    assert inspect(content) in PHOTOS


def test_the_name_is_not_believed() -> None:
    assert inspect(files.png(), name="report.pdf") == "image/png"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00" + b"\0" * 5000, "is a program"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 60, "is a program"),
        (b"#!/bin/sh\nrm -rf /\n", "is a program"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "is a web page or a drawing"),
        (b"<?xml version='1.0'?>\n<svg/>", "is a web page or a drawing"),
        (b"<!DOCTYPE HTML><title>hello</title>", "is a web page or a drawing"),
        (b"\xef\xbb\xbf  <HTML>", "is a web page or a drawing"),
        (files.zipped(), "looks like"),
        (b"hello world, nothing more", "is not a kind of file we can take"),
        (files.pdf(), "is a file of type PDF"),
        (files.iso_media(b"isom"), "is a file of type MP4"),
    ],
)
def test_what_is_not_a_photo_is_refused_in_plain_words(content: bytes, words: str) -> None:
    error = refusal(content)
    assert words in error.message
    assert error.message.endswith("Choose a file of type JPEG, PNG, WebP, GIF, HEIC or AVIF.")
    assert error.code == "file_type"


@pytest.mark.parametrize(
    "content",
    [
        files.jpeg() + files.zipped(),
        files.png() + files.zipped(**{"META-INF/MANIFEST.MF": "Main-Class: Evil", "Evil.class": "x" * 100_000}),
        files.jpeg(size=300_000) + files.zipped(),
        files.jpeg()[:40] + b"<script>alert(1)</script>" + files.jpeg(),
        files.png()[:33] + b"<?PHP system($_GET['c']); ?>" + files.png()[33:],
        files.jpeg()[:30] + files.pdf() + files.jpeg(),
        files.jpeg() + b"<html><body onload=evil()>",
    ],
)
def test_two_files_in_one_are_refused(content: bytes) -> None:
    assert refusal(content).code == "file_hides_another"


def test_a_zip_with_a_long_comment_is_still_found() -> None:
    archive = bytearray(files.zipped())
    archive[-2:] = (60_000).to_bytes(2, "little")
    assert refusal(files.jpeg() + bytes(archive) + b" " * 60_000).code == "file_hides_another"


def large_zip(monkeypatch: pytest.MonkeyPatch, comment: bytes = b"") -> bytes:
    """As archives are written that hold more than 65,535 files."""
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 0)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("evil.exe", b"MZ" * 50)
        archive.comment = comment
    assert b"PK\x06\x07" in target.getvalue()
    return target.getvalue()


@pytest.mark.parametrize("picture", [files.png(), files.jpeg(size=300_000)], ids=["png", "jpeg"])
@pytest.mark.parametrize("comment", [b"", b"x" * 60_000], ids=["plain", "comment"])
def test_a_large_zip_behind_a_picture_is_found(monkeypatch: pytest.MonkeyPatch, picture: bytes, comment: bytes) -> None:
    both = picture + large_zip(monkeypatch, comment)
    assert zipfile.ZipFile(io.BytesIO(both)).namelist() == ["evil.exe"]
    assert refusal(both).code == "file_hides_another"


@pytest.mark.parametrize("left_out", ["record", "locator", "end", "numbers"])
def test_half_a_large_zip_is_found_too(monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    archive = large_zip(monkeypatch)
    record, locator, end = (archive.index(mark) for mark in (b"PK\x06\x06", b"PK\x06\x07", b"PK\x05\x06"))
    left = {
        "record": archive[:record] + archive[locator:],
        "locator": archive[:locator] + archive[end:],
        "end": archive[:end],
        "numbers": archive[:record] + b"PK\x06\x07" + b"\xff" * 16 + archive[end:],  # a locator that nobody checks
    }[left_out]
    assert refusal(files.png() + left).code == "file_hides_another"


@pytest.mark.parametrize("mark", [b"PK\x06\x06", b"PK\x06\x07"])
@pytest.mark.parametrize("rest", [b"", b"\xff" * 30, b"\xff" * 5])
def test_four_bytes_that_look_like_a_large_zip_are_no_zip(mark: bytes, rest: bytes) -> None:
    assert inspect(files.png() + mark + rest) == "image/png"


def test_four_bytes_that_look_like_a_zip_are_no_zip() -> None:
    assert inspect(files.jpeg() + b"PK\x05\x06" + b"\xff" * 30) == "image/jpeg"
    assert inspect(files.jpeg() + b"PK\x05\x06") == "image/jpeg"


def test_a_pdf_may_be_a_pdf() -> None:
    assert inspect(files.pdf(), allowed=DOCUMENTS) == "application/pdf"
    assert refusal(files.pdf() + files.zipped(), allowed=DOCUMENTS).code == "file_hides_another"


def test_an_empty_file_is_refused() -> None:
    error = refusal(b"", name="nothing.jpg")
    assert error.code == "empty_file"
    assert error.message == "“nothing.jpg” is empty. Choose the file again."


def test_a_large_file_is_refused_without_reading_on() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        yield files.jpeg(size=1_000_000)
        while True:
            taken += 1
            yield b"\0" * 1_000_000

    inspection = Inspection(name="film.jpg", max_bytes=5_000_000, allowed=PHOTOS)
    with pytest.raises(TooLarge) as caught:
        for _ in inspection.watch(endless()):
            pass
    assert taken == 5
    assert caught.value.field == "file"
    assert caught.value.http_status == 413
    assert caught.value.message == "“film.jpg” is too large. The largest file we can take here is 5 MB."


def test_a_wrong_kind_is_refused_without_reading_on() -> None:
    taken = 0

    def program() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"MZ" * 2048

    with pytest.raises(Invalid):
        list(Inspection(name="x", max_bytes=10**9, allowed=PHOTOS).watch(program()))
    assert taken == 1


def test_exactly_the_limit_is_taken() -> None:
    assert inspect(files.jpeg(size=5000), limit=5000) == "image/jpeg"
    with pytest.raises(TooLarge):
        inspect(files.jpeg(size=5001), limit=5000)


@given(st.lists(st.binary(max_size=3000), max_size=8))
def test_any_bytes_pass_unchanged_or_are_refused(chunks: list[bytes]) -> None:
    inspection = Inspection(name="x", max_bytes=10_000, allowed=EVERYTHING)
    try:
        passed = b"".join(inspection.watch(chunks))
    except BluelampError as error:
        field = error.field
    else:
        assert passed == b"".join(chunks)
        assert inspection.media_type in EVERYTHING
        return
    assert field == "file"


@given(st.integers(1, 2000))
def test_how_the_bytes_are_cut_does_not_matter(size: int) -> None:
    content = files.jpeg(size=9000) + files.zipped()
    with pytest.raises(Invalid) as caught:
        for _ in Inspection(name="x", max_bytes=10**6, allowed=PHOTOS).watch(files.in_chunks(content, size)):
            pass
    assert caught.value.code == "file_hides_another"


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (frozenset({"application/pdf"}), "PDF"),
        (frozenset({"image/png", "image/jpeg"}), "JPEG or PNG"),
        (frozenset({"image/png", "application/pdf", "image/jpeg"}), "JPEG, PNG or PDF"),
    ],
)
def test_kinds_in_words(allowed: frozenset[str], words: str) -> None:
    assert kinds_in_words(allowed) == words
