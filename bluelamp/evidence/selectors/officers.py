"""Who waits for an officer to take their statement."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.selectors import visible
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.evidence.enums import RequestState, WhyOfficer
from bluelamp.evidence.models import OfficerRequest


def requests_waiting(*, actor: Actor) -> list[tuple[list[str], datetime, UUID, UUID | None]]:
    """Everything that is not dealt with: why, since when, its id, and who has it. Codes and ids alone, one query."""
    waiting = _handled(actor).exclude(state=RequestState.DONE)
    return list(waiting.values_list("why", "asked_at", "id", "taken_by"))


def requests_by_id(*, actor: Actor, ids: Collection[UUID]) -> dict[UUID, OfficerRequest]:
    """Those that the actor may see."""
    return {found.id: found for found in _handled(actor).filter(pk__in=ids)}


def officer_request(*, actor: Actor, request_id: UUID) -> OfficerRequest:
    """One of them; ``NotFound`` also without a need to know."""
    found = _handled(actor).filter(pk=request_id).first()
    if found is None:
        raise NotFound("There is no such request that you can see. Go back to the queue.")
    return found


def open_request(*, actor: Actor, report_id: UUID) -> OfficerRequest | None:
    """What the sender of a report asked for, while it is not dealt with."""
    mine = visible(OfficerRequest.objects.all(), actor=actor, action="evidence.officer.read")
    return mine.filter(report_id=report_id).exclude(state=RequestState.DONE).first()


def requests_for_matter(*, actor: Actor, matter_id: UUID) -> list[OfficerRequest]:
    """Every request of a matter, the latest first."""
    return list(_handled(actor).filter(matter_id=matter_id).order_by("-asked_at"))


def reasons_of(*, actor: Actor, found: OfficerRequest) -> list[str]:  # noqa: ARG001 - whoever holds the row may read it
    """Why, in words."""
    return [str(WhyOfficer(why).label) for why in found.why if why in WhyOfficer.values]


def _handled(actor: Actor) -> QuerySet[OfficerRequest]:
    return visible(OfficerRequest.objects.all(), actor=actor, action="evidence.officer.handle")
