"""Whoever chats hears every message once and in order, whatever is killed in the middle of it."""

from collections import Counter
from collections.abc import Iterator

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from bluelamp.conversations.models import Message
from bluelamp.conversations.services import say, write
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.ledger.reading import writing
from bluelamp.live import news
from bluelamp.notices.models import Notice
from tests.factories.rooms import chat, received
from tests.integration.live_processes import Processes, eventually, kill, processes, take_over
from tests.plugins.database import Database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def served(database: Database, transactional_db: None) -> Iterator[Processes]:
    with processes(database) as started:
        started.serve()
        yield started


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


def test_the_worker_killed_between_answers_loses_none_and_tells_nobody_twice(served: Processes) -> None:
    desk = Actor(ActorKind.STAFF, new_id(), frozenset({Role.CALL_TAKER}))
    reports = [received() for _ in range(6)]
    worker = served.worker()
    for turn, report in enumerate(reports):
        write(actor=desk, matter_id=report.matter_id, text="When does it suit you?", client_id=new_id())
        if turn in (1, 3):
            kill(worker)
            worker = served.worker()

    def told() -> Counter[str]:
        with writing():
            return Counter(notice.recipient for notice in Notice.objects.filter(template="report_update"))

    def finished() -> bool:
        take_over()
        return not ProcrastinateJob.objects.filter(task_name=news.TASK).exclude(status="succeeded").exists()

    eventually(finished, 60)
    assert told() == {f"contact.report:{report.id}": 1 for report in reports}
    assert Message.objects.count() == len(reports)
