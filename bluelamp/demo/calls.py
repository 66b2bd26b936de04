"""Some calls of the demo's day: one with a report, one that nobody spoke in, promises to call back, advice."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bluelamp.contact.services import answer_call, end_call, note_call
from bluelamp.contact.types import CallSaid
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.demo import stories
from bluelamp.demo.telling import fill_in
from bluelamp.flows import take_call
from bluelamp.journeys.services import submit
from bluelamp.journeys.types import Holder, Submitted
from bluelamp.ledger.writing import service

# Minutes ago that each was answered, how long it took, and what became of it.
_DAY = (
    (15, 2, "silent", CallSaid(number="07700 900142", words="Somebody breathes. A television in the background.")),
    (32, 4, "abandoned", CallSaid(name="Nia", words="“He has come back”, then the line went dead.")),
    (
        55,
        6,
        "call_back",
        CallSaid("Mr Okonkwo", "0121 496 0317", "His neighbour's alarm. Wants to know what came of it."),
    ),
    (170, 3, "call_back", CallSaid("Ms Wren", "0121 496 0555", "Was promised a visit for her burglary and had none.")),
    (200, 5, "advice", CallSaid(words="How to mark a bicycle.")),
    (260, 2, "elsewhere", CallSaid(words="A street light that does not work: the council.")),
)


@service
def take_calls(*, actor: Actor, rng: Random) -> int:
    """Take the calls of a day at the contact desk; how many they were."""
    for ago, minutes, outcome, said in _DAY:
        with clock.shifted(-timedelta(minutes=ago)):
            call_id = _answered(actor, said)
        with clock.shifted(timedelta(minutes=minutes - ago)):
            end_call(actor=actor, call_id=call_id, outcome=outcome, call_back_by=_by(outcome))
    _reported(actor, stories.vehicle(rng, postcode="B70 8RB"))
    return len(_DAY) + 1


def _answered(actor: Actor, said: CallSaid) -> UUID:
    call_id = answer_call(actor=actor, client_id=new_id()).id
    note_call(actor=actor, call_id=call_id, said=said)
    return call_id


def _by(outcome: str) -> datetime | None:
    return now() + timedelta(hours=2) if outcome == "call_back" else None


def _reported(actor: Actor, story: stories.Story) -> None:
    said = CallSaid("Jo Harrow", "0121 496 0811", "Her van is gone from outside the house.")
    with clock.shifted(-timedelta(minutes=82)):
        call_id = _answered(actor, said)
        draft_id = take_call.begin_report(actor=actor, call_id=call_id, said=said, slug=story.slug)
    holder = Holder(draft_id)
    with clock.shifted(-timedelta(minutes=70)):
        fill_in(actor=actor, holder=holder, story=story)
        submit(actor=actor, holder=holder, on_submit=_received)
        end_call(actor=actor, call_id=call_id, outcome="report")


def _received(*, actor: Actor, submitted: Submitted) -> str:
    return str(take_call.submit_called_report(actor=actor, submitted=submitted))
