"""Where a report that is taken on the telephone goes: the same pages as the public's, with the call beside them."""

from uuid import UUID

from django.urls import reverse

from bluelamp.contact import selectors
from bluelamp.core.actor import Actor
from bluelamp.flows.take_call import submit_called_report
from bluelamp.journeys.types import JourneyDoor, Known, Submitted
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading


def receive(*, actor: Actor, submitted: Submitted) -> str:
    """Inside the transaction that marks the draft as sent: back to the call, which goes on until it is ended."""
    return reverse("desk_contact:call", args=[submit_called_report(actor=actor, submitted=submitted)])


def known(*, actor: Actor, about: str) -> Known:
    """What was noted of the call. Read for the desk's purpose: the page around it is for whoever answers themselves."""
    with reading(actor=actor, purpose=Purpose.CONTACT, action="contact.call.read"):
        call = selectors.call(actor=actor, call_id=_id(about))
    return Known(call.caller_name, call.caller_number, call.words)


def _id(about: str) -> UUID:
    return UUID(about.rpartition(":")[2])


def _call(about: str) -> str:
    return reverse("desk_contact:call", args=[_id(about)])


DOOR = JourneyDoor(
    name="desk-call",
    on_submit=receive,
    home="/desk/contact/",
    home_of=_call,
    layout="desk/contact/calling.html",
    for_another=True,
    knows=known,
)
