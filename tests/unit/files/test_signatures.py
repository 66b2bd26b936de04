import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.files.inspection import HEAD
from bluelamp.files.signatures import media_type
from bluelamp.files.types import EVERYTHING
from tests.factories import files

EXAMPLES = {
    "image/jpeg": [files.jpeg(), b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00", b"\xff\xd8\xff\xdb\x00\x43"],
    "image/png": [files.png()],
    "image/gif": [b"GIF89a\x01\x00\x01\x00\x80\x00\x00", b"GIF87a\x01\x00\x01\x00\x80\x00\x00"],
    "image/webp": [b"RIFF\x24\x00\x00\x00WEBPVP8 ", b"RIFF\x24\x00\x00\x00WEBPVP8X"],
    "image/heic": [files.iso_media(b"heic", b"mif1", b"heic"), files.iso_media(b"mif1", b"mif1", b"heic")],
    "image/avif": [files.iso_media(b"avif", b"mif1"), files.iso_media(b"mif1", b"avif")],
    "video/mp4": [files.iso_media(b"isom", b"iso2", b"mp41"), files.iso_media(b"mp42", b"isom")],
    "video/quicktime": [files.iso_media(b"qt  ", b"qt  "), b"\0\0\0\x08wide\0\0\x10\0mdat"],
    "video/3gpp": [files.iso_media(b"3gp4", b"isom")],
    "audio/mp4": [files.iso_media(b"M4A ", b"M4A ", b"mp42")],
    "video/webm": [b"\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"],
    "video/x-matroska": [b"\x1aE\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska"],
    "audio/wav": [b"RIFF\x24\x00\x00\x00WAVEfmt \x10\0\0\0"],
    "audio/ogg": [b"OggS\0\x02\0\0"],
    "audio/flac": [b"fLaC\0\0\0\x22"],
    "audio/amr": [b"#!AMR\n\x3c", b"#!AMR-WB\n\x3c"],
    "audio/mpeg": [b"ID3\x04\0\0\0\0\x1f\x76", b"\xff\xfb\x90\x64", b"\xff\xf3\x40\xc4"],
    "application/pdf": [files.pdf(), b"%PDF-2.0\n"],
}


@pytest.mark.parametrize(("expected", "head"), [(kind, head) for kind, heads in EXAMPLES.items() for head in heads])
def test_a_kind_is_known_by_its_first_bytes(expected: str, head: bytes) -> None:
    assert media_type(head) == expected


def test_there_is_an_example_of_every_kind() -> None:
    assert set(EXAMPLES) == EVERYTHING


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\x00",
        b"MZ\x90\x00",
        b"\x7fELF",
        b"PK\x03\x04",
        b"#!/bin/sh\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!DOCTYPE html>",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\0\0\0\0AVI LIST",
        b"%PDF-X",
        b"  %PDF-1.4",
        b"\0\0\0\x04ftypisom",  # a box that ends before it begins
        b"\0\0\x10\0ftypisom" + b"\0" * 40,  # a ftyp box of 4 KiB
        files.iso_media(b"evil", b"evil"),
        b"\0\0\0\x02moov",
        b"ID3\xff\0\0\0\0\0\0",
        b"\xff\xfb\xf0\x00",  # no such bit rate
        b"plain text",
    ],
)
def test_anything_else_is_not_known(head: bytes) -> None:
    assert media_type(head) is None


@given(st.binary(max_size=300))
def test_no_bytes_break_it(head: bytes) -> None:
    assert media_type(head) in EVERYTHING | {None}


@given(st.sampled_from(sorted(EXAMPLES)), st.binary(max_size=HEAD))
def test_what_follows_does_not_matter(kind: str, rest: bytes) -> None:
    assert media_type(EXAMPLES[kind][0] + rest) == kind
