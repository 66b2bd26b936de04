"""A call and the form that is filled in during it: one belongs to the other, or nothing is sent."""

from typing import Any
from uuid import UUID

import pytest

from bluelamp.contact import services as contact
from bluelamp.contact.models import Call, Report
from bluelamp.contact.types import CallSaid
from bluelamp.core.errors import Conflict, Invalid, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.flows import take_call
from bluelamp.journeys.models import Draft
from bluelamp.ledger.reading import writing
from tests.factories.submitted import submitted
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
SAID = CallSaid("Rosa Lark", "0121 496 0000", "Broken into.")


def answered(cast: Cast, channel: str = "phone") -> UUID:
    return contact.answer_call(actor=cast["call_taker"], client_id=new_id(), channel=channel).id


def begin(cast: Cast, call_id: UUID, slug: str = "burglary") -> UUID:
    return take_call.begin_report(actor=cast["call_taker"], call_id=call_id, said=SAID, slug=slug)


def stored(call_id: UUID) -> Call:
    with writing():
        return Call.objects.get(pk=call_id)


def test_the_notes_are_kept_as_the_form_is_begun_and_the_last_form_is_the_calls(cast: Cast) -> None:
    call_id = answered(cast)
    wrong, right = begin(cast, call_id, "bicycle-theft"), begin(cast, call_id)
    found = stored(call_id)
    assert (found.caller_name, found.words, found.draft_id) == ("Rosa Lark", "Broken into.", right)
    with writing():
        assert {draft.about for draft in Draft.objects.filter(pk__in=[wrong, right])} == {f"contact.call:{call_id}"}


@pytest.mark.parametrize("slug", ["", "zeppelin", "victim-support"])
def test_a_form_that_is_none_is_not_begun_and_nothing_is_noted(cast: Cast, slug: str) -> None:
    call_id = answered(cast)
    with pytest.raises(Invalid, match="Choose the form") as refused:
        begin(cast, call_id, slug)
    assert refused.value.field == "slug"
    assert stored(call_id).words == ""


@pytest.mark.parametrize("channel", ["phone", "counter"])
def test_the_report_comes_by_the_calls_own_channel_and_belongs_to_it(cast: Cast, channel: str) -> None:
    call_id = answered(cast, channel)
    sent = submitted(draft_id=begin(cast, call_id))
    assert take_call.submit_called_report(actor=cast["call_taker"], submitted=sent) == call_id
    with writing():
        report = Report.objects.get()
    assert report.channel == channel
    assert (stored(call_id).report_id, stored(call_id).matter_id) == (report.id, report.matter_id)


def test_a_form_that_was_left_for_another_is_not_sent(cast: Cast) -> None:
    call_id = answered(cast)
    left = begin(cast, call_id, "bicycle-theft")
    begin(cast, call_id)
    for draft_id in (left, new_id()):
        with pytest.raises(Conflict, match="no longer belongs to a call"):
            take_call.submit_called_report(actor=cast["call_taker"], submitted=submitted(draft_id=draft_id))
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("ending", "refused"), [({"outcome": "advice"}, False), ({"outcome": "call_back"}, True), ({"outcome": ""}, True)]
)
def test_the_notes_and_the_ending_are_kept_together_or_not_at_all(
    cast: Cast, ending: dict[str, Any], refused: bool
) -> None:
    call_id = answered(cast)
    if refused:
        with pytest.raises(Invalid):
            take_call.end(actor=cast["call_taker"], call_id=call_id, said=SAID, **ending)
    else:
        take_call.end(actor=cast["call_taker"], call_id=call_id, said=SAID, **ending)
    found = stored(call_id)
    assert (found.state, found.words) == (("live", "") if refused else ("done", "Broken into."))


@pytest.mark.parametrize("who", ["responder", "detective", "outsider"])
def test_only_the_desk_begins_a_form_in_a_call(cast: Cast, who: str) -> None:
    call_id = answered(cast)
    with pytest.raises(NotAllowed):
        take_call.begin_report(actor=cast[who], call_id=call_id, said=SAID, slug="burglary")
    assert stored(call_id).draft_id is None
