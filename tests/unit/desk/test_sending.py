"""What a script that sent a message of the desk's is given: its line alone, once, under its author's name."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bluelamp.access.models import User
from bluelamp.conversations import services
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from tests.factories.rooms import chat, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def in_a_chat(cast: Cast) -> str:
    found = chat("Before.")
    services.take_chat(actor=cast["call_taker"], conversation_id=found.id)
    return f"/desk/conversations/{found.id}/say"


def on_a_matter(cast: Cast) -> str:
    report = received()
    person = Actor.receipt(report.id)
    services.write(actor=person, matter_id=report.matter_id, text="Before.", client_id=new_id())
    return f"/desk/conversations/matter/{report.matter_id}/write"


@pytest.mark.parametrize("where", [in_a_chat, on_a_matter])
def test_a_script_is_given_its_line_with_its_number_and_a_page_without_one_goes_back(
    cast: Cast, sign_in: SignIn, where: Callable[[Cast], str]
) -> None:
    address, desk = where(cast), sign_in("call_taker")
    once = {"text": "Thank you.", "client_id": str(new_id())}
    name = User.objects.get(pk=cast["call_taker"].id).display_name
    for _ in range(2):
        answer: Any = desk.post(address, once, headers={"X-Live": "1"})
        shown = unescape(answer.content.decode())
        assert (answer.status_code, answer.headers["X-Said"]) == (200, "2")
        assert [words in shown for words in ("Thank you.", name, "Before.", "<html")] == [True, True, False, False]
    answer = desk.post(address, once)
    assert answer.status_code == 302
    assert "X-Said" not in answer.headers
    assert unescape(desk.get(answer.headers["Location"]).content.decode()).count("Thank you.") == 1
