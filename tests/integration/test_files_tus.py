"""Files that come piece by piece: resumed, compared, refused, replaced, handed over once; also after kill -9."""

import asyncio
import base64
import hashlib
import random
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from bluelamp.access.strangers import STRANGERS
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.files import arrivals, folder, selectors, spool, upkeep
from bluelamp.files.arrivals import ENDPOINT as PREFIX
from bluelamp.files.models import StoredFile
from bluelamp.files.objects import key_of
from bluelamp.files.tus import app, taking
from bluelamp.files.tus.messages import BODY
from bluelamp.journeys import services, uploads
from bluelamp.journeys.definition import Files
from bluelamp.journeys.questions.base import as_items
from bluelamp.journeys.selectors import draft, journey_of
from bluelamp.journeys.types import Holder
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading
from tests.factories import files
from tests.integration.live_processes import eventually, kill, processes
from tests.integration.tus_client import Reply, Sender, begin, metadata, over_socket
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = Actor.public()


def video(size: int) -> bytes:
    """The beginning of an MP4 and noise, always the same."""
    head = files.iso_media(b"isom")
    return head + random.Random(size).randbytes(size - len(head))


class Page:
    """The page of a draft's question about files, open in a browser."""

    def __init__(self) -> None:
        self.holder = services.begin(actor=PUBLIC, slug="burglary")
        with reading(actor=PUBLIC, purpose=Purpose.OWN_RECORD, action="test"):
            journey = journey_of(version=draft(actor=PUBLIC, holder=self.holder).version_id)
        self.question = next(question for question in journey if isinstance(question, Files))
        self.ticket = self.ticket_for(self.holder)

    def ticket_for(self, holder: Holder) -> str:
        return uploads.ticket(actor=PUBLIC, holder=holder, question=self.question)

    def items(self) -> list[tuple[str, str, int]]:
        """Name, hash and bytes of each file in the answer."""
        with reading(actor=PUBLIC, purpose=Purpose.OWN_RECORD, action="test"):
            answers = draft(actor=PUBLIC, holder=self.holder).answers
        kept = as_items(answers.get(self.question.name))
        return [(str(one["name"]), str(one["sha256"]), int(str(one["size"]))) for one in kept]

    def unfinished(self) -> list[tuple[str, int]]:
        return [(one.name, one.offset) for one in uploads.unfinished(holder=self.holder, question=self.question)]


@pytest.fixture
def page(storage: Path) -> Page:
    return Page()


@pytest.fixture
def sender(page: Page) -> Sender:
    return Sender(page.ticket)


def entry_of(name: str, content: bytes) -> tuple[str, str, int]:
    return name, hashlib.sha256(content).hexdigest(), len(content)


def lying(storage: Path) -> list[str]:
    """What is still on its way."""
    folder = Path(settings.BLUELAMP_UPLOAD_DIR)
    return sorted(path.suffix for path in folder.rglob("*") if path.is_file())


def test_a_file_comes_in_pieces_and_becomes_an_answer_once(page: Page, sender: Sender, storage: Path) -> None:
    content = video(700_000)
    created = sender.create(len(content))
    assert (created.status, created.offset, created.headers["tus-resumable"]) == (201, 0, "1.0.0")
    path = created.headers["location"]
    first = sender.add(path, 0, content[:100_000], content[100_000:500_000])
    assert (first.status, first.offset) == (204, 500_000)
    assert first.headers["upload-expires"].endswith("GMT")
    assert page.unfinished() == [("recording.mp4", 500_000)]
    seen = sender.seen(path)
    assert (seen.status, seen.offset, seen.headers["upload-length"], seen.text) == (200, 500_000, "700000", "")
    assert sender.add(path, 500_000, content[500_000:]).offset == 700_000
    assert page.items() == [entry_of("recording.mp4", content)]
    assert (storage / key_of(hashlib.sha256(content).hexdigest())).read_bytes() == content
    assert Entry.objects.filter(action="files.file.stage").count() == 1
    assert (sender.seen(path).offset, lying(storage)) == (700_000, [])  # asked again, because no answer came
    assert sender.add(path, 700_000).status == 404
    assert Sender(Page().ticket).seen(f"{PREFIX}/{new_id().hex}").status == 404


