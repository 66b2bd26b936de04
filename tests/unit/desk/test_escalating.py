"""Nobody who waits is forgotten: in the queue while anything is to be done, and before a supervisor when it is late."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.contact import escalation, policies, services
from bluelamp.contact.enums import Risk
from bluelamp.contact.models import Call, Escalation, Report
from bluelamp.conversations import services as conversations
from bluelamp.conversations.models import Conversation
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import BluelampError
from bluelamp.core.ids import new_id
from bluelamp.desk.contact.backlog import is_late
from bluelamp.desk.contact.escalating import escalate_waiting
from bluelamp.desk.contact.queue import places
from bluelamp.ledger.reading import writing
from tests.factories.rooms import chat, received
from tests.plugins.cast import Cast

_ORDER = list(Risk.values)


@given(st.sampled_from(_ORDER), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_whoever_waits_longer_or_at_more_risk_is_put_before_more_people(risk: str, waited: timedelta) -> None:
    at = now()
    due = [rule.after for rule in escalation.due(risk, at - waited, at)]
    assert due == sorted(due)
    assert bool(due) == is_late(risk, waited)
    assert len(escalation.due(risk, at - waited * 2, at)) >= len(due)
    for riskier in _ORDER[: _ORDER.index(risk)]:
        assert len(escalation.due(riskier, at - waited, at)) >= len(due)


def test_a_rule_holds_from_its_day_until_another(db: None) -> None:
    rule = escalation.EscalationRule("x", Risk.HIGH, timedelta(0), "x", date(2026, 1, 1), date(2026, 2, 1))
    days = [clock.now().replace(year=2026, month=month, day=day) for month, day in ((1, 1), (1, 31), (2, 1))]
    assert [bool(escalation.due(Risk.HIGH, day, day, [rule])) for day in days] == [True, True, False]
    assert all(escalation.whom(one.code) for one in escalation.RULES)
    assert escalation.whom("gone") == "the sergeant"


def test_a_state_in_which_something_can_be_done_is_in_the_queue_and_no_other(cast: Cast) -> None:
    """Whatever state a table may be given, its rows wait as long as somebody can do something about them."""
    desk = cast["call_taker"]
    report, call = received(), services.answer_call(actor=desk, client_id=new_id())
    for machine, model, row in ((policies.REPORT, Report, report), (policies.CALL, Call, call)):
        for state in sorted(machine.states):
            with transaction.atomic(), writing():
                model._default_manager.filter(pk=row.pk).update(state=state)
                waits = [place.at.id for place in places(actor=desk)].count(row.pk)
                assert waits == (1 if machine.actions(state) else 0), (machine.name, state)
                transaction.set_rollback(True)


DEEDS = (
    "report",
    "take",
    "put_back",
    "grade",
    "answer",
    "leave",
    "promise",
    "settle",
    "later",
    "finish",
    "chat",
    "answer_chat",
    "end",
)


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 3)), max_size=9))
def test_no_contact_is_ever_in_no_queue(cast: Cast, deeds: list[tuple[str, int]]) -> None:
    """Whatever is done in whatever order: what is not over is in the queue once, and what is over is not."""
    with transaction.atomic():
        for deed, which in deeds:
            try:
                with transaction.atomic():
                    _do(cast["supervisor"], deed, which)
            except BluelampError:
                continue  # refused: then nothing changed either
        with writing():
            waiting = sorted(place.at.id for place in places(actor=cast["supervisor"]))
            open_reports = Report.objects.filter(graded_at=None).values_list("id", flat=True)
            open_calls = Call.objects.filter(finished_at=None).values_list("id", flat=True)
            chats = Conversation.objects.filter(ended_at=None).values_list("id", flat=True)
            assert waiting == sorted([*open_reports, *open_calls, *chats])
        transaction.set_rollback(True)


def _do(boss: Actor, deed: str, which: int) -> None:
    model: Any = Report if deed in DEEDS[:4] else Conversation if deed in DEEDS[-3:] else Call
    ids = list(model.objects.order_by("pk").values_list("pk", flat=True))
    one = ids[which % len(ids)] if ids else new_id()
    by = now() + timedelta(hours=1)
    deeds: dict[str, Callable[[], object]] = {
        "report": received,
        "take": lambda: services.take_report(actor=boss, report_id=one),
        "put_back": lambda: services.put_back_report(actor=boss, report_id=one),
        "grade": lambda: services.set_graded(actor=boss, report_id=one, grade="P2"),
        "answer": lambda: services.answer_call(actor=boss, client_id=new_id()),
        "leave": lambda: services.end_call(actor=boss, call_id=one, outcome="silent"),
        "promise": lambda: services.end_call(actor=boss, call_id=one, outcome="call_back", call_back_by=by),
        "settle": lambda: services.end_call(actor=boss, call_id=one, outcome="advice"),
        "later": lambda: services.call_back_later(actor=boss, call_id=one, by=by),
        "finish": lambda: services.finish_call(actor=boss, call_id=one, words="Safe."),
        "chat": chat,
        "answer_chat": lambda: conversations.take_chat(actor=boss, conversation_id=one),
        "end": lambda: conversations.end_chat(actor=boss, conversation_id=one, became="Advice."),
    }
    deeds[deed]()


def test_what_waits_after_all_is_put_before_somebody_again(cast: Cast) -> None:
    """A source that could not be asked for a while must not make anybody be forgotten."""
    job, report = Actor.job("test"), received("1_high")
    at = {"contact.report": [place.at for place in places(actor=cast["supervisor"])]}
    with clock.shifted(timedelta(minutes=20)):
        assert services.escalate(actor=job, waiting=at) == 1
        raised = Escalation.objects.get(subject_id=report.id)
        services.acknowledge_escalation(actor=cast["supervisor"], escalation_id=raised.id)
        assert services.escalate(actor=job, waiting={"contact.call": []}) == 0
        assert Escalation.objects.get().ended_at is None  # another kind was looked at
        assert services.escalate(actor=job, waiting={"contact.report": []}) == 0
        assert services.escalate(actor=job, waiting=at) == 1
        assert services.escalate(actor=job, waiting=at) == 0
    again = Escalation.objects.get()
    assert (again.ended_at, again.seen_by) == (None, None)


def test_whatever_somebody_waits_by_is_watched_and_two_kinds_of_one_table_never_end_each_other(cast: Cast) -> None:
    desk, job = cast["call_taker"], Actor.job("test")
    by = now() + timedelta(hours=1)
    with clock.shifted(-timedelta(hours=25)):
        report, talk = received(), chat("Hello, I found a purse.")
        calls = [services.answer_call(actor=desk, client_id=new_id()).id for _ in range(2)]
    services.end_call(actor=desk, call_id=calls[0], outcome="silent")
    services.end_call(actor=desk, call_id=calls[1], outcome="call_back", call_back_by=by)
    assert escalate_waiting(actor=job) == 5  # the silent line is put before two
    assert escalate_waiting(actor=job) == 0
    standing = Escalation.objects.filter(ended_at=None).values_list("subject_id", flat=True)
    assert set(standing) == {report.id, talk.id, *calls}
