"""What victims write after their report: received, taken in hand, answered. And what they think of us."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.ids import new_reference
from bluelamp.core.text import plain_text
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.live.services import publish
from bluelamp.victims import policies, rules
from bluelamp.victims.enums import Confidence, Rating, RequestKind, Shortfall
from bluelamp.victims.events import RequestSettled
from bluelamp.victims.models import Satisfaction, VictimRequest
from bluelamp.victims.selectors.requests import asked_once


@service
def receive_request(
    *,
    actor: Actor,
    matter_id: UUID,
    kind: str,
    draft_id: UUID,
    journey_version: str,
    answers: Mapping[str, Any],
    flagged: bool = False,
    not_by: UUID | None = None,
    owner_id: UUID | None = None,
) -> VictimRequest:
    """Keep it, with the day by which somebody answers; ``owner_id`` has it to begin with. A draft is received once."""
    check(actor=actor, action="victims.request.make", matter=matter_id)
    known = VictimRequest.objects.filter(draft_id=draft_id, matter_id=matter_id).first()
    if known is not None:
        return known
    if kind not in RequestKind.values:
        raise Invalid("There is no such request.", field="kind")
    request = VictimRequest.objects.create(
        reference=new_reference("VR"),
        matter_id=matter_id,
        kind=kind,
        journey_version=journey_version,
        answers=dict(answers),
        flagged=flagged,
        not_by=not_by,
        owner_id=owner_id,
        due_on=rules.request_due(kind, today(), flagged=flagged),
        at=now(),
        draft_id=draft_id,
    )
    _record(actor, Act.COLLECTION, "victims.request.make", request)
    return request


@service
def take_request(*, actor: Actor, request_id: UUID) -> VictimRequest:
    """“I deal with this.”"""
    request = _lock(request_id)
    check(actor=actor, action=_action(request.kind), matter=request.matter_id)
    policies.check_can_settle(actor, request.not_by)
    request.state = policies.REQUEST.next(request.state, "take")
    request.owner_id = actor.id
    request.save(update_fields=["state", "owner_id"])
    _record(actor, Act.ALTERATION, "victims.request.take", request)
    return request


@service
def settle_request(*, actor: Actor, request_id: UUID, outcome: str, result: str) -> VictimRequest:
    """What came of it, in words that the person reads. Raises ``Invalid``, naming the field.

    A wish to stop ends no investigation: whoever speaks with them says what they found, and the investigator decides.
    """
    request = _lock(request_id)
    check(actor=actor, action=_action(request.kind), matter=request.matter_id)
    policies.check_can_settle(actor, request.not_by)
    if outcome not in policies.RESULTS[request.kind]:
        raise Invalid("Select what came of it.", field="outcome")
    request.result = plain_text(result, "result", "Write what we tell them, in plain words.")
    request.state = policies.REQUEST.next(request.state, "settle")
    request.outcome, request.settled_at, request.owner_id = outcome, now(), actor.id
    request.save(update_fields=["state", "outcome", "result", "settled_at", "owner_id"])
    _record(actor, Act.ALTERATION, "victims.request.settle", request)
    settled = RequestSettled(
        request_id=request.id, matter_id=request.matter_id, kind=str(request.kind), outcome=str(request.outcome)
    )
    announce(settled)
    return request


@service
def rate_service(
    *, actor: Actor, report_id: UUID, matter_id: UUID, rating: str, shortfalls: Iterable[str] = (), confidence: str = ""
) -> None:
    """Keep what somebody thought of us, once for each report, apart from their matter."""
    check(actor=actor, action="victims.request.make", matter=matter_id)
    if rating not in Rating.values:
        raise Invalid("Select how good our service was.", field="rating")
    said = Satisfaction(
        once=asked_once(report_id),
        rating=rating,
        shortfalls=[code for code in Shortfall.values if code in set(shortfalls)],
        confidence=confidence if confidence in Confidence.values else "",
        month=today().replace(day=1),
    )
    if not Satisfaction.objects.filter(once=said.once).exists():
        said.save(force_insert=True)
    # The entry says that somebody answered, never what.
    record(actor=actor, act=Act.COLLECTION, action="victims.satisfaction.give", subjects=[], matter=matter_id)


def _action(kind: str) -> str:
    return "victims.review.decide" if kind == RequestKind.REVIEW else "victims.request.settle"


def _lock(request_id: UUID) -> VictimRequest:
    found = VictimRequest.objects.select_for_update().filter(pk=request_id).first()
    if found is None:
        raise NotFound("There is nothing with this number.", field="request")
    return found


def _record(actor: Actor, act: Act, action: str, request: VictimRequest) -> None:
    record(actor=actor, act=act, action=action, subjects=[request], matter=request.matter_id)
    data: dict[str, str | int] = {"request": str(request.id), "state": str(request.state)}
    publish(
        audience=("role:call_taker", "role:supervisor", f"matter:{request.matter_id}"), kind="victim_request", data=data
    )
