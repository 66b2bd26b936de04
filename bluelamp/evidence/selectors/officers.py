"""Who waits for an officer to take their statement."""

from uuid import UUID

from bluelamp.access.selectors import visible
from bluelamp.core.actor import Actor
from bluelamp.evidence.enums import RequestState
from bluelamp.evidence.models import OfficerRequest

_LIMIT = 200


def requests_waiting(*, actor: Actor) -> list[OfficerRequest]:
    """What is not dealt with yet, the oldest first."""
    mine = visible(OfficerRequest.objects.all(), actor=actor, action="evidence.officer.handle")
    return list(mine.exclude(state=RequestState.DONE).order_by("asked_at")[:_LIMIT])


def open_request(*, actor: Actor, report_id: UUID) -> OfficerRequest | None:
    """What the sender of a report asked for, while it is not dealt with."""
    mine = visible(OfficerRequest.objects.all(), actor=actor, action="evidence.officer.read")
    return mine.filter(report_id=report_id).exclude(state=RequestState.DONE).first()
