"""Complaints: for whoever made one, and for professional standards; never for whom it is about."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Case, F, QuerySet, Value, When

from bluelamp.access.selectors import names_of, visible
from bluelamp.complaints.enums import ComplaintState, Finding, FootageState
from bluelamp.complaints.models import Complaint, Footage
from bluelamp.complaints.types import Shown, Sought
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.errors import NotFound

_LIMIT = 300
_FIRST = Case(When(state=ComplaintState.RECEIVED, then=Value(0)), default=Value(1))


def complaints(*, actor: Actor) -> list[Shown]:
    """Those that the actor may see: what waits for a first answer first, what is decided last."""
    undecided_first = F("decided_at").desc(nulls_first=True)
    return _shown(list(_readable(actor).order_by(_FIRST, undecided_first, "due_on", "at")[:_LIMIT]))


def complaints_for_matter(*, actor: Actor, matter_id: UUID) -> list[Shown]:
    """Those of a matter that the actor may see, the newest first."""
    return _shown(list(_readable(actor).filter(matter_id=matter_id).order_by("-at")))


def complaint(*, actor: Actor, complaint_id: UUID) -> Shown:
    """One; raises ``NotFound`` also for whom it is about."""
    found = _readable(actor).filter(pk=complaint_id).first()
    if found is None:
        raise NotFound("There is no complaint with this number that you can see.", field="complaint")
    return _shown([found])[0]


def footage(*, actor: Actor, footage_id: UUID) -> tuple[Shown, Sought]:
    """A recording that was looked for, and its complaint. Raises ``NotFound`` as ``complaint`` does."""
    which = Footage.objects.filter(pk=footage_id).exclude(officer_id=actor.id).values_list("complaint_id").first()
    if which is None:
        raise NotFound("There is no recording with this number that you can see.", field="footage")
    found = complaint(actor=actor, complaint_id=which[0])
    return found, next(one for one in found.footage if one.id == footage_id)


def _readable(actor: Actor) -> QuerySet[Complaint]:
    rows = Complaint.objects.exclude(about__contains=[actor.id]).prefetch_related("evidence", "footage")
    return visible(rows, actor=actor, action="complaints.complaint.read")


def _shown(rows: list[Complaint]) -> list[Shown]:
    people = {who for row in rows for who in row.about} | {row.owner_id for row in rows if row.owner_id}
    people |= {one.officer_id for row in rows for one in row.footage.all()}
    names = names_of(users=people)
    return [
        Shown(
            id=row.id,
            reference=row.reference,
            matter_id=row.matter_id,
            state=row.state,
            state_words=str(ComplaintState(row.state).label),
            at=row.at,
            due_on=row.due_on,
            overdue=row.state == ComplaintState.RECEIVED and row.due_on < today(),
            decided_at=row.decided_at,
            finding_words=str(Finding(row.finding).label) if row.finding else "",
            result=row.result,
            owner=names.get(row.owner_id, "") if row.owner_id else "",
            about=tuple(names.get(who, "") for who in row.about),
            evidence=tuple((one.target_label, one.target_id) for one in row.evidence.all()),
            journey_version=row.journey_version,
            answers=row.answers,
            footage=tuple(_sought(one, names) for one in sorted(row.footage.all(), key=lambda one: one.at)),
            unsought=row.answers.get("camera") == "yes" and not row.footage.all(),
        )
        for row in rows
    ]


def _sought(one: Footage, names: Mapping[UUID, str]) -> Sought:
    return Sought(
        id=one.id,
        officer=names.get(one.officer_id, ""),
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        state=one.state,
        state_words=str(FootageState(one.state).label),
        why_none=one.why_none,
    )
