"""Where a report goes when it is sent, and what its sender sees then."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bluelamp.access.actors import hold_receipt
from bluelamp.access.routes import Request
from bluelamp.contact import report_types
from bluelamp.contact.policies import opens_with_draft
from bluelamp.contact.receipts import new_receipt
from bluelamp.contact.selectors import is_known_nearby, report_of_draft
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.flows.submit_report import submit_report
from bluelamp.journeys.types import Facts, JourneyDoor, Means, Sent, Submitted, as_whereabouts
from bluelamp.portal import saving
from bluelamp.portal.returning import send_code_to

_SIGNED_IN = frozenset({ActorKind.STAFF, ActorKind.CITIZEN})  # they need no receipt to come back
TOO_LATE = "sent"  # in the address of the page that then asks for the receipt


def receive(*, actor: Actor, submitted: Submitted) -> Sent:
    """Inside the transaction that marks the draft as sent. Whoever is not signed in is told the receipt."""
    receipt = "" if actor.kind in _SIGNED_IN else new_receipt()
    report_id = submit_report(actor=actor, submitted=submitted, receipt=receipt)
    if actor.kind is ActorKind.CITIZEN:
        return Sent(reverse("portal:receipt", args=[report_id]))
    return Sent(reverse("portal:sent"), _Receipt(report_id, receipt) if receipt else None)


@dataclass(frozen=True)
class _Receipt:
    report_id: UUID
    receipt: str = field(repr=False)


def sent(*, request: Request, draft_id: UUID, sent: Sent) -> HttpResponseBase:
    """Whoever holds the draft's key holds its report for a short time: now, and when no answer came and they ask again.

    The key stays on the device for weeks; whoever uses it later needs the receipt. The first receipt is made with the
    button that sends. If its answer was lost, the page has a button for another.
    """
    if isinstance(sent.told_once, _Receipt):
        hold_receipt(request, sent.told_once.report_id)
        saving.keep(request, sent.told_once.report_id, sent.told_once.receipt)
        return redirect(sent.url)
    report = report_of_draft(actor=request.actor, draft_id=draft_id)
    is_an_accounts = sent.url != reverse("portal:sent")  # and opens for who is signed in to it, whoever has the key
    if report is None or is_an_accounts or request.actor.kind in _SIGNED_IN:
        return redirect(sent.url)
    if not opens_with_draft(
        has_receipt=bool(report.receipt_hash),
        is_saved=report.receipt_confirmed_at is not None,
        received_at=report.received_at,
        at=now(),
    ):
        return redirect(f"{reverse('portal:track')}?{TOO_LATE}=1")
    hold_receipt(request, report.id)
    return redirect(sent.url)


def before_sending(*, actor: Actor, slug: str, facts: Facts) -> tuple[str, ...]:
    """That we may know already, where saying so tells nothing of anybody. Everybody may send all the same."""
    place = as_whereabouts(facts.value(Means.PLACE))
    if place is None or place.by == "area" or slug not in report_types.report_types():
        return ()
    if not is_known_nearby(actor=actor, slug=slug, latitude=place.latitude, longitude=place.longitude, at=now()):
        return ()
    return (
        _(
            "Somebody may have told us about this already: we know of a report of this kind in the same neighbourhood "
            "in the last week. Send yours all the same if it happened to you, or if you know something about it."
        ),
    )


def _offers(slug: str) -> bool:
    return slug in report_types.report_types()


DOOR = JourneyDoor(
    name="report",
    on_submit=receive,
    on_sent=sent,
    send_code=send_code_to("report:return"),
    on_check=before_sending,
    home="/",
    offers=_offers,
    emergency="/emergency",
)
