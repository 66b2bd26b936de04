"""How a crime ended, and why in the officer's own words: what the list of outcomes says is the same for everybody."""

from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.flows.send_message import Written, send_message
from bluelamp.investigations.services import record_outcome
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from bluelamp.investigations.models import Outcome


@service
def end_crime(*, actor: Actor, crime_id: UUID, code: int, reason: str, words: str = "") -> "Outcome":
    """Record the outcome and, with ``words``, write them to whoever reported: both or neither, and twice is once."""
    outcome = record_outcome(actor=actor, crime_id=crime_id, code=code, reason=reason)
    if words.strip():
        send_message(actor=actor, matter_id=outcome.matter_id, written=Written(words, client_id=outcome.id))
    return outcome
