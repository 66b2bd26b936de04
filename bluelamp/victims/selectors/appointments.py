"""Free times, and appointments in the order in which they are due."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON, now, today
from bluelamp.core.errors import NotFound
from bluelamp.notices.types import SafeContact
from bluelamp.victims import hours
from bluelamp.victims.contact import contact_lines
from bluelamp.victims.enums import About, AppointmentState, Meeting, Whom
from bluelamp.victims.hours import Slot
from bluelamp.victims.models import Appointment
from bluelamp.victims.types import Booked

SOON = timedelta(minutes=15)  # before its time an appointment stands in the desk's queue
_LIMIT = 300


def slots_for(*, actor: Actor, matter_id: UUID, kind: str, safe_contact: Mapping[str, object]) -> list[Slot]:
    """The times that can be offered to somebody, the first first. One query."""
    check(actor=actor, action="victims.appointment.book", matter=matter_id)
    return free_slots(kind=kind, safe_contact=safe_contact)


def slots_to_move(*, actor: Actor, appointment_id: UUID) -> list[Slot]:
    """The times to which an appointment can be moved, for a call those that are safe by what was said for it."""
    row = _one(actor, appointment_id)
    check(actor=actor, action="victims.appointment.change", matter=row.matter_id)
    return free_slots(kind=row.kind, safe_contact=row.safe_contact)


def where_now(*, kind: str) -> str:
    """The place that people come to for a meeting of this kind; empty where they need not. The same for everybody."""
    return hours.where(kind, today())


def appointments_for_matter(*, actor: Actor, matter_id: UUID) -> list[Booked]:
    """Those of a matter that the actor may see, those to come first."""
    rows = list(_readable(actor).filter(matter_id=matter_id).order_by("starts_at"))
    names = names_of(users={row.owner_id for row in rows if row.owner_id})
    found = [_booked(actor, row, names) for row in rows]
    return sorted(found, key=lambda one: (not one.open, one.starts_at))


def appointments(*, actor: Actor) -> list[Booked]:
    """All that are booked, in the order in which they are due: what is late first."""
    check(actor=actor, action="victims.appointment.oversee")
    rows = list(Appointment.objects.filter(state=AppointmentState.BOOKED).order_by("starts_at", "lane")[:_LIMIT])
    names = names_of(users={row.owner_id for row in rows if row.owner_id})
    return [_booked(actor, row, names) for row in rows]


def visits_agreed(*, actor: Actor, matters: Collection[UUID]) -> dict[UUID, datetime]:
    """When the next visit that is booked begins, by matter; nothing where none is, or it is over. Ids and times alone.

    One query.
    """
    booked = Appointment.objects.filter(
        matter_id__in=matters, kind=Meeting.VISIT, state=AppointmentState.BOOKED, ends_at__gt=now()
    )
    visits = visible(booked, actor=actor, action="victims.visit.read").order_by("-starts_at")
    return dict(visits.values_list("matter_id", "starts_at"))  # of several the earliest, which comes last


def appointment(*, actor: Actor, appointment_id: UUID) -> Booked:
    """One; raises ``NotFound`` also without a need to know."""
    row = _one(actor, appointment_id)
    return _booked(actor, row, names_of(users={row.owner_id} if row.owner_id else set()))


def due_appointments(*, actor: Actor) -> list[tuple[datetime, UUID, UUID | None]]:
    """What is due now or late: when, which and whose. Ids and times alone."""
    check(actor=actor, action="victims.appointment.oversee")
    due = Appointment.objects.filter(state=AppointmentState.BOOKED, starts_at__lte=now() + SOON)
    return list(due.order_by("starts_at").values_list("starts_at", "id", "owner_id")[:_LIMIT])


def appointments_by_id(*, actor: Actor, ids: Collection[UUID]) -> dict[UUID, Booked]:
    """Those of some that the actor may see, for a list."""
    rows = list(_readable(actor).filter(pk__in=ids))
    return {row.id: _booked(actor, row, {}) for row in rows}


def free_slots(*, kind: str, safe_contact: Mapping[str, object]) -> list[Slot]:
    """Slots with a free lane, for a call only those at a time that is safe."""
    taken = Counter(
        Appointment.objects.filter(kind=kind, state=AppointmentState.BOOKED, starts_at__gte=now()).values_list(
            "starts_at", flat=True
        )
    )
    contact = SafeContact.from_answer(safe_contact) if kind == Meeting.CALL and safe_contact else None
    return [
        slot
        for slot in hours.slots(kind, now())
        if taken[slot.starts_at] < slot.at_once and (contact is None or contact.is_safe_at(slot.starts_at))
    ]


def lanes_taken(*, kind: str, starts_at: datetime) -> set[int]:
    """The lanes of a time that somebody has."""
    booked = Appointment.objects.filter(kind=kind, state=AppointmentState.BOOKED, starts_at=starts_at)
    return set(booked.values_list("lane", flat=True))


def _one(actor: Actor, appointment_id: UUID) -> Appointment:
    row = _readable(actor).filter(pk=appointment_id).first()
    if row is None:
        raise NotFound("There is no appointment with this number that you can see.", field="appointment")
    return row


def _readable(actor: Actor) -> QuerySet[Appointment]:
    return visible(Appointment.objects.all(), actor=actor, action="victims.appointment.read")


def _booked(actor: Actor, row: Appointment, names: Mapping[UUID, str]) -> Booked:
    return Booked(
        id=row.id,
        reference=row.reference,
        matter_id=row.matter_id,
        kind=row.kind,
        kind_words=str(Meeting(row.kind).label),
        about=row.about,
        about_words=str(About(row.about).label),
        state=row.state,
        state_words=str(AppointmentState(row.state).label),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        contact=contact_lines(row.safe_contact),
        words=row.words,
        result=row.result,
        owner=names.get(row.owner_id, "") if row.owner_id else "",
        open=row.state == AppointmentState.BOOKED,
        where=row.meet_at or hours.where(row.kind, row.starts_at.astimezone(LONDON).date()),
        mine=row.by == actor.id,
        whom="" if row.whom == Whom.ANYBODY else str(Whom(row.whom).label),
    )
