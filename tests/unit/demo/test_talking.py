"""The desk of the demo has people waiting, most urgent first, and an answer that it owes."""

import pytest

from bluelamp.access.models import User
from bluelamp.conversations.models import Conversation, Message
from bluelamp.core.clock import now
from bluelamp.demo.talking import talk
from bluelamp.flows.grade_report import Graded, grade_report
from bluelamp.ledger.reading import writing
from tests.factories.rooms import grading, told
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def graded(cast: Cast) -> Graded:
    found = grade_report(actor=cast["call_taker"], report_id=told(), grading=grading())
    talk({user.username: user for user in User.objects.all()}, found)
    return found


def said(conversation: Conversation) -> list[str]:
    """Whose words, in their order."""
    return [message.side for message in Message.objects.filter(conversation=conversation).order_by("number")]


def test_two_wait_and_whoever_may_be_in_danger_is_first(graded: Graded) -> None:
    waiting = list(Conversation.objects.filter(kind="chat", state="waiting").order_by("risk", "begun_at"))
    assert [bool(chat.reasons) for chat in waiting] == [True, False]
    assert waiting[0].risk < waiting[1].risk
    assert waiting[0].begun_at > waiting[1].begun_at, "though she came later"
    assert waiting[1].language == "pl"


def test_one_chat_has_ended_as_its_person_wished(graded: Graded) -> None:
    ended = Conversation.objects.get(state="ended")
    assert ended.ended_by == "person"
    with writing():
        assert said(ended) == ["person", "force", "person"]


def test_the_last_word_about_the_report_waits_for_an_answer(graded: Graded) -> None:
    thread = Conversation.objects.get(kind="messages")
    assert thread.matter_id == graded.report.matter_id
    with writing():
        assert said(thread) == ["person", "force", "person"]
    assert thread.unanswered_since is not None
    assert thread.unanswered_since < now()
