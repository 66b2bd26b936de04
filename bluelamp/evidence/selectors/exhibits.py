"""Exhibits and the proof of their custody, as far as the actor needs to know."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.selectors import names_of, visible
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.evidence.models import Exhibit
from bluelamp.evidence.types import CustodyLine
from bluelamp.files import selectors as files
from bluelamp.ledger.reading import subject
from bluelamp.ledger.selectors import account

if TYPE_CHECKING:
    from bluelamp.files.models import StoredFile

_LIMIT = 500


def exhibits_for_matter(*, actor: Actor, matter_id: UUID) -> list[Exhibit]:
    """The exhibits of a matter in the order they came in."""
    return list(_readable(actor).filter(matter_id=matter_id).order_by("received_at", "id"))


def exhibits_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Exhibit]:
    """The exhibits of several matters in the order they came in."""
    return list(_readable(actor).filter(matter_id__in=matters).order_by("received_at", "id"))


def exhibit_by_reference(*, actor: Actor, reference: str) -> Exhibit | None:
    """The exhibit with this reference, if there is one that the actor may see."""
    return _readable(actor).filter(reference=reference).first()


def matter_of_reference(*, reference: str) -> UUID | None:
    """The id of the matter that a reference belongs to. Who may see that matter is for records to say."""
    return Exhibit.objects.filter(reference=reference).values_list("matter_id", flat=True).first()


def exhibit(*, actor: Actor, exhibit_id: UUID) -> Exhibit:
    """One exhibit; ``NotFound`` also without a need to know."""
    found = _readable(actor).filter(pk=exhibit_id).first()
    if found is None:
        raise NotFound("There is no exhibit with this number that you can see.", field="exhibit")
    return found


def stored_file_of(*, actor: Actor, exhibit_id: UUID) -> "StoredFile":
    """The file behind an exhibit, for ``files.responses``; its bytes are checked against the hash as they leave."""
    found = exhibit(actor=actor, exhibit_id=exhibit_id)
    return files.stored_file(actor=actor, file_id=found.stored_file_id)


def custody(*, actor: Actor, exhibit_id: UUID) -> list[CustodyLine]:
    """Everything the ledger knows about an exhibit, oldest first: who did or saw what, when and why."""
    found = exhibit(actor=actor, exhibit_id=exhibit_id)
    lines = account(subject=subject(found), limit=_LIMIT)
    names = names_of(users={line.actor_id for line in lines})
    return [CustodyLine(line, names.get(line.actor_id, line.actor_kind)) for line in reversed(lines)]


def _readable(actor: Actor) -> QuerySet[Exhibit]:
    return visible(Exhibit.objects.all(), actor=actor, action="evidence.exhibit.read")
