"""Ending a chat from the desk: asked once more, with a word of what became of it, by whoever has it."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.conversations import services
from bluelamp.conversations.models import Conversation
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from tests.factories.rooms import chat
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def text(response: Any) -> str:
    return unescape(b"".join(response).decode())


def page(found: Conversation, part: str = "") -> str:
    return f"/desk/conversations/{found.id}{part}"


def test_the_desk_ends_a_chat_in_two_steps_and_says_what_became_of_it(sign_in: SignIn) -> None:
    person, desk = Client(), sign_in("call_taker")
    room = person.post("/chat", {"text": "Hello.", "client_id": new_id()}).headers["Location"]
    there = room.replace("/chat/", "/desk/conversations/")
    assert desk.get(f"{there}/end").headers["Location"] == there  # whoever has not taken it is led back
    desk.post(f"{there}/take")
    page = text(desk.get(there))
    assert f'href="{there}/end"' in page
    assert f'action="{there}/end"' not in page  # one click ends nothing
    assert "What became of it?" in text(desk.get(f"{there}/end"))
    assert "Write in a few words what became of it." in text(desk.post(f"{there}/end", {"became": " "}))
    assert Conversation.objects.get().state == "open"
    assert desk.post(f"{there}/end", {"became": "Sent to lost property."}).headers["Location"] == there
    page = text(desk.get(there))
    assert "Sent to lost property." in page
    assert "Ended by the police" in page
    assert "Sent to lost property." not in text(person.get(room))


def test_whoever_oversees_the_desk_ends_what_somebody_else_has_and_a_colleague_does_not(
    cast: Cast, sign_in: SignIn
) -> None:
    theirs, mine = chat(), chat()
    services.take_chat(actor=cast["supervisor"], conversation_id=theirs.id)
    services.take_chat(actor=cast["call_taker"], conversation_id=mine.id)
    desk, boss = sign_in("call_taker"), sign_in("supervisor")
    assert desk.get(page(theirs, "/end")).headers["Location"] == page(theirs)
    refused = desk.post(page(theirs, "/end"), {"became": "Advice."})
    assert refused.status_code == 422
    assert "Take this chat first" in text(refused)
    assert boss.get(page(mine, "/end")).status_code == 200
    assert boss.post(page(mine, "/end"), {"became": "Advice."}).headers["Location"] == page(mine)
    states = dict(Conversation.objects.values_list("id", "state"))
    assert states == {theirs.id: "open", mine.id: "ended"}


def test_whoever_comes_too_late_to_end_it_is_led_back_to_how_it_ended(cast: Cast, sign_in: SignIn) -> None:
    found, desk = chat(), sign_in("call_taker")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    services.end_chat(actor=Actor.receipt(found.id), conversation_id=found.id)
    assert desk.get(page(found, "/end")).headers["Location"] == page(found)
    assert desk.post(page(found, "/end"), {"became": "Advice."}).headers["Location"] == page(found)
    assert "Ended by the person" in text(desk.get(page(found)))


def test_what_became_of_it_is_a_few_words(cast: Cast, sign_in: SignIn) -> None:
    found, desk = chat(), sign_in("call_taker")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    refused = desk.post(page(found, "/end"), {"became": "x" * 501})
    assert refused.status_code == 422
    assert "Write at most 500 characters." in text(refused)
    found.refresh_from_db()
    assert found.state == "open"


def test_an_officer_ends_no_chat(sign_in: SignIn) -> None:
    assert sign_in("detective").get(page(chat(), "/end")).status_code == 403
