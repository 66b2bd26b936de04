"""What victims have written to us, and what they think of us as counts."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.errors import NotFound
from bluelamp.victims.enums import RequestKind, RequestState, Settled
from bluelamp.victims.models import Satisfaction, VictimRequest
from bluelamp.victims.types import Asked, SatisfactionCounts

FEWEST = 5  # answers; of fewer, somebody could know whose they are
_LIMIT = 300


def requests_for_matter(*, actor: Actor, matter_id: UUID) -> list[Asked]:
    """Those of a matter that the actor may see, the newest first."""
    return _named(list(_readable(actor).filter(matter_id=matter_id).order_by("-at")))


def requests(*, actor: Actor) -> list[Asked]:
    """All that wait for an answer: those about somebody's safety first, then by the day on which they are due."""
    check(actor=actor, action="victims.request.oversee")
    waiting = VictimRequest.objects.exclude(state=RequestState.SETTLED)
    return _named(list(waiting.order_by("-flagged", "due_on", "at")[:_LIMIT]))


def request(*, actor: Actor, request_id: UUID) -> Asked:
    """One; raises ``NotFound`` also without a need to know."""
    found = _readable(actor).filter(pk=request_id).first()
    if found is None:
        raise NotFound("There is nothing with this number that you can see.", field="request")
    return _named([found])[0]


def waiting_requests(*, actor: Actor) -> list[tuple[bool, datetime, UUID, UUID | None]]:
    """Whether flagged, since when, which, and who has it: of all that wait. Ids and codes alone."""
    check(actor=actor, action="victims.request.oversee")
    waiting = VictimRequest.objects.exclude(state=RequestState.SETTLED)
    return list(waiting.values_list("flagged", "at", "id", "owner_id"))


def requests_by_id(*, actor: Actor, ids: Collection[UUID]) -> dict[UUID, Asked]:
    """Those of some that the actor may see."""
    return {one.id: one for one in _named(list(_readable(actor).filter(pk__in=ids)))}


def has_rated(*, actor: Actor, report_id: UUID, matter_id: UUID) -> bool:
    """Whether somebody has said already what they think of us. Never what."""
    check(actor=actor, action="victims.request.make", matter=matter_id)
    return Satisfaction.objects.filter(once=asked_once(report_id)).exists()


def satisfaction(*, actor: Actor, since: date, until: date) -> SatisfactionCounts:
    """Counts of the answers given in the months from ``since`` until before ``until``; none of too few."""
    check(actor=actor, action="victims.satisfaction.read")
    rows = Satisfaction.objects.filter(month__gte=since, month__lt=until)
    given = list(rows.values_list("rating", "shortfalls", "confidence"))
    if len(given) < FEWEST:
        return SatisfactionCounts(len(given), {}, {}, {}, too_few=True)
    return SatisfactionCounts(
        answers=len(given),
        rating=dict(Counter(rating for rating, _, _ in given)),
        shortfalls=dict(Counter(code for _, codes, _ in given for code in codes)),
        confidence=dict(Counter(code for _, _, code in given if code)),
    )


def asked_once(report_id: UUID) -> str:
    """What stands for a report beside its answers: whoever has the table alone cannot go back from it."""
    return salted_hmac("bluelamp.victims.satisfaction", str(report_id), algorithm="sha256").hexdigest()


def _readable(actor: Actor) -> QuerySet[VictimRequest]:
    return visible(VictimRequest.objects.all(), actor=actor, action="victims.request.read")


def _named(rows: list[VictimRequest]) -> list[Asked]:
    names = names_of(users={row.owner_id for row in rows if row.owner_id})
    return [_asked(row, names) for row in rows]


def _asked(row: VictimRequest, names: Mapping[UUID, str]) -> Asked:
    is_open = row.state != RequestState.SETTLED
    return Asked(
        id=row.id,
        reference=row.reference,
        matter_id=row.matter_id,
        kind=row.kind,
        kind_words=str(RequestKind(row.kind).label),
        state=row.state,
        state_words=str(RequestState(row.state).label),
        flagged=row.flagged,
        due_on=row.due_on,
        overdue=is_open and row.due_on < today(),
        at=row.at,
        settled_at=row.settled_at,
        outcome=row.outcome,
        outcome_words=str(Settled(row.outcome).label) if row.outcome else "",
        result=row.result,
        owner=names.get(row.owner_id, "") if row.owner_id else "",
        owner_id=row.owner_id,
        journey_version=row.journey_version,
        answers=row.answers,
        open=is_open,
    )
