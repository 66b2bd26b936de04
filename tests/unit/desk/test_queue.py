"""One queue: every kind of contact, the riskiest first, of equals who is there now, then the oldest; however long."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from bluelamp.access.selectors import names_of
from bluelamp.contact import services
from bluelamp.conversations import services as conversations
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.desk.contact.forms import FilterForm
from bluelamp.desk.contact.queue import PER_PAGE, Wanted, first, page_of, places, rows
from bluelamp.desk.contact.sources import sources
from bluelamp.ledger.reading import writing
from tests.factories.rooms import chat, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def called(cast: Cast, outcome: str) -> str:
    call = services.answer_call(actor=cast["call_taker"], client_id=new_id())
    by = now() + timedelta(hours=1)
    return services.end_call(actor=cast["call_taker"], call_id=call.id, outcome=outcome, call_back_by=by).reference


def shown(cast: Cast, **wanted: str) -> list[str]:
    actor = cast["call_taker"]
    with writing():
        page = page_of(places(actor=actor), actor=actor, wanted=Wanted(**wanted))
        return [row.line.reference for row in rows(page, actor=actor)]


def test_the_riskiest_come_first_and_of_equals_the_oldest(cast: Cast) -> None:
    with clock.shifted(-timedelta(hours=2)):
        old = received().reference
    standard, high = received().reference, received("1_high").reference
    silent, cut_off, promised = called(cast, "silent"), called(cast, "abandoned"), called(cast, "call_back")
    assert shown(cast) == [high, silent, cut_off, old, standard, promised]
    assert shown(cast, kind="calls") == [silent, cut_off]
    assert shown(cast, kind="call_backs") == [promised]
    assert shown(cast, risk="1_high", kind="reports") == [high]


def test_of_equals_whoever_is_there_now_comes_before_what_was_sent(cast: Cast) -> None:
    desk = cast["call_taker"]
    with clock.shifted(-timedelta(hours=2)):
        old, worse = received(), received("1_high")
    chat("Hello, I found a purse.")
    handed = chat("I lost my bag on the bus this morning and my keys are in it.", name="Sam")
    conversations.take_chat(actor=desk, conversation_id=handed.id)
    conversations.hand_over(actor=desk, conversation_id=handed.id, note="Speaks Polish.")
    assert shown(cast) == [worse.reference, "Chat with Sam", "Chat", old.reference]
    with writing():
        first_chat = rows(places(actor=desk), actor=desk)[1].line
    assert first_chat.more.startswith("Handed over: “Speaks Polish.” “I lost my bag on the bus this morning and…” ")
    assert first_chat.since == handed.begun_at


def test_who_has_it_is_said_and_can_be_asked_for(cast: Cast) -> None:
    mine, free = received(), received()
    services.take_report(actor=cast["call_taker"], report_id=mine.id)
    assert shown(cast, whose="mine") == [mine.reference]
    assert shown(cast, whose="nobody") == [free.reference]
    with writing():
        found = rows(places(actor=cast["call_taker"]), actor=cast["call_taker"])
        assert [row.taken_by for row in found] == [*names_of(users={cast["call_taker"].id}).values(), ""]
        assert (row := first(actor=cast["supervisor"])) is not None
        assert row.line.reference == free.reference


def taken_report(desk: Actor) -> None:
    services.take_report(actor=desk, report_id=received().id)


def taken_chat(desk: Actor) -> None:
    conversations.take_chat(actor=desk, conversation_id=chat().id)


@pytest.mark.parametrize("many", [1, PER_PAGE + 10])
@pytest.mark.parametrize("begin", [taken_report, taken_chat])
def test_the_queue_asks_the_same_however_long(
    cast: Cast, begin: Callable[[Actor], None], many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(many):
        begin(cast["call_taker"])
    with writing(), django_assert_max_num_queries(len(sources()) + 8):
        page = page_of(places(actor=cast["call_taker"]), actor=cast["call_taker"], wanted=Wanted())
        assert len(rows(page, actor=cast["call_taker"])) == min(many, PER_PAGE)


def test_a_filter_that_is_unknown_narrows_nothing(db: None) -> None:
    assert FilterForm({"kind": "pigeons", "risk": "1_high"}).wanted() == Wanted(risk="1_high")
