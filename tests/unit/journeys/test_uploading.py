"""Photos and other files: the good ones are kept, each bad one is named, and what is on its way can be taken back."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.files import png
from tests.integration.journeys_walker import PNG, Page, Walker
from tests.integration.tus_client import Sender
from tests.unit.journeys.pages import errors_on

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.journeys_urls")]


def photo(content: bytes = PNG, name: str = "door.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def hand_in(walker: Walker, go: str, *files: SimpleUploadedFile) -> "tuple[int, str]":
    response = walker.client.post(walker.url("photos"), {"photos": files, "go": go})
    return response.status_code, response.content.decode() or response["Location"]


def test_a_photo_is_added_and_removed(walker: Walker) -> None:
    assert hand_in(walker, "upload", photo(name="Küche 🏠.png")) == (302, walker.url("photos"))
    page = walker.read(walker.url("photos"))
    assert "Küche 🏠.png" in walker.client.get(walker.url("photos")).content.decode()
    [item_id] = page.fields["remove"]
    assert walker.client.post(walker.url("photos"), {"remove": item_id})["Location"] == walker.url("photos")
    assert "remove" not in walker.read(walker.url("photos")).fields
    assert walker.client.post(walker.url("photos"), {"remove": item_id}).status_code == 302


def test_continue_takes_a_chosen_file_along(walker: Walker) -> None:
    status, where = hand_in(walker, "on", photo())
    assert (status, where) == (302, walker.base)
    assert len(walker.read(walker.url("photos")).fields["remove"]) == 1


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00 not a picture at all", "photo.png", "photo.png"),
        (b"", "empty.png", "empty.png"),
        (PNG + b"0" * 1_000_001, "big.png", "1 MB"),
    ],
    ids=["wrong type", "empty", "too large"],
)
def test_a_bad_file_is_named_and_the_good_one_kept(walker: Walker, content: bytes, name: str, words: str) -> None:
    status, html = hand_in(walker, "upload", photo(), photo(content, name))
    assert status == 422
    [error] = errors_on(html)
    assert words in error
    assert len(Page(html).fields["remove"]) == 1


def test_what_has_not_arrived_in_full_is_shown_and_can_be_taken_back(walker: Walker, storage: Path) -> None:
    page = walker.url("photos")
    given = walker.client.get(f"{page}/ticket").json()
    assert given["limit"] == 2_000_000_000
    begun = Sender(given["ticket"]).begun(2_000_000, "<b>roof.mp4")
    assert walker.client.get(f"{page}/ticket").json()["unfinished"] == [
        {"url": begun, "name": "<b>roof.mp4", "length": 2_000_000, "modified": "1"}
    ]
    html = walker.client.get(page).content.decode()
    assert "&lt;b&gt;roof.mp4" in html
    assert "0 bytes of 2 MB" in html
    for upload in (begun.rpartition("/")[2], begun.rpartition("/")[2], "nonsense"):
        assert walker.client.post(page, {"stop": upload}).status_code == 302
    assert "roof.mp4" not in walker.client.get(page).content.decode()
    assert walker.client.get(f"{walker.url('seen')}/ticket").status_code == 404


def test_too_many_files(walker: Walker) -> None:
    status, html = hand_in(walker, "upload", *(photo(png(shade=shade)) for shade in range(3)))
    assert status == 422
    assert "You can add 2 at most" in errors_on(html)[0]
    assert len(Page(html).fields["remove"]) == 2


def test_upload_without_a_file(walker: Walker) -> None:
    status, html = hand_in(walker, "upload")
    assert status == 422
    assert errors_on(html) == ["Choose a photo or file before you select “Upload”"]


def test_a_small_picture_is_for_whoever_sent_it_and_as_long_as_it_is_on_the_list(walker: Walker) -> None:
    hand_in(walker, "upload", photo(png()))
    [item_id] = walker.read(walker.url("photos")).fields["remove"]
    address = f"{walker.url('photos')}/{item_id}/preview"
    assert walker.client.get(address)["Content-Type"] == "image/jpeg"
    assert Client().get(address).status_code == 404
    assert walker.client.get(f"{walker.url('photos')}/other/preview").status_code == 404
    walker.client.post(walker.url("photos"), {"remove": item_id})
    assert walker.client.get(address).status_code == 404
