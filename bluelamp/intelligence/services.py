"""Writing intelligence, pushing alerts, and hearing that they arrived."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from bluelamp.access.selectors import able_to, names_of
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.ids import new_id, new_reference
from bluelamp.core.text import plain_text
from bluelamp.intelligence import policies
from bluelamp.intelligence.enums import AlertState, Assessment, Handling, Severity, Source
from bluelamp.intelligence.events import AlertSent
from bluelamp.intelligence.models import Alert, Delivery, IntelReport
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import sent_before, service
from bluelamp.live.news import announce
from bluelamp.live.services import publish

_HEADLINE = 200  # characters
_ACKNOWLEDGE = "intelligence.alert.acknowledge"


@service
def write_report(
    *,
    actor: Actor,
    source: str,
    assessment: str,
    handling: str,
    text: str,
    provenance: str,
    purpose: str,
    review_on: date,
    conditions: str = "",
    matter_id: UUID | None = None,
    client_id: UUID | None = None,
) -> IntelReport:
    """Keep sanitised intelligence with its 3x5x2 grading; the same ``client_id`` again adds nothing.

    ``Invalid`` names the field.
    """
    check(actor=actor, action="intelligence.report.write")
    known = sent_before(IntelReport.objects.all(), client_id=client_id, written_by=actor.id)
    if known is not None:
        return known
    _check_grading(source, assessment, handling)
    needs_conditions = handling == Handling.CONDITIONS or conditions.strip()
    ask = "Say the conditions on which this may be shared."
    if review_on <= today():
        raise Invalid("Choose a day after today on which somebody looks at this again.", field="review_on")
    report = IntelReport.objects.create(
        reference=new_reference("IR"),
        matter_id=matter_id,
        source=source,
        assessment=assessment,
        handling=handling,
        conditions=plain_text(conditions, "conditions", ask) if needs_conditions else "",
        text=plain_text(text, "text", "Write the intelligence, without anything that shows its source."),
        provenance=plain_text(provenance, "provenance", "Say how this came to be known."),
        purpose=plain_text(purpose, "purpose", "Say which policing purpose this is kept for."),
        review_on=review_on,
        written_by=actor.id,
        written_at=now(),
        client_id=client_id or new_id(),
    )
    record(actor=actor, act=Act.COLLECTION, action="intelligence.report.write", subjects=[report], matter=matter_id)
    return report


@service
def send_alert(
    *,
    actor: Actor,
    report_id: UUID,
    headline: str,
    instruction: str,
    severity: str,
    recipients: frozenset[UUID],
    expires_at: datetime,
) -> Alert:
    """Push an alert to officers; each is asked to acknowledge it. The same words about the same report again add
    nothing while the first still runs. ``Invalid`` names the field."""
    check(actor=actor, action="intelligence.alert.send")
    report = IntelReport.objects.filter(pk=report_id).first()
    if report is None:
        raise NotFound("There is no intelligence report with this number.", field="report")
    _check_recipients(recipients)
    if severity not in Severity.values:
        raise Invalid("Choose how serious it is.", field="severity")
    sent_at = now()
    if expires_at <= sent_at:
        raise Invalid("Choose an end in the future.", field="expires_at")
    words = plain_text(headline, "headline", "Write a headline.")
    if len(words) > _HEADLINE:
        raise Invalid(f"Write a headline of at most {_HEADLINE} characters.", field="headline")
    todo = plain_text(instruction, "instruction", "Say what officers should do.")
    running = report.alerts.filter(state=AlertState.ACTIVE, expires_at__gt=sent_at)
    known = running.filter(headline=words, instruction=todo, sent_by=actor.id).first()
    if known is not None:
        return known
    alert = Alert.objects.create(
        report=report,
        matter_id=report.matter_id,
        headline=words,
        instruction=todo,
        severity=severity,
        sent_by=actor.id,
        sent_at=sent_at,
        expires_at=expires_at,
    )
    Delivery.objects.bulk_create([Delivery(alert=alert, user_id=user) for user in sorted(recipients)])
    record(
        actor=actor,
        act=Act.DISCLOSURE,
        action="intelligence.alert.send",
        subjects=[alert, report],
        matter=alert.matter_id,
        recipients=[f"access.user:{user}" for user in sorted(recipients)],
    )
    _tell(alert, recipients)
    announce(AlertSent(alert_id=alert.id, severity=severity))
    return alert


@service
def supersede_alert(
    *, actor: Actor, alert_id: UUID, headline: str, instruction: str, severity: str, expires_at: datetime
) -> Alert:
    """Replace an alert by a newer one for the same officers, who acknowledge anew. Who has left since is left out."""
    check(actor=actor, action="intelligence.alert.supersede")
    old = _lock(alert_id)
    newer = Alert.objects.filter(supersedes=old, headline=headline.strip(), sent_by=actor.id).first()
    if newer is not None:
        return newer  # the same button again, or a reply that was lost
    still_here = able_to(action=_ACKNOWLEDGE, among=_recipients(old))
    if not still_here:
        raise Invalid("Nobody to whom this was sent can still acknowledge it. Cancel it and send a new alert.")
    _end(actor, old, "supersede")
    new = send_alert(
        actor=actor,
        report_id=old.report_id,
        headline=headline,
        instruction=instruction,
        severity=severity,
        recipients=still_here,
        expires_at=expires_at,
    )
    new.supersedes = old
    new.save(update_fields=["supersedes"])
    return new


@service
def cancel_alert(*, actor: Actor, alert_id: UUID, reason: str) -> Alert:
    """Take an alert back. Twice changes nothing."""
    check(actor=actor, action="intelligence.alert.cancel")
    alert = _lock(alert_id)
    if alert.state == AlertState.CANCELLED:
        return alert
    _end(actor, alert, "cancel", plain_text(reason, "reason", "Say why the alert is cancelled."))
    return alert


@service
def acknowledge(*, actor: Actor, alert_id: UUID) -> Delivery:
    """“I have read this.” Twice changes nothing; an alert that has ended cannot be acknowledged."""
    check(actor=actor, action=_ACKNOWLEDGE)
    delivery = _delivery(actor, alert_id)
    if delivery.acknowledged_at is not None:
        return delivery
    policies.ALERT.next(_state_now(delivery.alert), "acknowledge")
    delivery.acknowledged_at = now()
    delivery.seen_at = delivery.seen_at or delivery.acknowledged_at
    delivery.save(update_fields=["acknowledged_at", "seen_at"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action=_ACKNOWLEDGE,
        subjects=[delivery.alert],
        matter=delivery.alert.matter_id,
    )
    publish(audience="role:rtic_analyst", kind="alert", data=_data(delivery.alert))
    return delivery


@service
def mark_seen(*, actor: Actor, alert_ids: Collection[UUID]) -> None:
    """These were shown on the officer's screen. What was shown before, or sent to others alone, changes nothing."""
    check(actor=actor, action=_ACKNOWLEDGE)
    shown = list(
        Delivery.objects.select_for_update(of=("self",))
        .select_related("alert")
        .filter(alert_id__in=alert_ids, user_id=actor.id, seen_at=None)
        .order_by("pk")
    )
    if not shown:
        return
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in shown]).update(seen_at=now())
    record(
        actor=actor,
        act=Act.CONSULTATION,
        action="intelligence.alert.seen",
        subjects=[delivery.alert for delivery in shown],
    )
    for delivery in shown:
        publish(audience="role:rtic_analyst", kind="alert", data=_data(delivery.alert))


