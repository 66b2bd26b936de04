"""Who sees what was said and who waits, in which order, and what whoever waits is told."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import override_settings

from bluelamp.access.enums import Relation
from bluelamp.access.services import involve
from bluelamp.conversations import selectors, services
from bluelamp.conversations.enums import Kind
from bluelamp.conversations.models import Conversation
from bluelamp.conversations.types import Glimpse
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.reading import reading
from tests.factories.rooms import chat as started
from tests.factories.rooms import received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 3, 12, tzinfo=LONDON)


def lines(actor: Actor, conversation_id: UUID) -> list[str]:
    with reading(actor=actor, purpose=Purpose.CONTACT, action="test"):
        return [line.message.text for line in selectors.messages(actor=actor, conversation_id=conversation_id)]


def place(chat: Conversation) -> int:
    """What whoever waits in it is told."""
    chat.refresh_from_db()
    return selectors.queue(actor=Actor.receipt(chat.id), conversation=chat).place


def test_a_hand_over_makes_no_wait_younger_and_no_place_worse(cast: Cast) -> None:
    desk, at = cast["call_taker"], clock.now()
    with clock.fixed(at - timedelta(minutes=30)):
        first = started("My bicycle is gone.")
    with clock.fixed(at - timedelta(minutes=20)):
        second, person = started("He has a knife."), Actor.receipt(Conversation.objects.latest("begun_at").id)
    with clock.fixed(at - timedelta(minutes=25)):
        before = started("She has a gun.")
    assert place(second) == 2
    services.take_chat(actor=desk, conversation_id=second.id)
    services.say(actor=desk, conversation_id=second.id, text="Where are you?", client_id=new_id())
    services.say(actor=person, conversation_id=second.id, text="In the hall.", client_id=new_id())
    services.hand_over(actor=desk, conversation_id=second.id, note="In the hall of number 3, behind the stairs.")
    shown = selectors.waiting(actor=desk)
    assert [one.conversation_id for one in shown] == [second.id, before.id, first.id]
    assert [one.handed_over for one in shown] == [True, False, False]
    assert shown[0].since == at - timedelta(minutes=20)  # and not just now
    assert (place(second), place(before), place(first)) == (1, 2, 3)
    ahead = {place.id: (place.since, place.ahead) for place in selectors.waiting_places(actor=desk)}
    assert ahead[second.id] == (at - timedelta(minutes=20), 2)
    with reading(actor=desk, purpose=Purpose.CONTACT, action="test"):
        assert selectors.glimpses(actor=desk, ids=[second.id, new_id()])[second.id] == Glimpse(
            "", "He has a knife.", "In the hall of number 3, behind the stairs."
        )
    services.take_chat(actor=desk, conversation_id=second.id)
    with reading(actor=desk, purpose=Purpose.CONTACT, action="test"):
        assert selectors.glimpses(actor=desk, ids=[second.id])[second.id].note == ""  # somebody has read it


def test_a_glimpse_is_the_start_of_what_was_written_and_is_on_the_ledger(cast: Cast) -> None:
    desk = cast["call_taker"]
    chat = started("One two three four five six seven eight nine ten eleven.", name="Sam")
    long = started("字" * 300)
    with reading(actor=desk, purpose=Purpose.CONTACT, action="test"):
        found = selectors.glimpses(actor=desk, ids=[chat.id, long.id])
    assert found[chat.id] == Glimpse("Sam", "One two three four five six seven eight nine ten…")
    assert len(found[long.id].words) <= 90
    [entry] = Entry.objects.filter(act="consultation")
    assert f"conversations.introduction:{chat.id}" in entry.subjects
    with pytest.raises(NotAllowed):
        selectors.glimpses(actor=cast["detective"], ids=[chat.id])


def test_a_page_of_messages_is_one_entry(cast: Cast) -> None:
    chat = started()
    person = Actor.receipt(chat.id)
    for _ in range(3):
        services.say(actor=person, conversation_id=chat.id, text="And then.", client_id=new_id())
    lines(cast["call_taker"], chat.id)
    [entry] = Entry.objects.filter(act="consultation")
    assert len(entry.subjects) == 4


def test_nobody_learns_of_a_conversation_that_is_not_theirs(cast: Cast) -> None:
    report, chat = received(), started("A secret.")
    services.write(actor=Actor.receipt(report.id), matter_id=report.matter_id, text="A secret.", client_id=new_id())
    thread = Conversation.objects.get(kind=Kind.MESSAGES)
    stranger, matters = Actor.receipt(received().id), [report.matter_id, chat.matter_id]
    for actor in (stranger, cast["detective"], cast["analyst"], cast["outsider"]):
        assert selectors.thread(actor=actor, matter_id=report.matter_id) is None
        assert selectors.threads_for_matters(actor=actor, matters=matters) == []
        assert selectors.chats_for_matters(actor=actor, matters=matters) == []
        assert selectors.unread_for_matter(actor=actor, matter_id=report.matter_id) == 0
        assert selectors.running_chat(actor=actor) is None
        for one in (thread, chat):
            assert lines(actor, one.id) == []
            with pytest.raises(NotFound):
                selectors.conversation(actor=actor, conversation_id=one.id)
    involve(actor=Actor.job("test"), matter=report.matter_id, who=cast["detective"].id, relation=Relation.ASSIGNED)
    assert selectors.threads_for_matters(actor=cast["detective"], matters=matters) == [thread]
    assert lines(cast["detective"], thread.id) == ["A secret."]


@pytest.mark.parametrize("name", ["detective", "responder", "dispatcher", "citizen", "outsider"])
def test_who_waits_is_for_the_desk(cast: Cast, name: str) -> None:
    actor, chat = cast[name], started()
    for ask in (
        lambda: selectors.waiting(actor=actor),
        lambda: selectors.waiting_places(actor=actor),
        lambda: selectors.waiting_by_id(actor=actor, ids=[chat.id]),
        lambda: selectors.own_chats(actor=actor),
        lambda: selectors.hand_overs(actor=actor, conversation_id=chat.id),
        lambda: selectors.became(actor=actor, conversation=chat),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_a_chat_waits_with_nobody_and_stays_in_the_places_while_somebody_has_it(cast: Cast) -> None:
    desk, chat, report = cast["call_taker"], started(), received()
    services.write(actor=Actor.receipt(report.id), matter_id=report.matter_id, text="Hello.", client_id=new_id())
    thread = Conversation.objects.get(kind=Kind.MESSAGES)
    assert [one.conversation_id for one in selectors.waiting(actor=desk)] == [chat.id, thread.id]
    assert [one.conversation_id for one in selectors.waiting(actor=desk, kind=Kind.MESSAGES)] == [thread.id]
    services.take_chat(actor=desk, conversation_id=chat.id)
    assert [one.conversation_id for one in selectors.waiting(actor=desk)] == [thread.id]
    assert {(place.id, place.owner_id) for place in selectors.waiting_places(actor=desk)} == {
        (chat.id, desk.id),
        (thread.id, None),
    }
    assert [tab.conversation.id for tab in selectors.own_chats(actor=desk)] == [chat.id]
    services.end_chat(actor=Actor.receipt(chat.id), conversation_id=chat.id)
    assert set(selectors.waiting_by_id(actor=desk, ids=[chat.id, thread.id])) == {thread.id}
    assert selectors.own_chats(actor=desk) == []


def test_whoever_chats_comes_back_to_the_one_that_runs_and_is_told_who_has_it(cast: Cast) -> None:
    chat, desk = started(), cast["call_taker"]
    person = Actor.receipt(chat.id)
    assert selectors.running_chat(actor=person) == chat
    assert selectors.owner_name(actor=person, conversation=chat) == ""
    taken = services.take_chat(actor=desk, conversation_id=chat.id)
    assert selectors.owner_name(actor=person, conversation=taken) != ""
    services.end_chat(actor=person, conversation_id=chat.id)
    assert selectors.running_chat(actor=person) is None


@pytest.mark.parametrize(
    ("answered", "hours_away", "told"), [(20, 0, True), (19, 0, False), (20, 1, True), (20, 2, False), (20, -23, True)]
)
def test_how_long_others_waited_is_said_of_this_time_of_day_and_when_enough_were_answered(
    cast: Cast, answered: int, hours_away: int, *, told: bool
) -> None:
    for number in range(21):
        with clock.fixed(NOON - timedelta(days=2, hours=hours_away) + timedelta(seconds=number)):
            chat = started()
        if number < answered:
            with clock.fixed(NOON - timedelta(days=2, hours=hours_away) + timedelta(minutes=5)):
                services.take_chat(actor=cast["call_taker"], conversation_id=chat.id)
        services.end_chat(actor=Actor.receipt(chat.id), conversation_id=chat.id)
    with clock.fixed(NOON):
        queue = selectors.queue(actor=Actor.public())
    assert queue.place == 0
    assert (queue.half is not None) is told


def test_outside_the_hours_it_is_said_when_somebody_answers_next() -> None:
    with override_settings(BLUELAMP_CHAT_HOURS="mon-fri 09:00-17:00"):
        for at, opens in ((NOON, NOON), (NOON.replace(hour=17), NOON.replace(day=4, hour=9))):
            with clock.fixed(at):
                assert selectors.next_opening(actor=Actor.public()) == opens
