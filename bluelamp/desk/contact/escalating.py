"""Everybody who waits, whatever their contact came by, under the rules of escalation."""

from collections import defaultdict

from bluelamp.contact.services import escalate
from bluelamp.contact.types import Waiting
from bluelamp.core.actor import Actor
from bluelamp.desk.contact.sources import sources


def escalate_waiting(*, actor: Actor) -> int:
    """Raise what is due and end what is over; how many were raised. Two sources may speak of one kind of row."""
    waiting: defaultdict[str, list[Waiting]] = defaultdict(list)
    for source in sources():
        waiting[source.label] += source.waiting(actor=actor)
    return escalate(actor=actor, waiting=waiting)
