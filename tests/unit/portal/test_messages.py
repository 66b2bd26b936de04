"""Messages on the page of a report: read once they were shown, said once however often sent, and nobody else's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluelamp.contact.models import Report
from bluelamp.conversations import services
from bluelamp.conversations.models import Message, ReadMark
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from tests.factories.files import kept_file, png
from tests.factories.rooms import on_ledger, received
from tests.plugins.cast import Cast
from tests.unit.portal.receipts import holder, text

pytestmark = pytest.mark.django_db


def page(report: Report, part: str = "") -> str:
    return f"/reports/{report.id}/messages{part}"


def answered(cast: Cast, report: Report, words: str) -> None:
    services.write(actor=cast["call_taker"], matter_id=report.matter_id, text=words, client_id=new_id())


def read_up_to(report: Report) -> int:
    mark = ReadMark.objects.filter(who=report.id).first()
    return mark.number if mark else 0


def test_what_we_wrote_is_read_when_the_page_shows_it_and_not_before(cast: Cast) -> None:
    report = received()
    answered(cast, report, "Which colour?")
    assert read_up_to(report) == 0
    client = holder(report.id)
    assert "Which colour?" in text(client.get(page(report)))
    assert read_up_to(report) == 1
    answered(cast, report, "And which make?")
    latest = text(client.get(page(report, "/latest?after=1")))
    assert "And which make?" in latest
    assert "Which colour?" not in latest
    assert read_up_to(report) == 2


def test_where_nothing_was_written_there_is_nothing_to_have_read() -> None:
    report = received()
    client = holder(report.id)
    for part in ("", "/latest?after=0", "/latest?after=zeppelin"):
        assert "Nothing has been written yet." in text(client.get(page(report, part)))
    assert not ReadMark.objects.exists()


def test_a_form_that_is_sent_twice_is_said_once_and_a_script_is_given_its_line_alone() -> None:
    report = received()
    client, once = holder(report.id), {"text": "He limped.", "client_id": str(new_id())}
    client.post(page(report), {"text": "First.", "client_id": str(new_id())})
    assert client.post(page(report), once)["Location"] == f"{page(report)}#written"
    answer = client.post(page(report), once, headers={"X-Live": "1"})
    assert (answer.status_code, answer.headers["X-Said"]) == (200, "2")
    assert "He limped." in text(answer)
    assert "First." not in text(answer)
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "refusal"), [(" ", "Write your message."), ("x" * 10_001, "Write at most 10,000 characters")]
)
def test_what_is_no_message_is_refused_on_the_page_with_what_was_said_before(words: str, refusal: str) -> None:
    report = received()
    client = holder(report.id)
    client.post(page(report), {"text": "First.", "client_id": str(new_id())})
    refused = client.post(page(report), {"text": words, "client_id": str(new_id())})
    assert refused.status_code == 422
    assert refusal in text(refused)
    assert "First." in text(refused)
    assert Message.objects.count() == 1


def test_a_file_opens_on_the_page_of_its_own_report_and_nothing_else_that_the_matter_keeps_does(cast: Cast) -> None:
    report, other = received(), received()
    client = holder(report.id)
    photo = SimpleUploadedFile("door.png", png(), "image/png")
    client.post(page(report), {"text": "", "file": photo, "client_id": str(new_id())})
    with writing():
        mine = Message.objects.get().file_id
    ours = kept_file(content=png(shade=9), actor=cast["supervisor"], matter_id=report.matter_id)
    assert page(report, f"/file/{mine}") in text(client.get(page(report)))
    assert b"".join(client.get(page(report, f"/file/{mine}"))) == png()
    assert client.get(page(report, f"/file/{ours.id}")).status_code == 404
    assert holder(other.id).get(page(other, f"/file/{mine}")).status_code == 404
    assert client.get(page(other, f"/file/{mine}")).status_code == 404


def test_nobody_writes_or_reads_on_the_page_of_somebody_elses_report(cast: Cast) -> None:
    report, other = received(), received()
    answered(cast, report, "Which colour?")
    stranger = holder(other.id)
    words = {"text": "Red.", "client_id": str(new_id())}
    for answer in (
        stranger.get(page(report)),
        stranger.get(page(report, "/latest")),
        stranger.post(page(report), words),
        Client().post(page(report), words),
    ):
        assert answer.status_code in {302, 404}
        assert "Which colour?" not in text(answer)
    assert Message.objects.count() == 1
    assert on_ledger("conversations.message.write") == 1
