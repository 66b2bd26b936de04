"""Booking a time, moving it, cancelling it, and saying what came of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.services import check
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.ids import new_id, new_reference
from bluelamp.core.text import plain_text, unturned
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import sent_before, service
from bluelamp.live.news import announce
from bluelamp.live.services import publish
from bluelamp.victims import policies
from bluelamp.victims.enums import About, AppointmentState, Meeting, Whom
from bluelamp.victims.events import AppointmentChanged
from bluelamp.victims.hours import Slot
from bluelamp.victims.models import Appointment
from bluelamp.victims.selectors.appointments import free_slots, lanes_taken
from bluelamp.victims.services._turn import wait_turn

_THEMSELVES = frozenset({ActorKind.RECEIPT, ActorKind.CITIZEN})
_TAKEN = "Somebody has just taken this time. Choose another."


@service
def book(
    *,
    actor: Actor,
    matter_id: UUID,
    kind: str,
    starts_at: datetime,
    about: str = About.TALK,
    words: str = "",
    whom: str = Whom.ANYBODY,
    meet_at: str = "",
    safe_contact: Mapping[str, object] | None = None,
    client_id: UUID | None = None,
) -> Appointment:
    """Book a free slot of the opening hours. ``Invalid`` names the field; ``Conflict`` when it was just taken, or when
    whoever books for themselves has enough to come.

    ``safe_contact`` is the answer to the safe-contact question: a call is booked only at a time that is safe. ``whom``
    they would rather talk to is a wish for whoever keeps it; a visit needs a place to ``meet_at``. The same
    ``client_id`` again gives the same appointment.
    """
    check(actor=actor, action="victims.appointment.book", matter=matter_id)
    known = sent_before(Appointment.objects.all(), client_id=client_id, matter_id=matter_id, by=actor.id)
    if known is not None:
        return known
    if about not in About.values:
        raise Invalid("Select what you would like to talk about.", field="about")
    if whom not in Whom.values:
        raise Invalid("Select whom they would rather talk to.", field="whom")
    if kind == Meeting.VISIT:
        meet_at = plain_text(meet_at, "meet_at", "Write where it is safe for us to come to.")
    if actor.kind in _THEMSELVES:
        _check_own(matter_id)
    contact = dict(safe_contact or {})
    slot = _slot(kind, starts_at, contact)
    appointment = Appointment(
        reference=new_reference("AP"),
        matter_id=matter_id,
        kind=kind,
        about=about,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        safe_contact=contact,
        whom=whom,
        meet_at=meet_at if kind == Meeting.VISIT else "",
        words=unturned(words).strip()[:2000],
        by=actor.id,
        booked_at=now(),
        client_id=client_id or new_id(),
    )
    _into_lane(appointment, slot)
    _record(actor, Act.COLLECTION, "victims.appointment.book", appointment)
    return appointment


@service
def move_appointment(*, actor: Actor, appointment_id: UUID, starts_at: datetime) -> Appointment:
    """To another free time. The one before is free again."""
    appointment = _lock(appointment_id)
    check(actor=actor, action="victims.appointment.change", matter=appointment.matter_id)
    if appointment.starts_at == starts_at:
        return appointment
    slot = _slot(appointment.kind, starts_at, appointment.safe_contact)
    appointment.state = policies.APPOINTMENT.next(appointment.state, "move")
    appointment.starts_at, appointment.ends_at = slot.starts_at, slot.ends_at
    _into_lane(appointment, slot)
    _record(actor, Act.ALTERATION, "victims.appointment.move", appointment)
    return appointment


@service
def cancel_appointment(*, actor: Actor, appointment_id: UUID) -> Appointment:
    """Twice changes nothing."""
    appointment = _lock(appointment_id)
    check(actor=actor, action="victims.appointment.change", matter=appointment.matter_id)
    if "cancel" in policies.APPOINTMENT.actions(appointment.state):
        appointment.state = policies.APPOINTMENT.next(appointment.state, "cancel")
        appointment.save(update_fields=["state"])
        _record(actor, Act.ALTERATION, "victims.appointment.cancel", appointment)
    return appointment


@service
def take_appointment(*, actor: Actor, appointment_id: UUID) -> Appointment:
    """“I do this one.”"""
    appointment = _lock(appointment_id)
    check(actor=actor, action="victims.appointment.keep", matter=appointment.matter_id)
    appointment.owner_id = actor.id
    appointment.save(update_fields=["owner_id"])
    _record(actor, Act.ALTERATION, "victims.appointment.take", appointment)
    return appointment


@service
def finish_appointment(*, actor: Actor, appointment_id: UUID, took_place: bool, result: str) -> Appointment:
    """What came of it. One that did not take place is to be offered anew."""
    appointment = _lock(appointment_id)
    check(actor=actor, action="victims.appointment.keep", matter=appointment.matter_id)
    appointment.result = plain_text(result, "result", "Write what came of it.")
    appointment.state = policies.APPOINTMENT.next(appointment.state, "keep" if took_place else "miss")
    appointment.owner_id = appointment.owner_id or actor.id
    appointment.save(update_fields=["state", "result", "owner_id"])
    _record(actor, Act.ALTERATION, "victims.appointment.finish", appointment)
    return appointment


def _check_own(matter_id: UUID) -> None:
    wait_turn(matter_id)
    to_come = Appointment.objects.filter(matter_id=matter_id, state=AppointmentState.BOOKED, starts_at__gte=now())
    policies.check_may_book(to_come.count())


def _slot(kind: str, starts_at: datetime, safe_contact: Mapping[str, object]) -> Slot:
    if kind not in Meeting.values:
        raise Invalid("Select how you would like to talk.", field="kind")
    found = next((one for one in free_slots(kind=kind, safe_contact=safe_contact) if one.starts_at == starts_at), None)
    if found is None:
        raise Conflict(_TAKEN, field="starts_at")
    return found


def _into_lane(appointment: Appointment, slot: Slot) -> None:
    """Save it in a lane that nobody has; the database sees to it when two choose at once."""
    taken = lanes_taken(kind=appointment.kind, starts_at=slot.starts_at)
    if len(taken) >= slot.at_once:  # since it was looked up
        raise Conflict(_TAKEN, field="starts_at")
    appointment.lane = next(lane for lane in range(slot.at_once) if lane not in taken)
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as error:
        raise Conflict(_TAKEN, field="starts_at") from error


def _lock(appointment_id: UUID) -> Appointment:
    found = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
    if found is None:
        raise NotFound("There is no appointment with this number.", field="appointment")
    return found


def _record(actor: Actor, act: Act, action: str, appointment: Appointment) -> None:
    record(actor=actor, act=act, action=action, subjects=[appointment], matter=appointment.matter_id)
    data: dict[str, str | int] = {"appointment": str(appointment.id), "state": appointment.state}
    audience = ["role:call_taker", "role:supervisor", f"matter:{appointment.matter_id}"]
    if appointment.kind == Meeting.VISIT:  # the control room sends nobody before it
        audience += ["role:dispatcher", "role:rtic_analyst"]
    publish(audience=audience, kind="appointment", data=data)
    if action.rpartition(".")[2] in {"book", "move", "cancel"}:
        announce(
            AppointmentChanged(
                appointment_id=appointment.id,
                matter_id=appointment.matter_id,
                state=str(appointment.state),
                by_us=actor.kind not in _THEMSELVES,
            )
        )