@service
def expire_due(*, actor: Actor) -> int:
    """End every active alert whose time has come; returns how many. Safe to repeat."""
    check(actor=actor, action="intelligence.alert.expire")
    due = list(Alert.objects.select_for_update(skip_locked=True).filter(state=AlertState.ACTIVE, expires_at__lte=now()))
    for alert in due:
        _end(actor, alert, "expire")
    return len(due)


def _end(actor: Actor, alert: Alert, step: str, reason: str = "") -> None:
    check(actor=actor, action=f"intelligence.alert.{step}")
    alert.state = policies.ALERT.next(alert.state if step == "expire" else _state_now(alert), step)
    alert.save(update_fields=["state"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action=f"intelligence.alert.{step}",
        subjects=[alert],
        matter=alert.matter_id,
        reason=reason,
    )
    _tell(alert, _recipients(alert))


def _tell(alert: Alert, recipients: frozenset[UUID]) -> None:
    those = [f"actor:{user}" for user in sorted(recipients)]
    publish(audience=[*those, "role:rtic_analyst"], kind="alert", data=_data(alert))


def _data(alert: Alert) -> dict[str, str | int]:
    return {"alert": str(alert.id), "state": alert.state, "severity": alert.severity}


def _recipients(alert: Alert) -> frozenset[UUID]:
    return frozenset(alert.deliveries.values_list("user_id", flat=True))


def _lock(alert_id: UUID) -> Alert:
    alert = Alert.objects.select_for_update().filter(pk=alert_id).first()
    if alert is None:
        raise NotFound("There is no alert with this number.", field="alert")
    return alert


def _delivery(actor: Actor, alert_id: UUID) -> Delivery:
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("alert")
        .filter(alert_id=alert_id, user_id=actor.id)
        .first()
    )
    if delivery is None:
        raise NotFound("This alert was not sent to you.", field="alert")
    return delivery


def _state_now(alert: Alert) -> str:
    """An alert ends at its time, also when the job that writes it down is a moment late."""
    ended = alert.state == AlertState.ACTIVE and alert.expires_at <= now()
    return AlertState.EXPIRED if ended else alert.state


def _check_recipients(recipients: frozenset[UUID]) -> None:
    """An alert that nobody can acknowledge would look as if somebody did not want to."""
    if not recipients:
        raise Invalid("Choose at least one officer.", field="recipients")
    unable = recipients - able_to(action=_ACKNOWLEDGE, among=recipients)
    if unable:
        names = ", ".join(sorted(names_of(users=set(unable)).values())) or "somebody without an account"
        raise Invalid(f"These cannot acknowledge an alert: {names}. Choose others.", field="recipients")


def _check_grading(source: str, assessment: str, handling: str) -> None:
    if source not in Source.values:
        raise Invalid("Grade the source: 1, 2 or 3.", field="source")
    if assessment not in Assessment.values:
        raise Invalid("Grade the intelligence: A to E.", field="assessment")
    if handling not in Handling.values:
        raise Invalid("Choose a handling code: P or C.", field="handling")
