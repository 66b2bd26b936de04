"""Short signed tickets for the event stream, so that it opens without touching the database.

A ticket opens a stream for a minute after it was issued and is worth nothing later. One that was issued to a
browser only works together with the session cookie of that browser, so a copied address opens nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import NotAllowed
from bluelamp.core.roles import Role

VALID_FOR = timedelta(seconds=60)
_SALT = "bluelamp.live.ticket"
_LONGEST = 8_000  # characters; a header or an address longer than this is no ticket of ours
_WITHOUT_SESSION = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whom a stream belongs to, when it must end, and the number of the newest event when it was issued."""

    actor: Actor
    expires: datetime
    session: str = ""
    position: int | None = None


def issue(actor: Actor, expires: datetime | None = None, *, session: str = "", position: int | None = None) -> str:
    """A ticket for ``actor``; the stream ends at ``expires`` (the session's end; one hour when unknown).

    ``session`` is the key of the browser's session; with it, only that browser can use the ticket. ``position`` is
    the number of the newest event: a stream begins there at the latest, so that whoever signed out in between is
    hung up on.
    """
    if actor.kind in {ActorKind.PUBLIC, ActorKind.JOB}:
        raise NotAllowed("Sign in, or open your report with its receipt, to see changes as they happen.")
    facts = {
        "k": actor.kind.value,
        "i": actor.id.hex,
        "r": sorted(actor.roles),
        "t": sorted(team.hex for team in actor.teams),
        "u": int((now() + VALID_FOR).timestamp()),
        "x": int((expires or now() + _WITHOUT_SESSION).timestamp()),
        "s": bind(session),
        "p": position,
    }
    return Signer(salt=_SALT).sign_object(facts, compress=True)


def bind(session: str) -> str:
    """What a ticket keeps of a session key: enough to know it again, useless to anybody else."""
    return salted_hmac(_SALT, session, algorithm="sha256").hexdigest()[:32] if session else ""


def check(text: str, *, session: str = "") -> Ticket:
    """The ticket, if we signed it, it is still fresh and this is its browser; else ``NotAllowed``."""
    if not text or len(text) > _LONGEST:
        raise NotAllowed("This address needs a ticket. Get one from /live/ticket.", code="ticket_missing")
    try:
        facts = Signer(salt=_SALT).unsign_object(text)
    except (BadSignature, ValueError):  # ValueError: not even base 64 or compressed JSON
        raise NotAllowed("This ticket is not ours. Get one from /live/ticket.", code="ticket_forged") from None
    if now().timestamp() >= min(facts["u"], facts["x"]):
        raise NotAllowed("This ticket has run out. Get a new one from /live/ticket.", code="ticket_expired")
    if facts["s"] and not constant_time_compare(facts["s"], bind(session)):
        raise NotAllowed("This ticket is somebody else's. Get yours from /live/ticket.", code="ticket_other")
    actor = Actor(
        ActorKind(facts["k"]),
        UUID(facts["i"]),
        frozenset(map(Role, facts["r"])),
        frozenset(map(UUID, facts["t"])),
    )
    return Ticket(actor, datetime.fromtimestamp(facts["x"], UTC), facts["s"], facts.get("p"))
