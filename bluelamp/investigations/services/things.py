"""What became of things that were taken, lost or found: we have them, keep them as evidence, or they are back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Model

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Invalid
from bluelamp.core.text import plain_text
from bluelamp.investigations import policies
from bluelamp.investigations.enums import HandedOver
from bluelamp.investigations.events import ThingTraced
from bluelamp.investigations.models import Recovery
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.live.services import publish
from bluelamp.records.selectors import thing

_LONGEST = 200
_LEADS_TO = {step.action: step.target for step in policies.THING.transitions}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a form says of a thing: the same said twice changes nothing."""

    found_on: date | None = None
    where_kept: str = ""
    returned_on: date | None = None
    handed_over: str = ""


@service
def mark_found(*, actor: Actor, link_id: UUID, found_on: date, where_kept: str, evidence: bool) -> Recovery:
    """We have it: since when, and where it is kept, which only we see. Raises ``Invalid`` naming the field."""
    kept = plain_text(where_kept, "where_kept", "Say where it is kept.")
    if len(kept) > _LONGEST:
        raise Invalid(f"Shorten this to {_LONGEST} characters or fewer.", field="where_kept")
    _check_day(found_on, "found_on")
    row = _lock(actor, link_id)
    step = "keep" if evidence else "find"
    return _say(actor, row, step, _Said(found_on, kept), "investigations.thing.find")


@service
def mark_returned(*, actor: Actor, link_id: UUID, returned_on: date, handed_over: str) -> Recovery:
    """It is back with its owner. Also what was never with us: people find their own things."""
    if handed_over not in HandedOver.values:
        raise Invalid("Select how it came back.", field="handed_over")
    _check_day(returned_on, "returned_on")
    row = _lock(actor, link_id)
    if row.found_on is not None and returned_on < row.found_on:
        raise Invalid("It cannot have come back before it was found. Check the day.", field="returned_on")
    said = _Said(row.found_on, row.where_kept, returned_on, handed_over)
    return _say(actor, row, "return", said, "investigations.thing.return")


@service
def withdraw_tracing(*, actor: Actor, link_id: UUID, reason: str) -> Recovery:
    """It was written down for the wrong thing. The ledger keeps what was said, and why it was wrong."""
    why = plain_text(reason, "reason", "Say what was wrong.")
    row = _lock(actor, link_id)
    return _say(actor, row, "mistake", _Said(), "investigations.thing.mistake", reason=why)


def _lock(actor: Actor, link_id: UUID) -> Recovery:
    """The row of a thing that the actor may see, for this transaction alone; one that is not kept yet is new."""
    found = thing(actor=actor, link_id=link_id)
    check(actor=actor, action="investigations.thing.trace", matter=found.matter_id)
    Recovery.objects.bulk_create(
        [Recovery(matter_id=found.matter_id, link_id=link_id, by=actor.id)], ignore_conflicts=True
    )
    return Recovery.objects.select_for_update().get(link_id=link_id)


def _say(actor: Actor, row: Recovery, step: str, said: _Said, action: str, *, reason: str = "") -> Recovery:
    if row.state == _LEADS_TO[step] and said == _said(row) != _Said():
        return row
    row.state = policies.THING.next(row.state, step)
    row.found_at = (row.found_at or now()) if said.found_on else None
    row.returned_at = now() if said.returned_on else None
    row.found_on, row.where_kept = said.found_on, said.where_kept
    row.returned_on, row.handed_over, row.by = said.returned_on, said.handed_over, actor.id
    row.save()
    subjects: list[Model | str] = [row, f"records.link:{row.link_id}"]
    record(actor=actor, act=Act.ALTERATION, action=action, subjects=subjects, matter=row.matter_id, reason=reason)
    announce(ThingTraced(recovery_id=row.id, matter_id=row.matter_id, state=str(row.state)))
    publish(audience=f"colleagues:{row.matter_id}", kind="case", data={"thing": str(row.id), "state": str(row.state)})
    return row


def _said(row: Recovery) -> _Said:
    return _Said(row.found_on, row.where_kept, row.returned_on, row.handed_over)


def _check_day(day: date, field: str) -> None:
    if day > today():
        raise Invalid("Enter the day on which it happened. It cannot be after today.", field=field)
