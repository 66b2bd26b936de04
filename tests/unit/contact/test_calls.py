"""Calls: kept whatever becomes of them, and waiting until somebody has dealt with them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bluelamp.contact import selectors, services
from bluelamp.contact.enums import CallOutcome
from bluelamp.contact.models import Call
from bluelamp.contact.policies import LEFT_WAITING
from bluelamp.contact.types import CallSaid
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.core.ids import new_id
from bluelamp.ledger.reading import writing
from tests.factories.rooms import on_ledger, published, received
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def answered(cast: Cast) -> UUID:
    return services.answer_call(actor=cast["call_taker"], client_id=new_id()).id


def stored(call_id: UUID) -> Call:
    with writing():
        return Call.objects.get(pk=call_id)


def waiting(cast: Cast) -> list[UUID]:
    return [w.id for back in (True, False) for w in selectors.waiting_calls(actor=cast["supervisor"], call_backs=back)]


def test_the_same_button_twice_is_one_call(cast: Cast) -> None:
    button = new_id()
    first, again = (services.answer_call(actor=cast["call_taker"], client_id=button) for _ in range(2))
    assert first.id == again.id
    assert on_ledger("contact.call.answer") == 1
    assert published("call") == ["role:call_taker", "role:supervisor"]
    with pytest.raises(Invalid, match="at the counter"):
        services.answer_call(actor=cast["call_taker"], client_id=new_id(), channel="web")


@pytest.mark.parametrize("outcome", sorted(set(CallOutcome) - {CallOutcome.REPORT, CallOutcome.KNOWN}))
def test_whatever_becomes_of_a_call_it_is_kept_and_waits_if_somebody_must_act(cast: Cast, outcome: str) -> None:
    call_id, desk = answered(cast), cast["call_taker"]
    services.note_call(actor=desk, call_id=call_id, said=CallSaid(" Sam\u202e  L. ", "07700 900123", "A dog barks."))
    with clock.shifted(timedelta(minutes=6, seconds=30)):
        services.end_call(actor=desk, call_id=call_id, outcome=outcome, call_back_by=now() + timedelta(hours=1))
    found = stored(call_id)
    assert (found.caller_name, found.words, found.outcome, found.minutes) == ("Sam L.", "A dog barks.", outcome, 7)
    left = CallOutcome(outcome) in LEFT_WAITING
    assert (call_id in waiting(cast)) == left
    if not left:
        assert (found.state, found.finished_by) == ("done", desk.id)
        with pytest.raises(NotAllowed):
            services.note_call(actor=desk, call_id=call_id, said=CallSaid())
        return
    assert (found.taken_by, found.finished_at) == (None, None)
    services.call_back_later(actor=desk, call_id=call_id, by=now() + timedelta(hours=2))
    assert (stored(call_id).tries, call_id in waiting(cast)) == (1, True)
    services.finish_call(actor=cast["supervisor"], call_id=call_id, words="They are safe.", minutes=5)
    assert (stored(call_id).minutes, waiting(cast)) == (12, [])


def test_nobody_who_spoke_is_looked_into_first(cast: Cast) -> None:
    silent = answered(cast)
    services.end_call(actor=cast["call_taker"], call_id=silent, outcome="silent")
    assert (stored(silent).risk, stored(silent).risk_reasons) == ("1_high", ["Nobody spoke"])


def test_a_call_about_a_known_report_belongs_to_its_matter(cast: Cast) -> None:
    report, call_id = received(), answered(cast)
    services.end_call(actor=cast["call_taker"], call_id=call_id, outcome="known", about=report.reference.lower())
    assert (stored(call_id).report_id, stored(call_id).matter_id) == (report.id, report.matter_id)
    with writing():
        found = selectors.calls_for_matters(actor=cast["supervisor"], matters=[report.matter_id])
    assert [call.id for call in found] == [call_id]


@pytest.mark.parametrize(
    ("ending", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "report"}, "outcome"),
        ({"outcome": "known", "about": "CR-26-1"}, "about"),
        ({"outcome": "known", "about": "CR-26-000000000"}, "about"),
        ({"outcome": "call_back"}, "call_back_by"),
        ({"outcome": "call_back", "call_back_by": now() - timedelta(hours=1)}, "call_back_by"),
        ({"outcome": "advice", "minutes": 1_441}, "minutes"),
    ],
)
def test_what_is_missing_at_the_end_is_named(cast: Cast, ending: dict[str, Any], field: str) -> None:
    call_id = answered(cast)
    with pytest.raises(Invalid) as refused:
        services.end_call(actor=cast["call_taker"], call_id=call_id, **ending)
    assert refused.value.field == field
    assert stored(call_id).state == "live"


def test_a_call_in_which_a_report_was_taken_ends_as_that_alone(cast: Cast) -> None:
    report, call_id, desk = received(), answered(cast), cast["call_taker"]
    services.attach_draft(actor=desk, call_id=call_id, draft_id=report.draft_id)
    services.attach_report(actor=desk, call_id=call_id, report_id=report.id)
    with pytest.raises(Invalid, match="A report was taken"):
        services.end_call(actor=desk, call_id=call_id, outcome="advice")
    with pytest.raises(Conflict, match="another call"):
        services.attach_draft(actor=desk, call_id=call_id, draft_id=new_id())
    assert services.end_call(actor=desk, call_id=call_id, outcome="report").state == "done"


def test_a_receipt_is_read_out_only_in_the_call_in_which_the_report_was_taken(cast: Cast) -> None:
    report, desk = received(), cast["call_taker"]
    theirs = services.issue_receipt(actor=Actor.receipt(report.id), report_id=report.id)
    about = answered(cast)
    services.attach_draft(actor=desk, call_id=about, draft_id=new_id())  # begun, and left for what they really wanted
    services.attach_report(actor=desk, call_id=about, report_id=report.id)
    with pytest.raises(NotAllowed, match="during the call"):
        services.issue_receipt(actor=desk, report_id=report.id)
    services.open_with_receipt(actor=Actor.public(), reference=report.reference, receipt=theirs)

    taken, call_id = received(), answered(cast)
    services.attach_draft(actor=desk, call_id=call_id, draft_id=taken.draft_id)
    services.attach_report(actor=desk, call_id=call_id, report_id=taken.id)
    with pytest.raises(NotAllowed, match="during the call"):
        services.issue_receipt(actor=cast["supervisor"], report_id=taken.id)
    assert services.issue_receipt(actor=desk, report_id=taken.id)
    services.end_call(actor=desk, call_id=call_id, outcome="report")
    with pytest.raises(NotAllowed, match="during the call"):
        services.issue_receipt(actor=desk, report_id=taken.id)


def test_who_follows_a_call_up_is_one_person(cast: Cast) -> None:
    desk, call_id = cast["call_taker"], answered(cast)
    services.end_call(actor=desk, call_id=call_id, outcome="abandoned")
    for _ in range(2):
        services.take_call(actor=desk, call_id=call_id)
    assert on_ledger("contact.call.take") == 1
    colleague = Actor(desk.kind, new_id(), desk.roles)
    hour = now() + timedelta(hours=1)
    with pytest.raises(Conflict, match="Somebody else"):
        services.take_call(actor=colleague, call_id=call_id)
    with pytest.raises(Conflict, match="Somebody else"):
        services.call_back_later(actor=colleague, call_id=call_id, by=hour)
    with pytest.raises(Conflict, match="Somebody else"):
        services.finish_call(actor=colleague, call_id=call_id, words="Done.")
    services.take_call(actor=cast["supervisor"], call_id=call_id)
    assert stored(call_id).taken_by == cast["supervisor"].id


def test_a_call_that_is_not_there_and_one_that_may_not_be_seen(cast: Cast) -> None:
    with pytest.raises(NotFound):
        services.take_call(actor=cast["call_taker"], call_id=new_id())
    with pytest.raises(NotFound):
        services.attach_report(actor=cast["call_taker"], call_id=answered(cast), report_id=new_id())
    with writing(), pytest.raises(NotFound):
        selectors.call(actor=cast["responder"], call_id=answered(cast))
