"""A decision to stop that did not stand on review: its case is open again, for whoever had it."""

from bluelamp.core.actor import Actor
from bluelamp.investigations.services import reopen_case
from bluelamp.ledger.writing import service
from bluelamp.victims.enums import RequestKind, Settled
from bluelamp.victims.events import RequestSettled


@service
def on_request_settled(event: RequestSettled, /, *, actor: Actor) -> None:
    """The outcomes before stay as they were given; the next one files the case again."""
    if event.kind == RequestKind.REVIEW and event.outcome == Settled.AGAIN:
        reopen_case(actor=actor, matter_id=event.matter_id)
