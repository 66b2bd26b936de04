"""Where a report goes when it is sent, and what its sender sees then."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from bluelamp.access.actors import hold_receipt
from bluelamp.access.routes import Request
from bluelamp.contact import report_types
from bluelamp.contact.selectors import report_of_draft
from bluelamp.core.actor import Actor
from bluelamp.flows.send_return_code import send_return_code
from bluelamp.flows.submit_report import submit_report
from bluelamp.journeys.types import JourneyDoor, Submitted
from bluelamp.notices.enums import Channel
from bluelamp.notices.selectors import has_road


def receive(*, actor: Actor, submitted: Submitted) -> str:
    """Inside the transaction that marks the draft as sent."""
    submit_report(actor=actor, submitted=submitted)
    return reverse("portal:sent")


def sent(*, request: Request, draft_id: UUID, url: str) -> HttpResponseBase:
    """Whoever holds the draft's key holds its report: now, and when they press the button again."""
    report = report_of_draft(actor=request.actor, draft_id=draft_id)
    if report is not None:
        hold_receipt(request, report.id)
    return redirect(url)


def send_code(*, actor: Actor, draft_id: UUID, code: str, email: str, neutral: bool) -> bool:
    """The way back to a draft that was saved for later."""
    return send_return_code(
        actor=actor,
        draft_id=draft_id,
        code=code,
        email=email,
        neutral=neutral,
        return_url=f"{settings.BLUELAMP_PUBLIC_URL}{reverse('report:return')}",
    )


def _offers(slug: str) -> bool:
    return slug in report_types.report_types()


DOOR = JourneyDoor(
    name="report",
    on_submit=receive,
    on_sent=sent,
    send_code=send_code if has_road(channel=Channel.EMAIL) else None,
    home="/",
    offers=_offers,
)
