"""A chat on the public pages: who may begin one, whose it is, and that leaving it leaves nothing behind."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from bluelamp.conversations.models import Conversation, Message
from bluelamp.core import clock
from bluelamp.core.clock import LONDON
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from tests.factories.accounts import actor_of, signed_in
from tests.factories.files import png
from tests.factories.rooms import received
from tests.unit.portal.receipts import holder, text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def begin(client: Client, words: str = "Hello.", **more: str) -> str:
    """A chat; the address of its page."""
    return str(client.post("/chat", {"text": words, "client_id": new_id(), **more}).headers["Location"])


def test_whoever_is_told_that_it_has_ended_begins_another(sign_in: SignIn) -> None:
    person = Client()
    room = person.post("/chat", {"text": "Hello.", "client_id": new_id()}).headers["Location"]
    person.post(f"{room}/end")
    another = person.post("/chat", {"text": "One more thing.", "client_id": new_id()}).headers["Location"]
    assert another != room
    assert "You are next." in text(person.get(another))
    assert "One more thing." in text(sign_in("call_taker").get("/desk/conversations/"))


def test_what_a_script_posts_is_answered_with_its_line_alone_and_nothing_is_said_twice() -> None:
    person = Client()
    room = person.post("/chat", {"text": "Hello.", "client_id": new_id()}).headers["Location"]
    once = {"text": "Only once.", "client_id": str(new_id())}
    for _ in range(2):
        answer = person.post(room, once, headers={"X-Live": "1"})
        assert (answer.status_code, answer.headers["X-Said"]) == (200, "2")
        assert text(answer).count("data-number") == 1
        assert "Only once." in text(answer)
    page = person.get(f"{room}/latest?after=1").content.decode()
    assert page.count("Only once.") == 1
    assert "Hello." not in page
    assert person.get(f"{room}/latest?after=%00x").content.decode().count("data-number") == 2
    assert person.post(room, {"text": " ", "client_id": new_id()}).status_code == 422


def test_outside_its_hours_nobody_begins_a_chat() -> None:
    night = datetime(2026, 6, 3, 23, 30, tzinfo=LONDON)
    with clock.fixed(night), override_settings(BLUELAMP_CHAT_HOURS="mon-sun 08:00-22:00"):
        page = Client().get("/chat").content.decode()
        assert "4 June 2026 at 8am" in page
        assert 'name="text"' not in page
        assert Client().post("/chat", {"text": "Hello?", "client_id": new_id()}).status_code == 422
    assert not Conversation.objects.exists()


def test_whoever_works_here_is_led_to_the_desk_and_begins_none(sign_in: SignIn) -> None:
    officer = sign_in("responder")
    shown = text(officer.get("/chat"))
    assert "You are signed in as somebody who works here." in shown
    assert 'name="text"' not in shown
    assert officer.post("/chat", {"text": "Hello.", "client_id": new_id()}).status_code == 422
    assert not Conversation.objects.exists()


def test_whoever_begins_without_a_name_holds_it_in_this_browser_and_is_led_back_to_it() -> None:
    person = Client()
    room = begin(person)
    assert room in text(person.get("/chat"))
    assert person.session["receipt"] == room.rpartition("/")[2]
    person.post(f"{room}/end")
    assert room not in text(person.get("/chat")), "it runs no more"


def test_whoever_is_signed_in_or_holds_a_report_keeps_what_they_hold() -> None:
    account, report = signed_in(), received()
    begin(account)
    assert "receipt" not in account.session
    assert Conversation.objects.get().person_id == actor_of(account).id
    person = holder(report.id)
    room = begin(person, report=str(report.id))
    assert person.session["receipt"] == str(report.id)
    assert Conversation.objects.get(pk=UUID(room.rpartition("/")[2])).matter_id == report.matter_id


def test_nobody_begins_one_about_somebody_elses_report() -> None:
    mine, theirs = received(), received()
    for person in (holder(mine.id), Client()):
        refused = person.post("/chat", {"text": "Hello.", "client_id": new_id(), "report": str(theirs.id)})
        assert refused.status_code == 422
        assert theirs.reference not in text(refused)
    assert not Conversation.objects.exists()


def test_somebody_elses_chat_is_answered_like_none_whatever_is_asked_of_it() -> None:
    owner, other = Client(), Client()
    room = begin(owner, "He is outside my door.")
    begin(other)
    words = {"text": "Let me in.", "client_id": str(new_id())}
    for there in (room, f"/chat/{new_id()}"):
        answers = [
            *(other.get(f"{there}{page}") for page in ("", "/latest", "/state", f"/file/{new_id()}")),
            *(other.post(f"{there}{page}", words) for page in ("", "/end", "/leave", "/receipt")),
        ]
        assert [answer.status_code for answer in answers] == [404] * 8
        assert not any("outside my door" in text(answer) for answer in answers)
    assert Message.objects.count() == 2
    assert Conversation.objects.get(pk=UUID(room.rpartition("/")[2])).state == "waiting"
    assert other.session["receipt"], "what was not theirs to leave was not left"


def test_whoever_holds_nothing_is_led_to_where_one_begins(sign_in: SignIn) -> None:
    room = begin(Client())
    for client in (Client(), sign_in("call_taker")):
        assert client.get(room)["Location"] == client.post(f"{room}/end")["Location"] == "/chat"


def test_the_messages_of_a_report_are_no_chat_and_cannot_be_ended_as_one() -> None:
    report = received()
    person = holder(report.id)
    person.post(f"/reports/{report.id}/messages", {"text": "Hello.", "client_id": new_id()})
    thread = f"/chat/{Conversation.objects.get().id}"
    assert person.get(thread).status_code == 404
    assert person.get(f"{thread}/latest").status_code == 404
    assert person.post(f"{thread}/end").status_code == 409
    assert person.post(thread, {"text": "Hello?", "client_id": new_id()}).status_code == 404
    assert Message.objects.count() == 1


def test_before_a_report_was_made_of_it_there_is_no_receipt_to_have() -> None:
    person = Client()
    room = begin(person)
    refused = person.post(f"{room}/receipt")
    assert refused.status_code == 404
    assert "No report has been made of this chat yet." in text(refused)
    assert person.session["receipt"] == room.rpartition("/")[2], "the chat is still theirs"


def test_a_file_is_opened_by_whoever_it_was_sent_to_and_in_its_own_chat() -> None:
    person, other = Client(), Client()
    room, elsewhere = begin(person), begin(other)
    photo = SimpleUploadedFile("door.png", png(), "image/png")
    person.post(room, {"text": "", "file": photo, "client_id": new_id()})
    with writing():
        file_id = Message.objects.get(number=2).file_id
    assert person.get(f"{room}/file/{file_id}").status_code == 200
    assert other.get(f"{elsewhere}/file/{file_id}").status_code == 404
    assert person.get(f"{elsewhere}/file/{file_id}").status_code == 404


def test_leaving_ends_it_and_says_nothing_of_the_police_to_whoever_looks_next() -> None:
    person = Client()
    room = begin(person)
    left = person.post(f"{room}/leave")
    assert left["Refresh"].startswith("0; url=https://")
    assert "olice" not in text(left)
    assert Conversation.objects.get().ended_by == "left"
    assert "receipt" not in person.session
    assert person.get(room)["Location"] == "/chat"
    assert person.get(f"{room}/leave").status_code == 405
