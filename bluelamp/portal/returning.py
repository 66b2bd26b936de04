"""The way back to answers that were saved for later, by email, the same for every form."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from bluelamp.core.actor import Actor
from bluelamp.flows.send_return_code import send_return_code
from bluelamp.journeys.types import SendCode
from bluelamp.notices.enums import Channel
from bluelamp.notices.selectors import has_road


def send_code_to(page: str) -> SendCode | None:
    """How a door sends codes that are typed in on ``page``; None where this installation sends no email."""
    if not has_road(channel=Channel.EMAIL):
        return None

    def send(*, actor: Actor, draft_id: UUID, code: str, email: str, neutral: bool) -> bool:
        return send_return_code(
            actor=actor,
            draft_id=draft_id,
            code=code,
            email=email,
            neutral=neutral,
            return_url=f"{settings.BLUELAMP_PUBLIC_URL}{reverse(page)}",
        )

    return send
