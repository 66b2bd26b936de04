"""The whole way through pages: a chat by somebody unnamed, and messages on a report, without any script."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bluelamp.contact.models import Report
from bluelamp.conversations.models import Conversation
from bluelamp.core import clock
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.journeys.selectors import draft
from bluelamp.journeys.types import Holder
from bluelamp.ledger.reading import writing
from tests.factories.files import png
from tests.factories.rooms import on_ledger, received
from tests.factories.telling import fill_in
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
_NEW = re.compile(r'name="client_id" value="([0-9a-f-]{36})"')


def form_of(page: str) -> dict[str, str]:
    """The hidden number that the page brings along."""
    found = _NEW.search(page)
    assert found
    return {"client_id": found[1]}


def box(page: str) -> str:
    """What stands in the box of a page, where somebody writes."""
    [words] = re.findall(r'<textarea[^>]* name="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return unescape(words)


def said_in(response: Any) -> str:
    """What a page says was said."""
    [log] = re.findall(r'<div id="said".*?</div>', text(response), re.DOTALL)
    return str(log)


def holder(report_id: object) -> Client:
    client = Client()
    session = client.session
    session["receipt"] = str(report_id)
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return client


def test_a_flood_of_chats_with_words_of_danger_puts_nobody_in_danger_behind_it(sign_in: SignIn) -> None:
    def begin(connection: str) -> str:
        words = {"text": "He has a knife.", "client_id": new_id()}
        return str(Client().post("/chat", words, REMOTE_ADDR=connection).headers["Location"])

    rooms = [begin("203.0.113.70") for _ in range(10)]
    real, desk = Client(), sign_in("call_taker")
    words = {"text": "He has a knife.", "client_id": new_id()}
    room = real.post("/chat", words, REMOTE_ADDR="203.0.113.71").headers["Location"]
    assert "number 7" in real.get(f"{room}/state").content.decode()
    assert desk.get("/desk/conversations/").content.decode().count("Many from one connection") == 4
    assert "Many from one connection" in desk.get("/desk/contact/").content.decode()
    page = desk.get(rooms[9].replace("/chat/", "/desk/conversations/")).content.decode()
    assert "Words that may mean danger" in page
    assert "many people at one place" in page


def test_a_chat_from_the_first_words_to_the_end(sign_in: SignIn) -> None:
    person, desk = Client(), sign_in("call_taker")
    page = person.get("/chat").content.decode()
    assert "call 999" in page
    assert "Nobody is waiting now." in page
    assert "We cannot say yet how long" in page
    begun = person.post("/chat", form_of(page) | {"text": "He is outside <b>my</b> door.", "name": "Dana"})
    room = begun.headers["Location"]
    page = person.get(room).content.decode()
    assert "You are next." in page
    assert "&lt;b&gt;my&lt;/b&gt;" in page

    console = desk.get("/desk/conversations/").content.decode()
    there = room.replace("/chat/", "/desk/conversations/")
    assert there in console
    assert desk.post(f"{there}/take").status_code == 302
    page = desk.get(f"{there}?reply=danger").content.decode()
    assert "Dana" in page
    assert "If you are in danger, call 999 now." in box(page)  # to be read, changed and sent by a person
    assert "If you are in danger, call 999 now." not in said_in(person.get(room))
    assert desk.post(f"{there}/say", {"text": "Go inside.", "client_id": new_id()}).status_code == 302
    assert "Go inside." in desk.get(f"{there}/said?after=1").content.decode()
    assert "1<span" not in desk.get("/desk/conversations/").content.decode()  # it is read

    assert "You are talking to" in person.get(f"{room}/state").content.decode()
    assert "Go inside." in person.get(room).content.decode()
    assert "Go inside." not in person.get(f"{room}/latest?after=2").content.decode()
    photo = SimpleUploadedFile("door.png", png(), "image/png")
    number = {"client_id": str(new_id())}
    assert person.post(room, number | {"text": "", "file": photo}).status_code == 302
    [where] = set(re.findall(rf"{room}/file/[0-9a-f-]+", person.get(room).content.decode()))
    assert person.get(where).headers["Content-Type"] == "image/png"
    assert Client().get(where).status_code == 302

    left = person.post(f"{room}/leave")
    assert left.headers["Refresh"].startswith("0; url=https://")
    assert "olice" not in left.content.decode()
    assert person.get(room).headers["Location"] == "/chat"  # this browser knows nothing of it any more
    page = desk.get(there).content.decode()
    assert "They left in a hurry." in page
    assert on_ledger("conversations.chat.end") == 1


def test_what_changes_with_the_state_of_a_chat_is_fetched_alone(sign_in: SignIn) -> None:
    """Both sides: the parts of the page by their ids, and nothing of what was said."""
    person, desk = Client(), sign_in("call_taker")
    room = person.post("/chat", {"text": "A purse.", "client_id": new_id()}).headers["Location"]
    there = room.replace("/chat/", "/desk/conversations/")
    desk.post(f"{there}/take")
    ours, theirs = text(desk.get(f"{there}/standing")), text(person.get(f"{room}/state"))
    assert [part in ours for part in ("Open", "Hand over", "End this chat", "data-talk-form")] == [True] * 4
    assert [part in theirs for part in ("You are talking to", "End the chat", "data-talk-form")] == [True] * 3
    assert "A purse." not in ours + theirs
    for page in (text(desk.get(there)), text(person.get(room))):
        parts = set(re.findall(r'<div[^>]* id="(\w+)" data-live="conversation.state"', page))
        assert parts == ({"head", "standing", "answering", "about"} if "bl-staff" in page else {"state", "talking"})
    person.post(f"{room}/end")
    for ours in (text(desk.get(f"{there}/standing")), text(desk.get(there))):
        assert "Ended by the person" in ours
        assert not any(part in ours for part in ("Hand over", "End this chat", "data-talk-form"))
    for theirs in (text(person.get(f"{room}/state")), text(person.get(room))):
        assert "This chat has ended." in theirs
        assert "call 999" in theirs
        assert re.search(r'<a href="/chat"[^>]*>\s*Start a new chat', theirs)
        assert not any(part in theirs for part in ("End the chat", "data-talk-form", "<textarea"))


def test_one_message_costs_few_questions_of_the_database(
    sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """A thousand chats with fifty messages a second leave no room for more."""
    person, desk = Client(), sign_in("call_taker")
    room = person.post("/chat", {"text": "Hello.", "client_id": new_id()}).headers["Location"]
    there = room.replace("/chat/", "/desk/conversations/")
    desk.post(f"{there}/take")
    for who, page, where in ((person, room, room), (desk, there, f"{there}/say")):
        who.get(page)
        said = {"text": "He went towards the canal.", "client_id": str(new_id())}
        who.post(where, said | {"client_id": str(new_id())}, headers={"X-Live": "1"})
        with django_assert_max_num_queries(14):
            assert who.post(where, said, headers={"X-Live": "1"}).headers["X-Said"]
    assert "unread messages" not in text(desk.get("/desk/conversations/lists"))  # one's own are read
    for who, where in ((person, f"{room}/latest?after=4"), (desk, f"{there}/said?after=4")):
        who.get(where)
        with django_assert_max_num_queries(16):
            assert who.get(where, headers={"X-Live": "1"}).content.count(b"data-number") == 1


def test_whoever_reads_in_another_language_is_known_to_the_desk_by_it(sign_in: SignIn) -> None:
    person, desk = Client(), sign_in("call_taker")
    person.get("/language/ur")
    room = person.post("/chat", {"text": "Hello.", "client_id": new_id()}).headers["Location"]
    assert "Urdu" in text(desk.get("/desk/conversations/"))
    page = text(desk.get(room.replace("/chat/", "/desk/conversations/")))
    assert "They read our pages in Urdu. Ask whether they want an interpreter." in page


def test_what_others_waited_is_said_when_enough_of_them_did(cast: Cast) -> None:
    person = Client()
    at = clock.now()
    room = person.post("/chat", {"text": "Hello.", "client_id": new_id()}).headers["Location"]
    chat = Conversation.objects.get()
    others = [
        Conversation(
            matter_id=chat.matter_id, kind="chat", state="ended", begun_at=at - timedelta(days=1), ended_at=at,
            taken_at=at - timedelta(days=1) + timedelta(minutes=minute),
        )
        for minute in range(1, 31)
    ]  # fmt: skip
    _keep(others)
    page = person.get(room).content.decode()
    assert "half of the people waited 15 minutes or less, and 9 in 10 waited 27 minutes or less" in page


def _keep(rows: list[Conversation]) -> None:
    from bluelamp.core.actor import Actor
    from bluelamp.ledger.enums import Act
    from bluelamp.ledger.services import record

    Conversation.objects.bulk_create(rows)
    record(actor=Actor.job("test"), act=Act.COLLECTION, action="test", subjects=[])


def test_messages_on_a_report_and_back(sign_in: SignIn) -> None:
    report = received()
    person, desk = holder(report.id), sign_in("supervisor")
    where, there = f"/reports/{report.id}/messages", f"/desk/conversations/matter/{report.matter_id}"
    page = person.get(where).content.decode()
    assert "Nothing has been written yet." in page
    assert person.post(where, form_of(page) | {"text": "I found the frame number."}).status_code == 302
    page = desk.get(there).content.decode()
    assert "I found the frame number." in page
    assert "Waiting for an answer" in page
    assert desk.post(f"{there}/write", form_of(page) | {"text": "Thank you."}).status_code == 302
    assert desk.post(f"{there}/write", {"text": "", "client_id": new_id()}).status_code == 422
    once = {"text": "One more thing.", "client_id": str(new_id())}
    for who, address, number in ((desk, f"{there}/write", "3"), (person, where, "4")):
        answer = who.post(address, once | {"client_id": str(new_id())}, headers={"X-Live": "1"})
        assert (answer.status_code, answer.headers["X-Said"]) == (200, number)
        assert "One more thing." in text(answer)
    assert "Thank you." in person.get(f"{where}/latest?after=1").content.decode()
    assert person.post(where, {"text": "x" * 10_001, "client_id": new_id()}).status_code == 422
    assert desk.get(f"/desk/conversations/{Conversation.objects.get().id}").headers["Location"] == there


def test_a_chat_becomes_a_report_that_whoever_chatted_follows(sign_in: SignIn, cast: Cast) -> None:
    person, desk = Client(), sign_in("call_taker")
    said = {"text": "They broke my window.", "name": "Dana Example", "contact": "dana@example.com"}
    room = person.post("/chat", said | {"client_id": str(new_id())}).headers["Location"]
    there = room.replace("/chat/", "/desk/conversations/")
    desk.post(f"{there}/take")
    person.post(room, {"text": "One had a torch.", "client_id": new_id()})
    assert desk.post(f"{there}/report", {"slug": "zeppelin"}).status_code == 422
    tasks = desk.post(f"{there}/report", {"slug": "burglary"}).headers["Location"]
    holder = Holder(UUID(tasks.rpartition("/")[2]))
    with writing():
        answers = draft(actor=cast["call_taker"], holder=holder).answers
    assert "They broke my window.\n\nOne had a torch." in answers.values()
    assert answers["your_name"] == {"given": "Dana", "family": "Example"}
    assert answers["contact"] == {"how": "email", "email": "dana@example.com", "when": ["any"], "may_say": "nothing"}
    assert tasks in text(desk.get(f"{there}/report"))
    assert sign_in("supervisor").get(tasks).status_code == 404  # whoever began it completes it
    assert desk.post(f"{there}/report", {"slug": "burglary"}).status_code == 422  # one chat, one report
    assert "From a chat." in text(desk.get(tasks))

    with writing():
        fill_in(actor=cast["call_taker"], holder=holder, story=stories.burglary(Random(3), postcode="B4 7AP"))
    assert desk.post(f"{tasks}/check").headers["Location"] == there
    with writing():
        report, chat = Report.objects.get(), Conversation.objects.get()
    assert (report.channel, report.matter_id) == ("chat", chat.matter_id)
    assert report.reference in text(desk.get(there))
    assert report.reference in text(person.get(f"{room}/state"))
    assert report.reference in text(person.get(f"/reports/{report.id}/"))
    assert person.post(f"{room}/receipt").headers["Location"] == "/sent"
    assert "receipt" in text(person.get("/sent"))
    assert "They broke my window." in text(person.get(room))  # it is still theirs
    assert "They broke my window." in text(desk.get(f"{there}/transcript"))


def text(response: Any) -> str:
    return unescape(b"".join(response).decode())
