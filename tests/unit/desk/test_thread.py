"""The messages of a matter at the desk: who reads them, what may be written to whom, and what needs no answer."""

from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.contact.models import Report
from bluelamp.conversations import services
from bluelamp.conversations.models import Conversation, Message, ReadMark
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from tests.factories.files import png
from tests.factories.rooms import matter, on_ledger, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
FULL = "We tried to call you about your report and did not reach you."
NEUTRAL = "We tried to reach you."


def text(response: Any) -> str:
    return unescape(b"".join(response).decode())


def page(report: Report, part: str = "") -> str:
    return f"/desk/conversations/matter/{report.matter_id}{part}"


def wrote(report: Report, words: str = "I found the frame number.") -> Message:
    """The person who sent the report."""
    person = Actor.receipt(report.id)
    return services.write(actor=person, matter_id=report.matter_id, text=words, client_id=new_id())


def works_on(cast: Cast, name: str, matter: UUID) -> None:
    involve(actor=Actor.job("test"), matter=matter, who=cast[name].id, relation=Relation.ASSIGNED)


def test_whoever_does_not_work_on_the_matter_has_no_page_of_its_messages(cast: Cast, sign_in: SignIn) -> None:
    report = received()
    wrote(report)
    words = {"text": "Which colour?", "client_id": str(new_id())}
    officer = sign_in("detective")
    for part in ("", "/latest", f"/file/{new_id()}"):
        assert officer.get(page(report, part)).status_code == 404, part
    for part in ("/write", "/settle"):
        assert officer.post(page(report, part), words).status_code == 404, part
    works_on(cast, "detective", report.matter_id)
    assert "I found the frame number." in text(officer.get(page(report)))
    assert officer.post(page(report, "/write"), words).headers["Location"] == page(report)
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "may_say", "words"),
    [
        ("supervisor", "subject", FULL),
        ("supervisor", "nothing", NEUTRAL),
        ("supervisor", None, NEUTRAL),
        ("detective", "subject", FULL),
        ("responder", "subject", NEUTRAL),  # who may not know what they said
    ],
)
def test_a_reply_says_nothing_that_others_would_understand_unless_its_reader_said_that_it_may(
    cast: Cast, sign_in: SignIn, name: str, may_say: str | None, words: str
) -> None:
    report = received()
    said = {"how": "email", "email": "sam@example.com", "when": ["any"]} | ({"may_say": may_say} if may_say else {})
    Report.objects.filter(pk=report.id).update(safe_contact=said)
    works_on(cast, name, report.matter_id)
    shown = text(sign_in(name).get(page(report, "?reply=tried_to_call")))
    box = shown.partition("<textarea")[2].partition("</textarea>")[0]
    assert words in box
    assert (FULL in shown) is (words == FULL)  # not in the list beside the box either


def test_on_a_matter_whose_person_is_not_known_replies_are_neutral(sign_in: SignIn) -> None:
    shown = text(sign_in("supervisor").get(f"/desk/conversations/matter/{matter()}?reply=tried_to_call"))
    assert NEUTRAL in shown
    assert FULL not in shown


def test_what_needs_no_answer_is_said_once_to_be_so(sign_in: SignIn) -> None:
    report = received()
    wrote(report, "Thank you.")
    desk = sign_in("call_taker")
    assert "Needs no answer" in text(desk.get(page(report)))
    for _ in range(2):
        assert desk.post(page(report, "/settle")).headers["Location"] == page(report)
    assert on_ledger("conversations.thread.settle") == 1
    shown = text(desk.get(page(report)))
    assert "Waiting for an answer" not in shown
    assert "Needs no answer" not in shown


def test_where_nothing_was_written_there_is_nothing_to_settle_and_still_somebody_to_write_to(sign_in: SignIn) -> None:
    report, desk = received(), sign_in("call_taker")
    assert desk.post(page(report, "/settle")).status_code == 404
    assert "Nothing has been written yet." in text(desk.get(page(report)))
    assert desk.post(page(report, "/write"), {"text": "Which colour?", "client_id": new_id()}).status_code == 302
    assert Conversation.objects.get().unanswered_since is None


def test_opening_the_page_says_what_was_read_and_the_live_refresh_brings_only_what_is_new(sign_in: SignIn) -> None:
    report, desk = received(), sign_in("call_taker")
    wrote(report, "First.")
    assert "First." in text(desk.get(page(report)))
    assert ReadMark.objects.get().number == 1
    assert "data-number" not in text(desk.get(page(report, "/latest?after=1")))
    wrote(report, "Second.")
    latest = text(desk.get(page(report, "/latest?after=1")))
    assert "Second." in latest
    assert "First." not in latest
    assert ReadMark.objects.get().number == 2


def test_a_message_that_is_none_is_refused_and_the_page_is_there_to_try_again(sign_in: SignIn) -> None:
    report, desk = received(), sign_in("call_taker")
    wrote(report)
    refused = desk.post(page(report, "/write"), {"text": " ", "client_id": new_id()})
    assert refused.status_code == 422
    assert "I found the frame number." in text(refused)


def test_a_file_that_came_with_a_message_opens_for_whoever_works_on_the_matter(cast: Cast, sign_in: SignIn) -> None:
    report = received()
    photo = SimpleUploadedFile("door.png", png(), "image/png")
    sent = sign_in("call_taker").post(page(report, "/write"), {"text": "", "file": photo, "client_id": str(new_id())})
    assert sent.status_code == 302
    with writing():
        kept = Message.objects.get().file_id
    officer, address = sign_in("detective"), page(report, f"/file/{kept}")
    assert officer.get(address).status_code == 404
    works_on(cast, "detective", report.matter_id)
    assert address in text(officer.get(page(report)))
    assert b"".join(officer.get(address).streaming_content) == png()  # type: ignore[attr-defined]  # a file
    assert officer.get(page(received(), f"/file/{kept}")).status_code == 404  # by the address of a matter of others
