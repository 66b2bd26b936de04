"""Complaining, and what is done about it: acknowledged, recorded, decided, the result told."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bluelamp.access.enums import Relation
from bluelamp.access.selectors import user_by_username
from bluelamp.access.services import check, involve
from bluelamp.complaints import independent, links, policies
from bluelamp.complaints.enums import ComplaintState, Finding
from bluelamp.complaints.events import ComplaintMoved, FootageSettled
from bluelamp.complaints.models import Complaint, Evidence, Footage
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.ids import new_reference
from bluelamp.core.text import plain_text
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.live.services import publish


@service
def make_complaint(
    *,
    actor: Actor,
    matter_id: UUID,
    draft_id: UUID,
    journey_version: str,
    answers: Mapping[str, Any],
    about: Iterable[UUID] = (),
) -> Complaint:
    """It goes to professional standards and to nobody it is about. A draft is received once."""
    check(actor=actor, action="complaints.complaint.make", matter=matter_id)
    known = Complaint.objects.filter(draft_id=draft_id, matter_id=matter_id).first()
    if known is not None:
        return known
    complaint = Complaint.objects.create(
        reference=new_reference("CM"),
        matter_id=matter_id,
        journey_version=journey_version,
        answers=dict(answers),
        about=sorted(set(about)),
        due_on=independent.acknowledge_by(today()),
        at=now(),
        draft_id=draft_id,
    )
    _record(actor, Act.COLLECTION, "complaints.complaint.make", complaint)
    return complaint


@service
def acknowledge(*, actor: Actor, complaint_id: UUID) -> Complaint:
    """“I look into it.” Whoever does may from now on see what the matter holds."""
    complaint = _lock(actor, complaint_id)
    complaint.state = policies.COMPLAINT.next(complaint.state, "acknowledge")
    complaint.owner_id = actor.id
    complaint.save(update_fields=["state", "owner_id"])
    ground = f"complaints.complaint:{complaint.id}"
    involve(actor=actor, matter=complaint.matter_id, who=actor.id, relation=Relation.INVOLVED, ground=ground)
    _moved(actor, "complaints.complaint.acknowledge", complaint)
    return complaint


@service
def record_complaint(*, actor: Actor, complaint_id: UUID) -> Complaint:
    """Under Schedule 3 to the Police Reform Act 2002, rather than settled by word of mouth."""
    complaint = _lock(actor, complaint_id)
    complaint.state = policies.COMPLAINT.next(complaint.state, "record")
    complaint.save(update_fields=["state"])
    _moved(actor, "complaints.complaint.record", complaint)
    return complaint


@service
def decide(*, actor: Actor, complaint_id: UUID, finding: str, result: str) -> Complaint:
    """What was found, in words that the person reads. Raises ``Invalid``, naming the field."""
    complaint = _lock(actor, complaint_id)
    if finding not in Finding.values:
        raise Invalid("Select what you found.", field="finding")
    complaint.result = plain_text(result, "result", "Write what we tell them, in plain words.")
    complaint.state = policies.COMPLAINT.next(complaint.state, "decide")
    complaint.finding, complaint.decided_at = finding, now()
    complaint.save(update_fields=["state", "finding", "result", "decided_at"])
    _moved(actor, "complaints.complaint.decide", complaint)
    return complaint


@service
def name_officer(*, actor: Actor, complaint_id: UUID, username: str) -> Complaint:
    """Whom it is about: from then on they cannot open it. Raises ``NotFound`` for a name that nobody has."""
    complaint = _lock(actor, complaint_id)
    user = user_by_username(username=username.strip().lower())
    if user.pk not in complaint.about:
        complaint.about = sorted([*complaint.about, user.pk])
        complaint.save(update_fields=["about"])
        _record(actor, Act.ALTERATION, "complaints.complaint.name_officer", complaint)
    return complaint


@service
def link_evidence(*, actor: Actor, complaint_id: UUID, reference: str) -> Complaint:
    """Tie an exhibit, or whatever else a room has registered, to a complaint. Twice changes nothing."""
    complaint = _lock(actor, complaint_id)
    target = _target(actor, reference)
    _link(actor, complaint, target)
    return complaint


@service
def look_for_footage(
    *, actor: Actor, complaint_id: UUID, username: str, starts_at: datetime, ends_at: datetime
) -> Footage:
    """What an officer's camera recorded from one time to another: recordings are deleted after a while, so it is looked
    for at once. Asked again it is the same. Raises ``Invalid`` naming the field, ``NotFound`` for a name of nobody."""
    complaint = _lock(actor, complaint_id)
    if complaint.state == ComplaintState.DECIDED:
        raise Conflict("This complaint is decided. Nothing more is looked for.", field="complaint")
    officer = user_by_username(username=username.strip().lower())
    if officer.pk == actor.id:
        raise Invalid("Somebody else has to look for your own recording.", field="username")
    policies.check_span(starts_at, ends_at, now())
    whose = {"complaint": complaint, "officer_id": officer.pk, "starts_at": starts_at, "ends_at": ends_at}
    found, new = Footage.objects.get_or_create(**whose, defaults={"by": actor.id, "at": now()})
    if new:
        _record(actor, Act.ALTERATION, "complaints.footage.look_for", complaint, found)
    return found


@service
def find_footage(*, actor: Actor, footage_id: UUID, reference: str) -> Footage:
    """It is an exhibit: tied to the complaint, and the person is told that we have it."""
    footage = _lock_footage(actor, footage_id)
    footage.state = policies.FOOTAGE.next(footage.state, "find")
    footage.evidence = _link(actor, footage.complaint, _target(actor, reference))
    return _settle(actor, footage, "complaints.footage.find")


@service
def give_up_footage(*, actor: Actor, footage_id: UUID, why: str) -> Footage:
    """There is none, and why: the person reads it."""
    footage = _lock_footage(actor, footage_id)
    footage.why_none = plain_text(why, "why", "Say why there is no recording.")[:1000]
    footage.state = policies.FOOTAGE.next(footage.state, "give_up")
    return _settle(actor, footage, "complaints.footage.give_up")


def _lock_footage(actor: Actor, footage_id: UUID) -> Footage:
    """Not for whose it is, either: they do not settle what their own camera saw."""
    check(actor=actor, action="complaints.complaint.handle")
    found = Footage.objects.select_for_update().filter(pk=footage_id).exclude(officer_id=actor.id).first()
    if found is None:
        raise NotFound("There is no recording with this number that you can see.", field="footage")
    found.complaint = _lock(actor, found.complaint_id)
    return found


def _settle(actor: Actor, footage: Footage, action: str) -> Footage:
    footage.settled_at = now()
    footage.save(update_fields=["state", "evidence", "why_none", "settled_at"])
    _record(actor, Act.ALTERATION, action, footage.complaint, footage)
    announce(FootageSettled(footage_id=footage.id, matter_id=footage.complaint.matter_id))
    return footage


def _target(actor: Actor, reference: str) -> tuple[str, UUID]:
    found = links.found(actor, reference.strip().upper())
    if found is None:
        raise Invalid("There is nothing with this reference that you can see.", field="reference")
    return found


def _link(actor: Actor, complaint: Complaint, target: tuple[str, UUID]) -> Evidence:
    """The entry names the complaint alone: whoever reads the custody of an exhibit would learn from it that there is
    one."""
    label, which = target
    tie, _new = Evidence.objects.get_or_create(complaint=complaint, target_label=label, target_id=which)
    _record(actor, Act.COMBINATION, "complaints.complaint.link", complaint)
    return tie


def _lock(actor: Actor, complaint_id: UUID) -> Complaint:
    check(actor=actor, action="complaints.complaint.handle")
    found = Complaint.objects.select_for_update().filter(pk=complaint_id).first()
    if found is None:
        raise NotFound("There is no complaint with this number that you can see.", field="complaint")
    policies.check_not_about(actor, found.about)
    return found


def _moved(actor: Actor, action: str, complaint: Complaint) -> None:
    _record(actor, Act.ALTERATION, action, complaint)
    announce(ComplaintMoved(complaint_id=complaint.id, matter_id=complaint.matter_id, state=str(complaint.state)))


def _record(actor: Actor, act: Act, action: str, complaint: Complaint, *others: Footage) -> None:
    """On the ledger, and to professional standards alone: nobody on the matter hears that there is a complaint."""
    record(actor=actor, act=act, action=action, subjects=[complaint, *others], matter=complaint.matter_id)
    data: dict[str, str | int] = {"complaint": str(complaint.id), "state": str(complaint.state)}
    publish(audience="role:professional_standards", kind="complaint", data=data)