def test_what_was_cut_off_goes_on_where_it_stopped(page: Page, sender: Sender) -> None:
    """Also by another process, which has not seen the beginning, and on another device with the return code."""
    content = video(600_000)
    path = sender.begun(len(content))
    cut = sender.ask("PATCH", path, [content[:300_000]], ends=False, upload_offset=0, content_type=BODY)
    assert cut is None
    app._witnesses.clear()
    code = services.make_code(actor=PUBLIC, holder=page.holder)
    elsewhere = Sender(page.ticket_for(services.come_back(actor=PUBLIC, code=code)))
    assert elsewhere.seen(path).offset == 300_000
    assert elsewhere.add(path, 0, content).status == 409
    assert elsewhere.add(path, 300_000, content[300_000:]).status == 204
    assert page.items() == [entry_of("recording.mp4", content)]


def test_a_damaged_piece_is_not_kept(page: Page, sender: Sender) -> None:
    content = video(50_000)
    path = sender.begun(len(content))

    def sum_of(algorithm: str, piece: bytes) -> str:
        return f"{algorithm} {base64.b64encode(hashlib.new(algorithm, piece).digest()).decode()}"

    good = sender.add(path, 0, content[:20_000], upload_checksum=sum_of("sha1", content[:20_000]))
    assert good.offset == 20_000
    bad = sender.add(path, 20_000, content[20_001:], upload_checksum=sum_of("sha256", content[20_000:]))
    assert bad.status == 460
    assert "damaged on its way" in bad.text
    assert sender.seen(path).offset == 20_000
    for cut in (content[20_000:30_000], b""):  # cut off before they could be compared
        sender.ask(
            "PATCH", path, [cut], ends=False, upload_offset=20_000, content_type=BODY, upload_checksum="sha1 AA=="
        )
        assert sender.seen(path).offset == 20_000
    assert sender.add(path, 20_000, upload_checksum="md5 AA==").status == 400
    assert sender.add(path, 20_000, upload_checksum="sha1 !").status == 400
    rest = content[20_000:]
    assert sender.add(path, 20_000, rest, upload_checksum=sum_of("sha256", rest)).status == 204
    assert page.items() == [entry_of("recording.mp4", content)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ" + b"\0" * 500_000, "“photo.jpg” is a program, whatever its name says"),
        (files.zipped(bomb="0" * 3_000_000), "“photo.jpg” looks like"),
        (files.jpeg(size=9000) + files.zipped(), "“photo.jpg” has another file hidden inside it"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "can hold program code"),
    ],
)
def test_a_hostile_file_is_refused_and_nothing_stays(
    page: Page, sender: Sender, storage: Path, content: bytes, words: str
) -> None:
    path = sender.begun(len(content), "photo.jpg")
    reply = sender.add(path, 0, content)
    assert (reply.status, words in reply.text) == (422, True), reply.text
    assert (lying(storage), page.items(), StoredFile.objects.count()) == ([], [], 0)
    assert sender.seen(path).status == 404


def test_the_first_piece_may_come_with_the_creation(page: Page, sender: Sender) -> None:
    content = video(5_000)
    about: dict[str, Any] = {
        "upload_length": 5_000,
        "upload_metadata": metadata(filename="a.mp4"),
        "content_type": BODY,
    }
    reply = sender.ask("POST", PREFIX, [content[:3_000]], **about)
    assert reply is not None
    assert (reply.status, reply.offset) == (201, 3_000)
    assert sender.add(reply.headers["location"], 3_000, content[3_000:]).offset == 5_000
    whole = sender.ask("POST", PREFIX, [files.png()], **about | {"upload_length": len(files.png())})
    assert whole is not None
    assert (whole.status, len(page.items())) == (201, 2)


