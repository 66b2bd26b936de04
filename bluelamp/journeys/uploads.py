"""Files of a draft that come piece by piece (``files.tus``): who may send them, and what is on its way."""

from contextlib import suppress
from uuid import UUID

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import NotFound
from bluelamp.files import arrivals
from bluelamp.files.types import Unfinished
from bluelamp.journeys.definition import Files
from bluelamp.journeys.enums import KeyKind
from bluelamp.journeys.keys import digest
from bluelamp.journeys.types import Holder

KIND = "journeys.draft"
_STAFF = frozenset({ActorKind.STAFF, ActorKind.DEVICE, ActorKind.JOB})


def sender_of(actor: Actor) -> Actor:
    """Who hands in a file. A citizen does so as the public, who hold a file by its unguessable id: between upload
    and sending they may gain or lose a receipt, and the file must stay theirs."""
    return actor if actor.kind in _STAFF else Actor.public()


def ticket(*, actor: Actor, holder: Holder, question: Files) -> str:
    """Leave to send files for one question of a draft: for whoever has its page open, and its key as long as that
    opens it. On another device the same draft's uploads go on."""
    return arrivals.issue(
        arrivals.Ticket(
            actor=actor,
            kind=KIND,
            target=_target(holder, question),
            proof=digest(KeyKind.DEVICE, holder.key) if holder.key else "",
            max_bytes=question.max_resumable_bytes,
            allowed=frozenset(question.media_types),
            most=question.max,
        )
    )


def unfinished(*, holder: Holder, question: Files) -> list[Unfinished]:
    """What was begun for the question and has not arrived whole."""
    return arrivals.unfinished(kind=KIND, target=_target(holder, question))


def drop(*, holder: Holder, question: Files, upload_id: str) -> None:
    """Send no more of it: what has arrived goes. Twice changes nothing."""
    with suppress(NotFound, ValueError):
        arrivals.drop(kind=KIND, target=_target(holder, question), upload_id=UUID(upload_id))


def _target(holder: Holder, question: Files) -> str:
    return f"{holder.draft_id}/{question.name}"
