"""People who said how to reach them, and notices to them."""

from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.notices import services
from bluelamp.notices.enums import Channel, MaySay
from bluelamp.notices.hours import SafeTime
from bluelamp.notices.models import Notice
from bluelamp.notices.types import SafeContact

RECIPIENT = "contact.report:019a0000-0000-7000-8000-000000000001"
CONTEXT = {"reference": "CR-26-7KQ4M2X", "track_url": "https://bluelamp.example/track"}


def safe_contact(
    *,
    preferred: Channel = Channel.EMAIL,
    email: str = "sam@example.com",
    phone: str = "+447700900982",
    times: tuple[SafeTime, ...] = (),
    may_say: MaySay = MaySay.FULL,
    name: str = "Sam",
    never: bool = False,
    ref: str = RECIPIENT,
) -> SafeContact:
    """Somebody who may be emailed at any time, unless said otherwise."""
    return SafeContact(
        preferred=preferred,
        email=email,
        phone=phone,
        times=times,
        may_say=may_say,
        name=name,
        never=never,
        ref=ref,
    )


def notice(
    *, to: SafeContact | None = None, matter_id: UUID | None = None, key: str = "", actor: Actor | None = None
) -> Notice:
    """A notice that a report has arrived."""
    return services.send(
        actor=actor or Actor.job("test"),
        matter_id=matter_id,
        to=to or safe_contact(),
        template="report_received",
        context=CONTEXT,
        key=key,
    )
