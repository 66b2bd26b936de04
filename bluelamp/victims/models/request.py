"""What victims write to us after their report, and what they think of us."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter
from bluelamp.victims.enums import Confidence, Rating, RequestKind, RequestState, Settled, Shortfall


class VictimRequest(PersonalModel):
    """Words as they were sent: they never change. What is done about them stands beside them."""

    open_fields: ClassVar[frozenset[str]] = frozenset(
        {"reference", "kind", "state", "due_on", "flagged", "at", "settled_at", "outcome"}
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RequestKind.choices)
    state = models.CharField(max_length=8, choices=RequestState.choices, default=RequestState.RECEIVED)
    journey_version = models.CharField(max_length=64)
    answers = models.JSONField()
    flagged = models.BooleanField(default=False)  # their safety may be at stake
    not_by = models.UUIDField(null=True)  # whose decision is to be reviewed: they do not review it
    owner_id = models.UUIDField(null=True)
    due_on = models.DateField()
    at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Settled.choices, blank=True)
    result = models.TextField(blank=True)
    draft_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="victims_request_due"),
            models.Index(fields=["matter"], name="victims_request_matter"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RequestState.SETTLED, settled_at__isnull=False) & ~Q(outcome="")
                | ~Q(state=RequestState.SETTLED) & Q(settled_at=None, outcome=""),
                name="victims_request_settled",
            )
        ]


class Satisfaction(models.Model):
    """What somebody thought of us, in codes. ``once`` is a keyed digest of their report, so that each is asked once."""

    not_personal: ClassVar[str] = "codes that say nothing about anybody, shown as counts alone"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    once = models.CharField(max_length=64, unique=True)
    rating = models.CharField(max_length=9, choices=Rating.choices)
    shortfalls = ArrayField(models.CharField(max_length=9, choices=Shortfall.choices), default=list)
    confidence = models.CharField(max_length=9, choices=Confidence.choices, blank=True)
    month = models.DateField()  # the first day of it: when exactly is nobody's business
