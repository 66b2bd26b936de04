"""What the public tells, and how the desk weighs it."""

from typing import ClassVar

from django.db import models

from bluelamp.contact.enums import Channel, Level, ReportState, Risk
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter


class Report(PersonalModel):
    """A report as it was sent. Its answers never change; what is done about it stands beside them."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"state", "risk", "received_at", "channel", "journey_slug"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    draft_id = models.UUIDField(unique=True)  # a draft is sent once, however often the button is pressed
    journey_slug = models.CharField(max_length=60)
    journey_version = models.CharField(max_length=64)
    answers = models.JSONField()
    safe_contact = models.JSONField(default=dict)
    receipt_hash = models.CharField(max_length=200)
    receipt_confirmed_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.WEB)
    minutes = models.PositiveSmallIntegerField(null=True)  # the desk's handling time
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.RECEIVED)
    risk = models.CharField(max_length=10, choices=Risk.choices)
    risk_reasons = models.JSONField(default=list)
    place_id = models.UUIDField(null=True)
    place_label = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    reporter_person_id = models.UUIDField(null=True)
    from_victim = models.BooleanField(default=False, db_default=False)  # as whoever reported says
    received_at = models.DateTimeField(default=now)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    graded_at = models.DateTimeField(null=True)
    grade = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "risk", "received_at"], name="contact_queue"),
            models.Index(fields=["matter"], name="contact_matter"),
        ]


class Thrive(PersonalModel):
    """One weighing of a report. A later one stands beside it."""

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="assessments")
    matter_id = models.UUIDField()
    threat = models.CharField(max_length=6, choices=Level.choices)
    harm = models.CharField(max_length=6, choices=Level.choices)
    risk = models.CharField(max_length=6, choices=Level.choices)
    investigation = models.CharField(max_length=6, choices=Level.choices)
    vulnerability = models.CharField(max_length=6, choices=Level.choices)
    engagement = models.CharField(max_length=6, choices=Level.choices)
    words = models.TextField()
    by = models.UUIDField()
    at = models.DateTimeField(default=now)


class ReceiptAttempt(models.Model):
    """A try of a receipt, until it proves right. Too many close the door for a while.

    ``origin`` is a digest of the connection, another one every hour; empty when it is not known.
    """

    ledger_exempt: ClassVar[str] = "a counter without personal data; the ledger has no actor to name"

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=16)
    origin = models.CharField(max_length=32, blank=True, default="", db_default="")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(fields=["reference", "at"], name="contact_attempts"),
            models.Index(fields=["at"], name="contact_attempts_lately"),
        ]
