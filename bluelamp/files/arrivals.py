"""Uploads that come piece by piece: who may send one, and what happens when it is whole.

A room above says what it does with such a file (``register``), hands out tickets on its own pages (``issue``) and
shows what has not arrived whole (``unfinished``). A ticket is signed and short-lived: a script sends it with every
request, so no cookie is needed and no other site can send it. It names who and for what; whoever holds another one
finds none of these uploads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import NotAllowed
from bluelamp.core.roles import Role
from bluelamp.files.models import StoredFile
from bluelamp.files.spool import Spool
from bluelamp.files.types import Unfinished

VALID_FOR = timedelta(minutes=30)  # a page's script asks for another when it needs one
ENDPOINT = "/files/tus"  # where ``config.asgi`` mounts the protocol
_SALT = "bluelamp.files.arrivals"
_LONGEST = 4_000  # characters; longer is no ticket of ours


@dataclass(frozen=True, slots=True)
class Ticket:
    """Leave to send files. ``kind`` says which room takes them, ``target`` what for and ``proof`` by what right: both
    are the room's own. ``most`` uploads may be on their way at once."""

    actor: Actor
    kind: str
    target: str
    max_bytes: int
    allowed: frozenset[str]
    most: int
    proof: str = ""
    language: str = "en-gb"

    @property
    def owner(self) -> str:
        """Whose uploads these are, without saying so: the name of their folder."""
        return owner_of(self.kind, self.target)


class Receiver(Protocol):
    """What a room does with a file that has arrived whole: calls ``stage`` once, in its own transaction, for whoever
    hands it in. Raises a ``BluelampError`` in words for the sender when it cannot take it; then nothing stays."""

    def __call__(self, *, actor: Actor, target: str, proof: str, stage: Callable[[Actor], StoredFile]) -> object: ...


_receivers: dict[str, Receiver] = {}


def register(kind: str, receiver: Receiver) -> None:
    """Have ``receiver`` take in what is sent under ``kind``."""
    if _receivers.setdefault(kind, receiver) is not receiver:
        raise ValueError(f"Two rooms take in uploads called {kind}.")


def receiver(kind: str) -> Receiver:
    return _receivers[kind]


def issue(ticket: Ticket) -> str:
    """The ticket as text, good for half an hour, in the active language."""
    facts = {
        "a": [ticket.actor.kind.value, ticket.actor.id.hex, sorted(ticket.actor.roles)],
        "f": [ticket.kind, ticket.target, ticket.proof],
        "m": [ticket.max_bytes, sorted(ticket.allowed), ticket.most],
        "l": get_language() or ticket.language,
        "u": int((now() + VALID_FOR).timestamp()),
    }
    return Signer(salt=_SALT).sign_object(facts, compress=True)


def check(text: str) -> Ticket:
    """The ticket, if we signed it and it is fresh; else ``NotAllowed``."""
    try:
        facts = Signer(salt=_SALT).unsign_object(text[:_LONGEST])
    except (BadSignature, ValueError):  # ValueError: not even base 64 or compressed JSON
        raise NotAllowed(_("Open the page again, and choose the file again."), code="ticket_forged") from None
    if now().timestamp() >= facts["u"]:
        raise NotAllowed(_("This page was open for a long time. Open it again."), code="ticket_expired")
    kind, actor_id, roles = facts["a"]
    actor = Actor(ActorKind(kind), UUID(hex=actor_id), frozenset(map(Role, roles)))
    room, target, proof = facts["f"]
    max_bytes, allowed, most = facts["m"]
    return Ticket(actor, room, target, max_bytes, frozenset(allowed), most, proof, facts["l"])


def owner_of(kind: str, target: str) -> str:
    return salted_hmac(_SALT, f"{kind} {target}", algorithm="sha256").hexdigest()[:32]


def spool() -> Spool:
    """Where uploads of this installation lie until they are whole."""
    return Spool(Path(settings.BLUELAMP_UPLOAD_DIR))


def unfinished(*, kind: str, target: str) -> list[Unfinished]:
    """What was begun for one thing and has not arrived whole, the oldest first: for whoever may see that thing."""
    return [upload.as_seen() for upload in spool().of(owner_of(kind, target))]


def drop(*, kind: str, target: str, upload_id: UUID) -> None:
    """Take one back that has not arrived whole. Raises ``NotFound``, and ``Busy`` while bytes of it arrive."""
    upload = spool().find(owner_of(kind, target), upload_id)
    with upload.locked():
        upload.remove()


def address_of(upload_id: UUID) -> str:
    return f"{ENDPOINT}/{upload_id.hex}"
