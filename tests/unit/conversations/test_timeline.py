"""What the timeline of a matter says of conversations: that there were some and when, never what was said."""

from datetime import timedelta

import pytest

from bluelamp.conversations import services
from bluelamp.conversations.timeline import entries
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.records.timeline import Entry
from tests.factories.records import looking
from tests.factories.rooms import chat as started
from tests.factories.rooms import received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def told(actor: Actor, *matters: object) -> list[Entry]:
    with looking(actor):
        return list(entries(actor=actor, matters=frozenset(matters)))  # type: ignore[arg-type]  # ids


def test_it_tells_when_people_wrote_and_when_chats_began_and_ended(cast: Cast) -> None:
    report, chat, other = received(), started("She saw him."), started()
    person = Actor.receipt(report.id)
    for text in ("She saw him.", "And so did I."):
        services.write(actor=person, matter_id=report.matter_id, text=text, client_id=new_id())
    desk = cast["call_taker"]
    assert [one.text for one in told(desk, chat.matter_id)] == ["Chat began"]
    with clock.shifted(timedelta(minutes=9)):
        ended = services.end_chat(actor=Actor.receipt(chat.id), conversation_id=chat.id)
    assert [(one.text, one.at) for one in told(desk, chat.matter_id)] == [
        ("Chat began", chat.begun_at),
        ("Chat ended", ended.ended_at),
    ]
    assert [one.text for one in told(desk, report.matter_id)] == ["Messages began"]
    assert len(told(desk, report.matter_id, chat.matter_id, other.matter_id)) == 4
    assert told(cast["detective"], report.matter_id, chat.matter_id) == []
    assert [one.text for one in told(person, report.matter_id, chat.matter_id)] == ["Messages began"]
