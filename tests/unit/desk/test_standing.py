"""Where a chat stands: what may be done about it and by whom, and what is for the desk alone."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.conversations import services
from bluelamp.conversations.models import Conversation
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from tests.factories.rooms import chat, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
TAKE, END, HAND_OVER, BOX = "Take this chat", "End this chat", "Hand over</summary>", "data-talk-form"
LEFT = "Whoever takes this chat can answer."


def standing(client: Client, found: Conversation) -> str:
    answer: Any = client.get(f"/desk/conversations/{found.id}/standing")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def offered(shown: str) -> set[str]:
    return {words for words in (TAKE, END, HAND_OVER, BOX) if words in shown}


@pytest.mark.parametrize(
    ("holder", "looks", "may"),
    [
        ("", "call_taker", {TAKE}),
        ("", "supervisor", {TAKE, END}),
        ("call_taker", "call_taker", {END, HAND_OVER, BOX}),
        ("call_taker", "supervisor", {TAKE, END, HAND_OVER}),
        ("supervisor", "call_taker", set()),
    ],
)
def test_one_voice_answers_and_only_whoever_oversees_takes_it_away(
    cast: Cast, sign_in: SignIn, holder: str, looks: str, may: set[str]
) -> None:
    found = chat()
    if holder:
        services.take_chat(actor=cast[holder], conversation_id=found.id)
    assert offered(standing(sign_in(looks), found)) == may


@pytest.mark.parametrize("looks", ["call_taker", "supervisor"])
def test_about_a_chat_that_is_over_nothing_more_can_be_done(cast: Cast, sign_in: SignIn, looks: str) -> None:
    found = chat()
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    services.end_chat(actor=Actor.receipt(found.id), conversation_id=found.id, left=True)
    shown = standing(sign_in(looks), found)
    assert offered(shown) == set()
    assert "do not contact them unless they said how it is safe to" in shown
    assert LEFT not in shown


def test_an_officer_of_the_matter_sees_neither_notes_nor_a_way_to_act(cast: Cast, sign_in: SignIn) -> None:
    found = chat(name="Dana")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    services.hand_over(actor=cast["call_taker"], conversation_id=found.id, note="She whispers.")
    involve(actor=Actor.job("test"), matter=found.matter_id, who=cast["detective"].id, relation=Relation.ASSIGNED)
    desk, officer = (standing(sign_in(name), found) for name in ("call_taker", "detective"))
    assert "She whispers." in desk
    assert "Turn this chat into a report" in desk
    for words in ("She whispers.", "Turn this chat into a report"):
        assert words not in officer
    assert offered(officer) == set()
    assert "Dana" in officer


def test_what_became_of_it_is_for_the_desk_alone(cast: Cast, sign_in: SignIn) -> None:
    found = chat()
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    services.end_chat(actor=cast["call_taker"], conversation_id=found.id, became="Sent to lost property.")
    involve(actor=Actor.job("test"), matter=found.matter_id, who=cast["detective"].id, relation=Relation.ASSIGNED)
    desk, officer = (standing(sign_in(name), found) for name in ("supervisor", "detective"))
    assert "Sent to lost property." in desk
    assert "Sent to lost property." not in officer


def test_messages_of_a_matter_have_no_standing_of_a_chat(sign_in: SignIn) -> None:
    report = received()
    said = services.write(actor=Actor.receipt(report.id), matter_id=report.matter_id, text="Hello.", client_id=new_id())
    answer = sign_in("supervisor").get(f"/desk/conversations/{said.conversation_id}/standing")
    assert answer.headers["Location"] == f"/desk/conversations/matter/{report.matter_id}"