def test_what_cannot_be_begun(page: Page, sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sender.create(0).status == 422
    assert sender.create(page.question.max_resumable_bytes + 1).status == 413
    assert sender.create(10**30).status == 400
    assert sender.ask("POST", upload_length=5, upload_metadata="filename !!").status == 400  # type: ignore[union-attr] # it answers
    assert sender.ask("PUT").status == 405  # type: ignore[union-attr] # the same
    assert sender.ask("HEAD", tus_resumable="0.2.2").status == 412  # type: ignore[union-attr] # the same
    options = sender.ask("OPTIONS", tus_resumable="")
    assert options is not None
    assert "termination" in options.headers["tus-extension"]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**10, 0, folder.SPARE + 999))
    full = sender.create(1_000)
    assert (full.status, "no room for this file" in full.text) == (507, True)
    path = sender.begun(900)
    assert sender.create(900).status == 507  # what is promised counts
    assert sender.add(path, 0, b"x" * 901).status == 413
    assert sender.ask("PATCH", path, upload_offset=0, content_type="text/plain").status == 415  # type: ignore[union-attr] # the same
    assert sender.ask("POST", path, x_http_method_override="DELETE").status == 204  # type: ignore[union-attr] # the same
    for _ in range(page.question.max):
        sender.begun(1)
    assert sender.create(1).status == 429


def test_promises_without_bytes_close_the_door_for_nobody(
    page: Page, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = 1_000_000_000
    room = big + 3 * spool.AHEAD
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 0, folder.SPARE + room))
    empty, other = sender.begun(big), sender.begun(big)
    with clock.shifted(timedelta(minutes=1)):
        assert Sender(Page().ticket).create(big).status == 201, "two of them hold 64 MB each"
        begun = sender.add(other, 0, video(1_500_000))
        assert begun.status == 204
        full = Sender(Page().ticket).create(big)
        assert (full.status, sender.add(empty, 0, b"x").status) == (507, 507), "that one comes, and has its room"
        assert sender.add(other, 1_500_000, b"x").offset == 1_500_001, "it goes on, however full it is"
    with clock.shifted(timedelta(minutes=12)):
        assert sender.add(other, 1_500_001).status == 204
        assert Sender(Page().ticket).create(big - 10 * spool.AHEAD).status == 201, "nothing came: it waits"
        assert sender.add(other, 1_500_001, b"x").status == 204, "and finds room to go on in"


def test_how_many_one_connection_may_begin(page: Page, sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "PER_CONNECTION", 2)
    STRANGERS.forget()
    assert [sender.create(9, peer=peer).status for peer in ("198.51.100.7",) * 3] == [201, 201, 429]
    assert [sender.create(9, peer=peer).status for peer in ("198.51.100.8", "127.0.0.1")] == [201, 201]
    STRANGERS.forget()


def test_who_may_send(page: Page, sender: Sender) -> None:
    """Nobody without a ticket, with a stranger's, an old one, or one whose key was taken away since."""
    content = files.png()
    path = sender.begun(len(content), "roof.png")
    for ticket in ("", "nonsense", f"{page.ticket}x"):
        assert Sender(ticket).create(10).status == 403
    assert Sender(Page().ticket).seen(path).status == 404
    assert Sender(Page().ticket).add(path, 0, content).status == 404
    with clock.shifted(arrivals.VALID_FOR + timedelta(seconds=1)):
        assert sender.seen(path).status == 403
    services.forget_device(actor=PUBLIC, holder=page.holder)
    assert sender.add(path, 0, content).status == 404
    assert StoredFile.objects.count() == 0


def test_one_killed_before_it_was_handed_over_is_handed_over_when_its_sender_asks(
    page: Page, sender: Sender, storage: Path
) -> None:
    content = video(9_000)
    path = sender.begun(len(content))
    next(Path(settings.BLUELAMP_UPLOAD_DIR).glob("*/*.part")).write_bytes(content)
    assert sender.seen(path).offset == len(content)
    assert page.items() == [entry_of("recording.mp4", content)]
    assert lying(storage) == []


