"""From a chat to its report: one form for one chat, gone on with by whoever began it, and by no address of its own."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.conversations import services
from bluelamp.conversations.models import Conversation
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from tests.factories.rooms import chat, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
BEGUN = "A report of this chat was already begun."
GO_ON = 'class="bl-button" href="/desk/conversations/form/'


def text(response: Any) -> str:
    return unescape(response.content.decode())


def page(found: Conversation) -> str:
    return f"/desk/conversations/{found.id}/report"


@pytest.mark.parametrize("chosen", ["", "zeppelin", "victim-support"])
def test_without_a_form_that_there_is_nothing_is_begun(sign_in: SignIn, chosen: str) -> None:
    found, desk = chat(), sign_in("call_taker")
    assert "Choose the form to fill in." in text(desk.post(page(found), {"slug": ""}))
    assert desk.post(page(found), {"slug": chosen}).status_code == 422
    found.refresh_from_db()
    assert found.draft_id is None


def test_whoever_began_the_form_is_led_on_and_a_colleague_is_told_that_it_was_begun(sign_in: SignIn) -> None:
    found, desk = chat(), sign_in("call_taker")
    assert BEGUN not in text(desk.get(page(found)))
    tasks = desk.post(page(found), {"slug": "burglary"}).headers["Location"]
    found.refresh_from_db()
    first = found.draft_id
    assert tasks == f"/desk/conversations/form/burglary/{first}"
    mine, theirs = text(desk.get(page(found))), text(sign_in("supervisor").get(page(found)))
    assert tasks in mine
    assert BEGUN in theirs
    assert str(first) not in theirs
    assert desk.post(page(found), {"slug": "burglary"}).status_code == 422
    found.refresh_from_db()
    assert found.draft_id == first


def test_a_form_that_was_sent_or_thrown_away_is_gone_on_with_by_nobody(cast: Cast, sign_in: SignIn) -> None:
    found = chat()
    services.begin_report(actor=cast["call_taker"], conversation_id=found.id, draft_id=new_id())
    shown = text(sign_in("call_taker").get(page(found)))
    assert BEGUN in shown
    assert GO_ON not in shown


def test_the_form_is_begun_on_the_page_of_a_chat_and_not_by_its_own_address(sign_in: SignIn) -> None:
    desk = sign_in("call_taker")
    for ask in (desk.get, desk.post):
        assert ask("/desk/conversations/form/burglary").status_code == 404


def test_messages_of_a_matter_are_no_chat_to_make_a_report_of(sign_in: SignIn) -> None:
    report = received()
    said = services.write(actor=Actor.receipt(report.id), matter_id=report.matter_id, text="Hello.", client_id=new_id())
    refused = sign_in("call_taker").post(f"/desk/conversations/{said.conversation_id}/report", {"slug": "burglary"})
    assert refused.status_code == 422
    assert "This is not a chat." in text(refused)


def test_an_officer_makes_no_report_of_a_chat(sign_in: SignIn) -> None:
    assert sign_in("detective").get(page(chat())).status_code == 403
