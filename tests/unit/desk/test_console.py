"""The console for chats: who waits, in which order; what is refused, and how; what counts as read."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.conversations import services
from bluelamp.conversations.models import Concern, Conversation
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from tests.factories.rooms import chat, on_ledger, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
CONSOLE = "/desk/conversations/"


def text(response: Any) -> str:
    return unescape(b"".join(response).decode())


def page(found: Conversation, part: str = "") -> str:
    return f"{CONSOLE}{found.id}{part}"


def box(shown: str) -> str:
    """What stands in the box, where somebody writes."""
    [words] = re.findall(r'<textarea[^>]* name="text"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
    return unescape(words).strip()


def test_a_chat_that_is_handed_over_stands_first_with_its_name_words_and_note(sign_in: SignIn) -> None:
    desk, boss = sign_in("call_taker"), sign_in("supervisor")
    said = "I am afraid of him, he is here and he has been drinking since <b>noon</b>."
    with clock.shifted(-timedelta(minutes=12)):
        room = Client().post("/chat", {"text": said, "name": "Dana", "client_id": new_id()}).headers["Location"]
    with clock.shifted(-timedelta(minutes=15)):
        Client().post("/chat", {"text": "He has a knife.", "client_id": new_id()})
    there = room.replace("/chat/", "/desk/conversations/")
    desk.post(f"{there}/take")
    assert "Dana" in text(desk.get("/desk/conversations/"))  # among one's own too
    desk.post(f"{there}/hand-over", {"note": "She is in the bathroom. " * 9})
    page = text(boss.get("/desk/conversations/"))
    row, other = re.findall(r'<tr id="waiting-.*?</tr>', page, re.DOTALL)
    assert ">Dana</a>" in row
    assert "“I am afraid of him, he is here and he…”" in row
    assert "Handed over:</strong> <bdi>She is in the bathroom." in row
    assert "12 minutes ago" in row
    assert "Handed over" not in other
    assert "“He has a knife.”" in other
    assert "Chat with Dana" in text(boss.get("/desk/contact/"))


def test_nobody_answers_before_they_have_taken_the_chat_and_their_words_stay_in_the_box(
    cast: Cast, sign_in: SignIn
) -> None:
    found, desk = chat(), sign_in("call_taker")
    words = {"text": "Go inside.", "client_id": str(new_id())}
    refused = desk.post(page(found, "/say"), words)
    assert refused.status_code == 422
    assert "Take this chat first." in text(refused)
    assert "Go inside." not in text(desk.get(page(found, "/said")))
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    refused = desk.post(page(found, "/say"), words | {"text": "x" * 10_001})
    assert refused.status_code == 422
    assert box(text(refused)) == "x" * 10_001
    assert desk.post(page(found, "/say"), words).headers["Location"] == page(found, "#id_text")


def test_a_chat_that_somebody_has_is_refused_with_the_reason_on_its_own_page(cast: Cast, sign_in: SignIn) -> None:
    found = chat("He is at the door.")
    services.take_chat(actor=cast["supervisor"], conversation_id=found.id)
    refused = sign_in("call_taker").post(page(found, "/take"))
    assert refused.status_code == 409
    assert "Somebody else has this chat. Ask a supervisor if it has to be you." in text(refused)
    assert "He is at the door." in text(refused)
    found.refresh_from_db()
    assert found.owner_id == cast["supervisor"].id


def test_it_is_not_handed_over_without_a_word_for_whoever_has_it_next(cast: Cast, sign_in: SignIn) -> None:
    found, desk = chat(), sign_in("call_taker")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    refused = desk.post(page(found, "/hand-over"), {"note": " "})
    assert refused.status_code == 422
    assert "Write what whoever has it next needs to know." in text(refused)
    assert desk.post(page(found, "/hand-over"), {"note": "She whispers."}).headers["Location"] == CONSOLE
    assert "You have no chat open." in text(desk.get(CONSOLE))


def test_a_chat_is_read_when_it_is_opened_and_not_by_being_listed(cast: Cast, sign_in: SignIn) -> None:
    found, desk = chat(), sign_in("call_taker")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    for quiet in (CONSOLE, f"{CONSOLE}lists", page(found, "/standing"), page(found, "/transcript")):
        desk.get(quiet)
    assert "unread messages" in text(desk.get(f"{CONSOLE}lists"))
    assert "unread messages" not in text(desk.get(page(found)))
    services.say(actor=Actor.receipt(found.id), conversation_id=found.id, text="Hurry.", client_id=new_id())
    assert "unread messages" in text(desk.get(f"{CONSOLE}lists"))
    desk.get(page(found, "/said?after=1"))
    assert "unread messages" not in text(desk.get(f"{CONSOLE}lists"))


def test_the_lists_know_which_chat_stands_beside_them(sign_in: SignIn) -> None:
    found, other = chat(), chat()
    shown = text(sign_in("call_taker").get(f"{CONSOLE}lists?open={found.id}"))
    row, rest = (shown.partition(f'id="waiting-{one.id}"')[2].partition("</tr>")[0] for one in (found, other))
    assert "aria-current" in row
    assert "aria-current" not in rest


@pytest.mark.parametrize(("after", "shown"), [("1", 1), ("2", 0), ("", 2), ("-1", 2), ("one", 2), ("9" * 30, 2)])
def test_what_is_shown_already_is_not_sent_again_and_nonsense_hides_nothing(
    sign_in: SignIn, after: str, shown: int
) -> None:
    found = chat()
    services.say(actor=Actor.receipt(found.id), conversation_id=found.id, text="Hurry.", client_id=new_id())
    said = text(sign_in("call_taker").get(page(found, "/said"), {"after": after}))
    assert said.count("data-number") == shown


def test_a_reply_is_put_into_the_box_to_be_read_first_and_one_that_is_none_is_nothing(
    cast: Cast, sign_in: SignIn
) -> None:
    found, desk = chat(), sign_in("call_taker")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    assert "call 999 now" in box(text(desk.get(page(found, "?reply=danger"))))
    assert "call 999 now" not in text(desk.get(page(found, "/said")))
    assert box(text(desk.get(page(found, "?reply=zeppelin")))) == ""


def test_a_reply_goes_to_whoever_chats_in_their_language_and_whoever_sends_it_reads_what_it_says(
    cast: Cast, sign_in: SignIn, settings: Any
) -> None:
    found, desk = chat(), sign_in("call_taker")
    Conversation.objects.filter(pk=found.id).update(language="pl")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    shown = text(desk.get(page(found, "?reply=danger")))
    assert "zadzwoń teraz pod 999" in box(shown)
    assert "call 999 now" in shown.replace(box(shown), "")
    assert "It goes into the box in Polish." in shown
    settings.PRODUCTION = True  # where nobody has reviewed these words
    assert "call 999 now" in box(text(desk.get(page(found, "?reply=danger"))))


def test_the_messages_of_a_matter_have_their_page_with_the_matter(sign_in: SignIn) -> None:
    report = received()
    person = Actor.receipt(report.id)
    said = services.write(actor=person, matter_id=report.matter_id, text="Hello.", client_id=new_id())
    where = sign_in("supervisor").get(f"{CONSOLE}{said.conversation_id}").headers["Location"]
    assert where == f"{CONSOLE}matter/{report.matter_id}"


def test_a_transcript_has_what_was_said_and_by_whom_with_no_box_to_write_in(cast: Cast, sign_in: SignIn) -> None:
    found = chat(name="Dana", contact="dana@example.com")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    services.say(actor=cast["call_taker"], conversation_id=found.id, text="Go inside.", client_id=new_id())
    shown = text(sign_in("supervisor").get(page(found, "/transcript")))
    parts = ["dana@example.com", "English", "1. The person", "Somebody tried my door.", "2. ", "Go inside."]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)
    assert "<textarea" not in shown


@pytest.mark.parametrize(("decision", "state"), [("act", "acted"), ("dismiss", "dismissed")])
def test_a_person_decides_once_what_words_of_danger_mean(sign_in: SignIn, decision: str, state: str) -> None:
    found, desk = chat("He has a knife."), sign_in("call_taker")
    [raised] = Concern.objects.all()
    assert desk.post(f"{CONSOLE}concern/{raised.id}/{decision}").headers["Location"] == page(found)
    raised.refresh_from_db()
    assert raised.state == state
    assert on_ledger(f"conversations.concern.{decision}") == 1
    assert desk.post(f"{CONSOLE}concern/{raised.id}/{decision}").status_code == 409


def test_there_are_two_decisions_and_no_third(sign_in: SignIn) -> None:
    chat("He has a knife.")
    [raised] = Concern.objects.all()
    assert sign_in("call_taker").post(f"{CONSOLE}concern/{raised.id}/ignore").status_code == 404
    raised.refresh_from_db()
    assert raised.state == "raised"


def test_an_officer_reads_the_chat_of_their_matter_and_no_queue_beside_it(cast: Cast, sign_in: SignIn) -> None:
    found, other = chat(), chat("Somebody else entirely.")
    officer = sign_in("detective")
    assert officer.get(page(found)).status_code == 404
    involve(actor=Actor.job("test"), matter=found.matter_id, who=cast["detective"].id, relation=Relation.ASSIGNED)
    shown = text(officer.get(page(found)))
    assert "Somebody tried my door." in shown
    assert str(other.id) not in shown
    assert officer.get(CONSOLE).status_code == 403
