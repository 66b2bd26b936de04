"""Complaints about how the police dealt with somebody."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bluelamp.complaints.enums import ComplaintState, Finding, FootageState
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter


class Complaint(PersonalModel):
    """As it was sent. ``about`` names members of staff: they never see it, whatever their role."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"reference", "state", "finding", "due_on", "at", "decided_at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ComplaintState.choices, default=ComplaintState.RECEIVED)
    journey_version = models.CharField(max_length=64)
    answers = models.JSONField()
    about = ArrayField(models.UUIDField(), default=list)
    owner_id = models.UUIDField(null=True)
    due_on = models.DateField()
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=14, choices=Finding.choices, blank=True)
    result = models.TextField(blank=True)
    draft_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="complaints_due"),
            models.Index(fields=["matter"], name="complaints_matter"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=ComplaintState.DECIDED, decided_at__isnull=False) & ~Q(finding=""))
                | (~Q(state=ComplaintState.DECIDED) & Q(decided_at=None, finding="")),
                name="complaints_decided",
            )
        ]


class Evidence(models.Model):
    """That something bears on a complaint, such as an exhibit. Named as the ledger names it."""

    not_personal: ClassVar[str] = "ids alone; what it is, its own room says"

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="evidence")
    target_label = models.CharField(max_length=60)
    target_id = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "target_label", "target_id"], name="complaints_evidence_once")
        ]


class Footage(PersonalModel):
    """The recording of an officer's camera, looked for by whose it is and of when; what came of it is told."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"state", "at", "settled_at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="footage")
    officer_id = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=FootageState.choices, default=FootageState.SOUGHT)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="footage")
    why_none = models.CharField(max_length=1000, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "officer_id", "starts_at", "ends_at"], name="complaints_footage_once"
            ),
            models.CheckConstraint(condition=Q(starts_at__lt=models.F("ends_at")), name="complaints_footage_forwards"),
            models.CheckConstraint(
                condition=Q(state=FootageState.FOUND, evidence__isnull=False)
                | (~Q(state=FootageState.FOUND) & Q(evidence=None)),
                name="complaints_footage_found",
            ),
        ]
