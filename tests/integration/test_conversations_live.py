"""Whoever chats hears every message once and in order, whatever is killed in the middle of it."""

from collections.abc import Iterator

import pytest

from bluelamp.conversations.models import Message
from bluelamp.conversations.services import say
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from tests.factories.rooms import chat
from tests.integration.live_processes import Processes, eventually, kill, processes
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def served(database: Database, transactional_db: None) -> Iterator[Processes]:
    with processes(database) as started:
        started.serve()
        yield started


@pytest.mark.no_cover  # the lines of the services, once more, beside processes that are killed
def test_killed_in_the_middle_of_a_chat_nothing_is_lost_or_said_twice(served: Processes) -> None:
    begun = chat()
    person = Actor.receipt(begun.id)
    listening = served.client(person)
    for turn in range(6):
        if turn == 2:
            kill(served.relay_process)
        if turn == 4:
            kill(served.web_process)
        number = new_id()
        for _ in range(2):  # the answer to the first was lost, so the form is sent again
            say(actor=person, conversation_id=begun.id, text=f"Message {turn}.", client_id=number)
    served.relay()
    served.web()

    def heard() -> list[object]:
        return [data["number"] for _, kind, data in listening.events if kind == "conversation.message"]

    eventually(lambda: 7 in heard(), 60)
    assert heard() in ([2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7])  # the first was said before anybody listened
    assert list(Message.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
