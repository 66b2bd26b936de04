"""Intelligence and alerts, as far as the actor may see them."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.intelligence.enums import AlertState, Severity
from bluelamp.intelligence.models import Alert, Delivery, IntelReport
from bluelamp.intelligence.types import MyAlert, SentAlert

_LIMIT = 100


def reports(*, actor: Actor) -> list[IntelReport]:
    """The newest intelligence that the actor may see."""
    return list(_readable(actor).order_by("-written_at")[:_LIMIT])


def report(*, actor: Actor, report_id: UUID) -> IntelReport:
    """One report; ``NotFound`` also without a need to know."""
    found = _readable(actor).filter(pk=report_id).first()
    if found is None:
        raise NotFound("There is no intelligence report with this number that you can see.", field="report")
    return found


def reports_for_matter(*, actor: Actor, matter_id: UUID) -> list[IntelReport]:
    """What is known about a matter, newest first."""
    return list(_readable(actor).filter(matter_id=matter_id).order_by("-written_at"))


def reports_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[IntelReport]:
    """What is known about several matters, oldest first."""
    return list(_readable(actor).filter(matter_id__in=matters).order_by("written_at"))


def matter_of_reference(*, reference: str) -> UUID | None:
    """The id of the matter that a reference belongs to. Who may see that matter is for records to say."""
    return IntelReport.objects.filter(reference=reference).values_list("matter_id", flat=True).first()


def my_alerts(*, actor: Actor) -> list[MyAlert]:
    """The alerts sent to the actor that still run: those to be read, the most serious, the newest first."""
    check(actor=actor, action="intelligence.alert.acknowledge")
    mine = (
        Delivery.objects.filter(user_id=actor.id, alert__state=AlertState.ACTIVE, alert__expires_at__gt=now())
        .select_related("alert__report")
        .order_by("-alert__sent_at")[:_LIMIT]
    )
    return [
        MyAlert(
            d.alert,
            d.alert.report.grading,
            d.acknowledged_at,
            open=d.acknowledged_at is None,
            new=d.seen_at is None,
        )
        for d in sorted(mine, key=lambda d: (d.acknowledged_at is not None, Severity.values.index(d.alert.severity)))
    ]


def sent_alerts(*, actor: Actor, running: bool = True) -> list[SentAlert]:
    """The alerts of the force with who has seen and acknowledged them. Three queries."""
    check(actor=actor, action="intelligence.alert.follow")
    active = Q(state=AlertState.ACTIVE, expires_at__gt=now())
    alerts = list(
        Alert.objects.filter(active if running else ~active).select_related("report").order_by("-sent_at")[:_LIMIT]
    )
    deliveries: dict[UUID, list[Delivery]] = defaultdict(list)
    for delivery in Delivery.objects.filter(alert__in=[alert.id for alert in alerts]):
        deliveries[delivery.alert_id].append(delivery)
    waiting = {d.user_id for group in deliveries.values() for d in group if d.acknowledged_at is None}
    names = names_of(users=waiting)
    return [_followed(alert, deliveries[alert.id], names) for alert in alerts]


def is_running(*, actor: Actor, alert_id: UUID) -> bool:
    """Whether an alert can still be replaced or cancelled."""
    check(actor=actor, action="intelligence.alert.follow")
    return Alert.objects.filter(pk=alert_id, state=AlertState.ACTIVE, expires_at__gt=now()).exists()


def running_alert(*, actor: Actor, alert_id: UUID) -> Alert:
    """An alert that can still be replaced or cancelled; ``NotFound`` when it has ended."""
    check(actor=actor, action="intelligence.alert.follow")
    found = Alert.objects.filter(pk=alert_id, state=AlertState.ACTIVE, expires_at__gt=now()).first()
    if found is None:
        raise NotFound("This alert has ended or was replaced. Look at the running alerts.", field="alert")
    return found


def _followed(alert: Alert, deliveries: list[Delivery], names: dict[UUID, str]) -> SentAlert:
    return SentAlert(
        alert=alert,
        grading=alert.report.grading,
        recipients=len(deliveries),
        seen=sum(d.seen_at is not None for d in deliveries),
        acknowledged=sum(d.acknowledged_at is not None for d in deliveries),
        waiting_for=tuple(sorted(names.get(d.user_id, "") for d in deliveries if d.acknowledged_at is None)),
    )


def _readable(actor: Actor) -> QuerySet[IntelReport]:
    return visible(IntelReport.objects.all(), actor=actor, action="intelligence.report.read")
