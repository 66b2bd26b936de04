"""Taking files into evidence."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, NotFound
from bluelamp.core.ids import new_reference
from bluelamp.core.text import plain_text
from bluelamp.evidence.models import Exhibit
from bluelamp.files.services import keep
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def exhibit_file(
    *, actor: Actor, matter_id: UUID, stored_file_id: UUID, title: str, needs: str = "evidence.exhibit.read"
) -> Exhibit:
    """Make a file that was handed in an exhibit of a matter. A file becomes an exhibit once.

    What was sent with a report or a message stays as it is, for all who deal with that. What becomes part of the matter
    only now is evidence alone: its readers must be allowed what it ``needs``, also where files are read by their ids.
    """
    check(actor=actor, action="evidence.exhibit.receive", matter=matter_id)
    known = Exhibit.objects.filter(stored_file_id=stored_file_id).first()
    if known is not None and known.matter_id != matter_id:
        raise Conflict("This file is already an exhibit of another matter. Hand it in again for this one.")
    if known is not None:
        return known
    stored = keep(actor=actor, file_id=stored_file_id, matter_id=matter_id, needs=needs)
    exhibit = Exhibit.objects.create(
        reference=new_reference("EX"),
        matter_id=matter_id,
        stored_file_id=stored.id,
        sha256=stored.sha256,
        size=stored.size,
        media_type=stored.media_type,
        title=plain_text(title, "title", "Give the exhibit a title."),
        produced_by=stored.staged_by,
        received_at=now(),
    )
    record(
        actor=actor,
        act=Act.COLLECTION,
        action="evidence.exhibit.receive",
        subjects=[exhibit, stored],
        matter=matter_id,
        reason=f"SHA-256 {stored.sha256}",
    )
    return exhibit


@service
def describe(*, actor: Actor, exhibit_id: UUID, description: str) -> Exhibit:
    """Say what an exhibit shows. The file itself never changes."""
    exhibit = Exhibit.objects.select_for_update().filter(pk=exhibit_id).first()
    if exhibit is None:
        raise NotFound("There is no exhibit with this number.", field="exhibit")
    check(actor=actor, action="evidence.exhibit.describe", matter=exhibit.matter_id)
    exhibit.description = plain_text(description, "description", "Say what the exhibit shows.")
    exhibit.save(update_fields=["description"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="evidence.exhibit.describe",
        subjects=[exhibit],
        matter=exhibit.matter_id,
    )
    return exhibit
