"""An upload whose last byte is here becomes a file, by the same way as one from a form, exactly once."""

from uuid import UUID

from django.db import connection

from bluelamp.core.actor import Actor
from bluelamp.core.errors import BluelampError
from bluelamp.files import arrivals, services
from bluelamp.files.errors import StorageFull, StorageUnavailable
from bluelamp.files.models import StoredFile
from bluelamp.files.spool import Upload
from bluelamp.files.tus.taking import Witness, witness_of_all
from bluelamp.files.types import Arrived


def finish(ticket: arrivals.Ticket, upload: Upload, witness: Witness | None) -> None:
    """Hand it to the room it is for. Whoever calls holds the upload's lock, and is on a thread.

    A process that is killed anywhere in here leaves the bytes: the sender asks, and it is done again. That it was
    done, the file of the same id says. Raises what the room says against it; then nothing stays.
    """
    try:
        if size_of_stored(ticket.actor, upload.id) is None:
            _hand_over(ticket, upload, witness)
    except (StorageFull, StorageUnavailable):
        raise  # a later try may succeed
    except BluelampError:
        upload.remove()
        raise
    finally:
        connection.close()
    upload.remove()


def size_of_stored(actor: Actor, upload_id: UUID) -> int | None:
    """The bytes of the file that somebody's upload became, or None. On a thread."""
    try:
        found = StoredFile.objects.filter(pk=upload_id, staged_by__in={actor.id, Actor.public().id}).values_list(
            "size", flat=True
        )
        size: int | None = found.first()
    finally:
        connection.close()
    return size


def _hand_over(ticket: arrivals.Ticket, upload: Upload, witness: Witness | None) -> None:
    if witness is None or witness.size != upload.length:
        witness = witness_of_all(upload, ticket.allowed)
    blob, media_type = witness.finish()
    arrived = Arrived(upload.id, upload.part, blob, media_type, upload.name)

    def stage(sender: Actor) -> StoredFile:
        return services.stage_arrived(actor=sender, arrived=arrived)

    take_in = arrivals.receiver(ticket.kind)
    take_in(actor=ticket.actor, target=ticket.target, proof=ticket.proof, stage=stage)
