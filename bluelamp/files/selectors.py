"""Finding files and reading their bytes. Rows note themselves for the ledger; open a ``reading`` first."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from bluelamp.access.selectors import visible
from bluelamp.access.services import allowed
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.files import policies
from bluelamp.files.enums import FileState
from bluelamp.files.models import StoredFile
from bluelamp.files.store import store
from bluelamp.files.types import Blob

_READ = "files.file.read"


def for_matter(*, actor: Actor, matter_id: UUID) -> list[StoredFile]:
    """The files sent with a matter that the actor may see, in the order they were handed in.

    What needs more than reading files, such as a signed statement, is found where it belongs and not here.
    """
    return list(_readable(actor).filter(matter_id=matter_id, needs="").order_by("staged_at", "id"))


def stored_file(*, actor: Actor, file_id: UUID) -> StoredFile:
    """One file, kept or still staged. Raises ``NotFound``, also when it is there but not for the actor to see."""
    stored: StoredFile | None = StoredFile.objects.filter(pk=file_id).exclude(state=FileState.DISCARDED).first()
    if stored is None or not may_read(actor=actor, stored=stored):
        raise NotFound("We cannot find this file, or it is not one you can see.", field="file")
    return stored


def may_read(*, actor: Actor, stored: StoredFile) -> bool:
    """Kept files go by the permission table; staged ones are for whoever handed them in: nothing was sent yet."""
    if stored.state == FileState.STAGED:
        return policies.can_read_staged(actor, stored)
    if stored.state != FileState.KEPT or not policies.can_be_theirs(actor, stored):
        return False
    if stored.needs and not allowed(actor=actor, action=stored.needs, matter=stored.matter_id):
        return False
    return allowed(actor=actor, action=_READ, state=stored.state, matter=stored.matter_id)


def open_bytes(*, actor: Actor, stored: StoredFile, first: int = 0, last: int | None = None) -> Iterator[bytes]:
    """The bytes of a file, or ``first`` to ``last`` (included) of them, in pieces of about 1 MB.

    A whole read is hashed on the way and ends in ``BlobDamaged`` when the content is not what was handed in.
    Raises ``NotAllowed`` or ``BlobMissing`` at once. That ``stored`` was loaded put the reading on the ledger.
    """
    if not may_read(actor=actor, stored=stored):
        raise NotAllowed("You cannot open this file. If you need it for your work, ask your supervisor.")
    return store().read(Blob(stored.sha256, stored.size), first=first, last=last)


def _readable(actor: Actor) -> QuerySet[StoredFile]:
    kept: QuerySet[StoredFile] = StoredFile.objects.filter(state=FileState.KEPT)
    if actor.kind in policies.OWNERS:  # see policies.can_be_theirs
        kept = kept.filter(Q(staged_by__in=policies.handed_in_by(actor)) | Q(given=True))
    return visible(kept, actor=actor, action=_READ, state_field="state")
