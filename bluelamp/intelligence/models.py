"""Graded intelligence, and the alerts that carry it to the officers concerned."""

from typing import ClassVar

from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.intelligence.enums import AlertState, Assessment, Handling, Severity, Source
from bluelamp.ledger.models import PersonalModel


class IntelReport(PersonalModel):
    """Sanitised information with its 3x5x2 grading, where it came from, why it is kept, and until when."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"source", "assessment", "handling", "review_on"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter_id = models.UUIDField(null=True)
    source = models.CharField(max_length=1, choices=Source.choices)
    assessment = models.CharField(max_length=1, choices=Assessment.choices)
    handling = models.CharField(max_length=1, choices=Handling.choices)
    conditions = models.TextField(blank=True)
    text = models.TextField()
    provenance = models.TextField()
    purpose = models.TextField()
    review_on = models.DateField()
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=now)
    client_id = models.UUIDField(unique=True, default=new_id)  # made with the form: sending it again adds nothing

    class Meta:
        indexes = [models.Index(fields=["matter_id"], name="intelligence_matter")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handling="P") | ~models.Q(conditions=""), name="intelligence_conditions_said"
            )
        ]

    @property
    def grading(self) -> str:
        """As officers say it: 1AP."""
        return f"{self.source}{self.assessment}{self.handling}"


class Alert(PersonalModel):
    """A message that must be seen now (semantics of CAP 1.2): it is replaced or cancelled, never edited, and ends."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"state", "severity", "sent_at", "expires_at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(IntelReport, on_delete=models.PROTECT, related_name="alerts")
    matter_id = models.UUIDField(null=True)
    headline = models.CharField(max_length=200)
    instruction = models.TextField()
    severity = models.CharField(max_length=10, choices=Severity.choices)
    state = models.CharField(max_length=12, choices=AlertState.choices, default=AlertState.ACTIVE)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    sent_by = models.UUIDField()
    sent_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "expires_at"], name="intelligence_alert_expiry")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("sent_at")), name="intelligence_alert_ends"
            )
        ]


class Delivery(models.Model):
    """An alert for one officer: when it was shown, and when they said that they understood."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="deliveries")
    user_id = models.UUIDField()
    seen_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alert", "user_id"], name="intelligence_delivery_once")]
        indexes = [models.Index(fields=["user_id"], name="intelligence_delivery_user")]
