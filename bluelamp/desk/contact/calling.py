"""Where a report that is taken on the telephone goes: the same pages as the public's, with the call above them."""

from django.urls import reverse

from bluelamp.core.actor import Actor
from bluelamp.flows.take_call import submit_called_report
from bluelamp.journeys.types import JourneyDoor, Submitted


def receive(*, actor: Actor, submitted: Submitted) -> str:
    """Inside the transaction that marks the draft as sent: back to the call, which goes on until it is ended."""
    return reverse("desk_contact:call", args=[submit_called_report(actor=actor, submitted=submitted)])


def _call(about: str) -> str:
    return reverse("desk_contact:call", args=[about.rpartition(":")[2]])


DOOR = JourneyDoor(
    name="desk-call",
    on_submit=receive,
    home="/desk/contact/",
    home_of=_call,
    layout="desk/contact/calling.html",
)
