"""The way back to saved answers, by email: for whoever gave an address and said that it is safe.

Anybody can give anybody's address, so what one draft, one address and all together can set off is limited. The code
is shown on the page in any case: a refusal here takes nothing from anybody.
"""

import logging
from datetime import timedelta
from uuid import UUID

from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.ledger.writing import service
from bluelamp.notices.enums import Channel, MaySay
from bluelamp.notices.selectors import asked_for
from bluelamp.notices.services import send
from bluelamp.notices.types import SafeContact

logger = logging.getLogger(__name__)

TEMPLATE = "return_code"
DAY = timedelta(days=1)
PER_DRAFT, PER_ADDRESS = 3, 3  # a day
ALTOGETHER = 1_000  # an hour; a force's whole day of saved drafts is fewer


@service
def send_return_code(*, actor: Actor, draft_id: UUID, code: str, email: str, neutral: bool, return_url: str) -> bool:
    """Queue the email; whether it was queued. ``neutral``: the code alone, from nobody in particular."""
    recipient = f"journeys.draft:{draft_id}"
    if _too_many(actor, recipient, email):
        return False
    contact = SafeContact(
        preferred=Channel.EMAIL, email=email, may_say=MaySay.NEUTRAL if neutral else MaySay.FULL, ref=recipient
    )
    fields = {"code": code, "return_url": return_url}
    send(actor=actor, matter_id=None, to=contact, template=TEMPLATE, context=fields)
    return True


def _too_many(actor: Actor, recipient: str, email: str) -> bool:
    day, hour = now() - DAY, now() - timedelta(hours=1)
    if asked_for(actor=actor, template=TEMPLATE, since=hour) >= ALTOGETHER:
        logger.warning("Return codes are not emailed for now: %d were asked for within an hour.", ALTOGETHER)
        return True
    return (
        asked_for(actor=actor, template=TEMPLATE, since=day, recipient=recipient) >= PER_DRAFT
        or asked_for(actor=actor, template=TEMPLATE, since=day, address=email.strip()) >= PER_ADDRESS
    )
