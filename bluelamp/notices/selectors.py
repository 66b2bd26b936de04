"""Finding notices. Rows note themselves for the ledger; open a ``reading`` first."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from bluelamp.access.selectors import visible
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.notices.addresses import usable
from bluelamp.notices.enums import Channel, NoticeState
from bluelamp.notices.models import MailboxItem, Notice
from bluelamp.notices.notifiers import NoGateway, notifier_for

_MOST_SHOWN = 200
_OVERDUE = timedelta(minutes=2)


def for_matter(*, actor: Actor, matter_id: UUID) -> list[Notice]:
    """What was sent, is waiting or was held about a matter, newest first."""
    rows = visible(Notice.objects.filter(matter_id=matter_id), actor=actor, action="notices.notice.read")
    return list(rows.order_by("-created_at"))


def key_of(*, actor: Actor, notice_id: UUID) -> str:
    """The word under which a notice was asked for, for whoever asked; empty when the actor may not see it."""
    row = visible(Notice.objects.filter(pk=notice_id), actor=actor, action="notices.notice.read").first()
    return row.key if row else ""


def unsent(*, actor: Actor, limit: int = _MOST_SHOWN) -> list[Notice]:
    """Notices that were given up or held back, newest first: somebody has to reach these people another way."""
    check(actor=actor, action="notices.notice.review")
    rows = Notice.objects.filter(state__in=[NoticeState.FAILED, NoticeState.HELD])
    return list(rows.order_by("-created_at")[:limit])


def asked_for(
    *, actor: Actor, template: str, since: datetime, recipient: str = "", address: str = "", channel: str = ""
) -> int:
    """How many notices of a kind were asked for since then, for one recipient or to one address; names nobody.

    ``address`` as somebody wrote it: it is compared in the form in which it is written to. By a ``channel`` those
    count that were not held.
    """
    check(actor=actor, action="notices.notice.send")
    rows = Notice.objects.filter(template=template, created_at__gte=since)
    if recipient:
        rows = rows.filter(recipient=recipient)
    if address:
        written = usable(Channel.EMAIL, address) or usable(Channel.SMS, address)
        rows = rows.filter(address__iexact=written or address)
    if channel:
        rows = rows.filter(channel=channel).exclude(state=NoticeState.HELD)
    return int(rows.count())


def has_road(*, channel: str) -> bool:
    """Whether this installation can write to people in this way."""
    return not isinstance(notifier_for(channel), NoGateway)


def overdue(*, actor: Actor, limit: int = _MOST_SHOWN) -> list[UUID]:
    """Ids of what should have been sent by now: its job was lost, or its sender was killed."""
    check(actor=actor, action="notices.notice.sweep")
    at = now()
    late = Q(state=NoticeState.QUEUED, next_try_at__lt=at - _OVERDUE)
    dropped = Q(state=NoticeState.SENDING, leased_until__lt=at)
    return list(Notice.objects.filter(late | dropped).order_by("next_try_at").values_list("id", flat=True)[:limit])


def mailbox(*, actor: Actor, limit: int = _MOST_SHOWN) -> list[MailboxItem]:
    """What the demo would have sent, newest first."""
    check(actor=actor, action="notices.mailbox.read")
    return list(MailboxItem.objects.order_by("-arrived_at")[:limit])