def test_the_same_file_twice_is_one_and_one_too_many_is_none(page: Page, sender: Sender, storage: Path) -> None:
    for _ in range(2):
        sender.add(sender.begun(len(files.png())), 0, files.png())
    assert len(page.items()) == 1
    for shade in range(1, page.question.max):
        content = files.png(shade=shade)
        sender.add(sender.begun(len(content)), 0, content)
    late = files.png(shade=200)
    reply = sender.add(sender.begun(len(late)), 0, late)
    assert (reply.status, len(page.items())) == (422, page.question.max)
    assert lying(storage) == []


def test_who_comes_back_replaces_their_dead_connection(page: Page, sender: Sender) -> None:
    content = video(600_000)
    path = sender.begun(len(content))

    async def both() -> Reply | None:
        first = sender.asking("PATCH", path, [content[:300_000]], ends=None, upload_offset=0, content_type=BODY)
        dead = asyncio.create_task(first)
        while not app._sending:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        seen = await sender.asking("HEAD", path)
        assert await dead is None
        return seen

    reply = asyncio.run(both())
    assert reply is not None
    assert sender.add(path, reply.offset, content[reply.offset :]).status == 204
    assert page.items() == [entry_of("recording.mp4", content)]


def test_nobody_holds_a_connection_by_sending_nothing(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came before is kept."""
    monkeypatch.setattr(taking, "IDLE", 0.05)
    content = video(100_000)
    path = sender.begun(len(content))
    reply = sender.ask("PATCH", path, [content[:50_000]], ends=None, upload_offset=0, content_type=BODY)
    assert reply is not None
    assert (reply.status, sender.seen(path).offset) == (408, 50_000)


def test_what_nobody_comes_back_to_is_swept(page: Page, sender: Sender, storage: Path) -> None:
    path = sender.begun(10)
    (Path(settings.BLUELAMP_UPLOAD_DIR) / "owner").mkdir()
    (Path(settings.BLUELAMP_UPLOAD_DIR) / "owner" / "0.part").touch()  # killed before it was begun in full
    assert upkeep.tidy(actor=Actor.job("test")).drafts == 0
    with clock.shifted(timedelta(days=3, minutes=1)):
        assert page.unfinished() == []
        assert Sender(page.ticket_for(page.holder)).seen(path).status == 404
        assert upkeep.tidy(actor=Actor.job("test")).drafts == 1
    assert list(Path(settings.BLUELAMP_UPLOAD_DIR).iterdir()) == []


def test_a_killed_web_process_loses_nothing(page: Page, database: Database) -> None:
    content = video(6_000_000)
    with processes(database) as house:
        house.serve()
        created = over_socket(
            house.port,
            "POST",
            PREFIX,
            page.ticket,
            upload_length=len(content),
            upload_metadata=metadata(filename="a.mp4"),
        )
        path = created.headers["location"]
        link = begin(house.port, "PATCH", path, page.ticket, len(content), upload_offset=0, content_type=BODY)
        link.sendall(content[:4_000_000])
        part = next(Path(settings.BLUELAMP_UPLOAD_DIR).glob("*/*.part"))
        eventually(lambda: part.stat().st_size > 2_000_000)
        kill(house.web_process)
        link.close()
        house.serve()
        offset = over_socket(house.port, "HEAD", path, page.ticket).offset
        assert 2_000_000 < offset <= 4_000_000
        done = over_socket(
            house.port, "PATCH", path, page.ticket, content[offset:], upload_offset=offset, content_type=BODY
        )
    assert (done.status, done.offset) == (204, len(content))
    assert page.items() == [entry_of("a.mp4", content)]
    stored = StoredFile.objects.values_list("id", flat=True).get()
    with reading(actor=PUBLIC, purpose=Purpose.OWN_RECORD, action="test"):
        file = selectors.stored_file(actor=PUBLIC, file_id=stored)
        assert hashlib.sha256(b"".join(selectors.open_bytes(actor=PUBLIC, stored=file))).hexdigest() == file.sha256
