import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.files import names


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("holiday.jpg", "holiday.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Desktop\\photo.png", "photo.png"),
        ("photo\u202egpj.exe", "photogpj.exe"),  # right-to-left override
        ("a\u2066b\u2069c.jpg", "abc.jpg"),  # isolates
        ("zero\u200bwidth\ufeff.jpg", "zerowidth.jpg"),
        ("line\nbreak\r\n.jpg", "line break .jpg"),
        ("tab\tbed.jpg", "tab bed.jpg"),
        ("nul\0l.jpg", "nul\ufffdl.jpg"),
        ("😀 family 👨‍👩‍👧.jpg", "😀 family 👨‍👩‍👧.jpg"),
        ("e\u0301tat.jpg", "état.jpg"),
        ("привет.jpg", "привет.jpg"),
        ("", "file"),
        ("...", "file"),
        (".hidden", "hidden"),
        ("/", "file"),
        ("folder/", "folder"),
        ("\ud800broken.jpg", "?broken.jpg"),
    ],
)
def test_a_name_is_shown_without_what_misleads(given_name: str, shown: str) -> None:
    assert names.to_show(given_name) == shown


def test_a_long_name_keeps_its_suffix() -> None:
    shown = names.to_show("x" * 300 + ".jpeg")
    assert len(shown) == names.LONGEST_SHOWN
    assert shown.endswith("….jpeg")


def test_a_long_name_without_a_suffix_is_cut() -> None:
    assert names.to_show("y" * 300) == "y" * 119 + "…"
    assert len(names.to_show("a." + "z" * 300)) == names.LONGEST_SHOWN


def test_the_name_as_given_is_kept_as_given() -> None:
    odd = "../\u202egpj.exe"
    assert names.as_given(odd) == odd
    assert len(names.as_given("n" * 5000)) == names.LONGEST


@given(st.text(max_size=400))
def test_any_name_is_safe_to_show(text: str) -> None:
    shown = names.to_show(text)
    assert 0 < len(shown) <= names.LONGEST_SHOWN
    assert not set(shown) & set("/\\\0\r\n\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
    assert all(unicodedata.category(c) not in {"Cc", "Cs"} for c in shown)
    assert shown not in {".", ".."}
    shown.encode()


@given(st.text(max_size=400))
def test_showing_twice_changes_nothing(text: str) -> None:
    once = names.to_show(text)
    assert names.to_show(once) == once


@pytest.mark.parametrize(
    ("name", "media_type", "download"),
    [
        ("photo.jpg", "image/jpeg", "photo.jpg"),
        ("PHOTO.JPEG", "image/jpeg", "PHOTO.JPEG"),
        ("photo.exe", "image/jpeg", "photo.exe.jpg"),
        ("page.html", "application/pdf", "page.html.pdf"),
        ("clip", "video/mp4", "clip.mp4"),
        ("unknown", "application/x-odd", "unknown.bin"),
    ],
)
def test_a_download_ends_as_its_content_demands(name: str, media_type: str, download: str) -> None:
    assert names.to_download(name, media_type) == download


def test_every_kind_of_file_has_a_suffix() -> None:
    from bluelamp.files.types import EVERYTHING

    assert all(not names.to_download("x", media).endswith(".bin") for media in EVERYTHING)
