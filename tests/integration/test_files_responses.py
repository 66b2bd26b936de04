"""Files as a browser gets them: through the door, with the ledger's entry, in whole or in part."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import path

from bluelamp.access.routes import Request, route
from bluelamp.config.urls import urlpatterns as doors
from bluelamp.core.ids import new_id
from bluelamp.files import selectors
from bluelamp.files.errors import BlobDamaged
from bluelamp.files.models import StoredFile
from bluelamp.files.objects import key_of
from bluelamp.files.responses import attachment
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.models import Entry
from tests.factories import files

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
CONTENT = files.jpeg(size=2_500_000)


@route(action="files.file.read", purpose=Purpose.EVIDENCE)
def show(request: Request, file_id: UUID) -> HttpResponseBase:
    stored = selectors.stored_file(actor=request.actor, file_id=file_id)
    return attachment(request, stored, inline="inline" in request.GET)


urlpatterns = [path("file/<uuid:file_id>", show), *doors]


@pytest.fixture
def kept(storage: Path, cast: object) -> StoredFile:
    return files.kept_file(matter_id=new_id(), content=CONTENT, name='my "photo" é😀\u202egpj.exe')


@pytest.fixture
def desk(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("call_taker")


def get(client: Client, stored: StoredFile, query: str = "", **headers: str) -> Any:
    return client.get(f"/file/{stored.pk}{query}", headers=headers)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_whole_file(desk: Client, kept: StoredFile) -> None:
    response = get(desk, kept)
    assert response.status_code == 200
    assert body(response) == CONTENT
    assert response["Content-Length"] == "2500000"
    assert response["Content-Type"] == "image/jpeg"
    assert response["ETag"] == f'"{kept.sha256}"'
    assert response["Accept-Ranges"] == "bytes"


def test_it_can_be_looked_at_but_never_run(desk: Client, kept: StoredFile) -> None:
    response = get(desk, kept)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "script" not in response["Content-Security-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Frame-Options"] == "DENY"


def test_the_name_in_the_answer_is_safe_and_ends_as_its_content(desk: Client, kept: StoredFile) -> None:
    header = get(desk, kept)["Content-Disposition"]
    assert header == "attachment; filename*=utf-8''my%20%22photo%22%20%C3%A9%F0%9F%98%80gpj.exe.jpg"


def test_pictures_may_be_shown_in_the_page_and_documents_not(desk: Client, kept: StoredFile) -> None:
    assert get(desk, kept, "?inline")["Content-Disposition"].startswith("inline;")
    document = files.kept_file(matter_id=new_id(), content=files.pdf(), name="letter.pdf")
    assert get(desk, document, "?inline")["Content-Disposition"] == 'attachment; filename="letter.pdf"'


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=2499990-", 2_499_990, 2_499_999), ("bytes=-5", 2_499_995, 2_499_999)],
)
def test_a_part(desk: Client, kept: StoredFile, asked: str, first: int, last: int) -> None:
    response = get(desk, kept, range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/2500000"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == CONTENT[first : last + 1]


def test_a_part_beyond_the_end(desk: Client, kept: StoredFile) -> None:
    response = get(desk, kept, range="bytes=2500000-")
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */2500000"


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "pages=1-2", "nonsense"])
def test_what_is_no_single_range_gets_the_whole(desk: Client, kept: StoredFile, asked: str) -> None:
    assert get(desk, kept, range=asked).status_code == 200


def test_a_part_of_another_version_gets_the_whole(desk: Client, kept: StoredFile) -> None:
    fresh = {"range": "bytes=0-1", "if-range": f'"{kept.sha256}"'}
    assert desk.get(f"/file/{kept.pk}", headers=fresh).status_code == 206
    stale = {"range": "bytes=0-1", "if-range": '"other"'}
    assert desk.get(f"/file/{kept.pk}", headers=stale).status_code == 200


def test_only_asking_about_it(desk: Client, kept: StoredFile) -> None:
    response = desk.head(f"/file/{kept.pk}")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == "2500000"


def test_a_range_belongs_to_getting_not_to_sending(desk: Client, kept: StoredFile) -> None:
    response: Any = desk.post(f"/file/{kept.pk}", headers={"range": "bytes=0-1"})
    assert (response.status_code, len(body(response))) == (200, len(CONTENT))


def test_every_look_is_on_the_ledger_before_the_first_byte(desk: Client, kept: StoredFile) -> None:
    before = Entry.objects.count()
    get(desk, kept, range="bytes=0-1")  # nothing of the body was taken yet
    entry = Entry.objects.latest("at")
    assert Entry.objects.count() == before + 1
    assert (entry.act, entry.action, entry.purpose) == ("consultation", "files.file.read", "evidence")
    assert entry.subjects == [f"files.storedfile:{kept.pk}"]


@pytest.mark.parametrize("who", ["responder", "citizen"])
def test_who_may_not_see_it_learns_nothing(sign_in: Callable[[str], Client], kept: StoredFile, who: str) -> None:
    there, not_there = get(sign_in(who), kept), sign_in(who).get(f"/file/{new_id()}")
    assert (there.status_code, not_there.status_code) == (404, 404)


def test_the_public_is_asked_to_sign_in(client: Client, kept: StoredFile) -> None:
    assert get(client, kept).status_code == 302


def test_a_changed_file_ends_in_an_error_not_in_a_quiet_whole(desk: Client, kept: StoredFile, storage: Path) -> None:
    stored = storage / key_of(kept.sha256)
    stored.write_bytes(CONTENT[:-1] + b"!")
    response = get(desk, kept)
    with pytest.raises(BlobDamaged):
        body(response)
