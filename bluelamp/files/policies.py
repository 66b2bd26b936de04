"""What may become of a file, and who may hand it on."""

from datetime import timedelta
from uuid import UUID

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import NotAllowed
from bluelamp.core.states import Machine, Transition
from bluelamp.files.enums import FileState
from bluelamp.files.models import StoredFile

# What is discarded can be asked back for a week, as the established evidence systems allow.
RECOVERABLE = timedelta(days=7)
# Bytes without any row: their upload was broken off. A day is longer than any upload takes.
ABANDONED = timedelta(days=1)
# An upload that was broken off is waited for so long after its last byte: a person may have to find a better network.
UNFINISHED = timedelta(days=3)

MACHINE = Machine(
    "file",
    (
        Transition("keep", frozenset({FileState.STAGED}), FileState.KEPT),
        Transition("discard", frozenset({FileState.STAGED, FileState.KEPT}), FileState.DISCARDED),
    ),
)

OWNERS = frozenset({ActorKind.RECEIPT, ActorKind.CITIZEN})  # who see of a matter what is theirs alone
_HOUSE = frozenset({ActorKind.STAFF, ActorKind.JOB})


def handed_in_by(actor: Actor) -> frozenset[UUID]:
    """Under which ids the actor hands in files. The public share one: there, a file's unguessable id counts."""
    return frozenset({actor.id, Actor.public().id})


def is_theirs(actor: Actor, stored: StoredFile) -> bool:
    """Whether the actor handed it in."""
    return stored.staged_by in handed_in_by(actor)


def can_be_theirs(actor: Actor, stored: StoredFile) -> bool:
    """Of a matter's files a citizen sees what the public sent and what officers gave them, never what officers keep
    there: another witness's statement, a recording of theirs."""
    return actor.kind not in OWNERS or stored.given or is_theirs(actor, stored)


def can_read_staged(actor: Actor, stored: StoredFile) -> bool:
    """Whether the actor may look at a file that is not part of a matter yet: what they handed in themselves.

    Staff hold no draft's files by knowing their ids, as the public do: they see a file once it was sent and kept.
    """
    if actor.kind is ActorKind.STAFF:
        return bool(stored.staged_by == actor.id)
    return actor.kind is ActorKind.JOB or is_theirs(actor, stored)


def check_can_hand_on(actor: Actor, stored: StoredFile) -> None:
    """A file still waiting is kept or discarded by its sender, or by staff in their work."""
    if actor.kind not in _HOUSE and not is_theirs(actor, stored):
        raise NotAllowed("Only the person who handed in this file can do this before it is part of a matter.")
