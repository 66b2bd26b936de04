"""What the public tells, and how the desk weighs it."""

from typing import ClassVar

from django.db import models

from bluelamp.contact.enums import CallOutcome, CallState, Channel, Level, ReportState, Risk, SettledAs, ToldHow
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter


class Report(PersonalModel):
    """A report as it was sent. Its answers never change; what is done about it stands beside them."""

    open_fields: ClassVar[frozenset[str]] = frozenset(
        {"state", "risk", "received_at", "channel", "journey_slug", "neighbourhood", "minutes"}
    )

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
    language = models.CharField(max_length=12, default="en-gb", db_default="en-gb")  # that its sender chose, as BCP 47
    minutes = models.PositiveSmallIntegerField(null=True)  # the desk's handling time
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.RECEIVED)
    risk = models.CharField(max_length=10, choices=Risk.choices)
    risk_reasons = models.JSONField(default=list)
    place_id = models.UUIDField(null=True)
    place_label = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    neighbourhood = models.CharField(max_length=15, blank=True, default="", db_default="")  # see ``likeness``
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
            models.Index(fields=["neighbourhood", "received_at"], name="contact_alike"),
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


class Settlement(PersonalModel):
    """How a report was dealt with by the desk itself, or handed on: what was done, by whom, and how they were told."""

    append_only: ClassVar[bool] = True

    report = models.OneToOneField(Report, on_delete=models.PROTECT, primary_key=True, related_name="settlement")
    matter_id = models.UUIDField()
    settled_as = models.CharField(max_length=12, choices=SettledAs.choices)
    words = models.TextField()
    agency = models.CharField(max_length=120, blank=True)
    told_how = models.CharField(max_length=9, choices=ToldHow.choices)
    by = models.UUIDField()
    at = models.DateTimeField(default=now)


class Call(PersonalModel):
    """A call, or a visit to the counter, with whatever became of it. It waits until somebody has dealt with it."""

    open_fields: ClassVar[frozenset[str]] = frozenset(
        {"state", "outcome", "risk", "channel", "started_at", "call_back_by", "minutes"}
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField(unique=True)  # of the button that answered: pressed twice, it is one call
    reference = models.CharField(max_length=16, unique=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.PHONE)
    state = models.CharField(max_length=8, choices=CallState.choices, default=CallState.LIVE)
    outcome = models.CharField(max_length=10, choices=CallOutcome.choices, blank=True)
    caller_name = models.CharField(max_length=100, blank=True)
    caller_number = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    risk = models.CharField(max_length=10, choices=Risk.choices, default=Risk.STANDARD)
    risk_reasons = models.JSONField(default=list)
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)  # on the line
    answered_by = models.UUIDField()
    taken_by = models.UUIDField(null=True)
    draft_id = models.UUIDField(null=True, unique=True)  # the report that is being taken
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="calls")
    matter_id = models.UUIDField(null=True)  # the report's
    call_back_by = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)  # to call back, that reached nobody
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True)
    finished_words = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["risk", "started_at"], condition=~models.Q(state=CallState.DONE), name="contact_calls_waiting"
            ),
            models.Index(fields=["matter_id"], name="contact_call_matter"),
            models.Index(fields=["started_at"], name="contact_call_started"),
        ]


class Escalation(models.Model):
    """Somebody has waited too long, and a supervisor has to look. Names nobody: an id, a rule and times."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=60)  # as the ledger names it: contact.report
    subject_id = models.UUIDField()
    rule = models.CharField(max_length=20)  # of ``escalation``
    waits_since = models.DateTimeField()
    raised_at = models.DateTimeField(default=now)
    seen_by = models.UUIDField(null=True)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject_id"], condition=models.Q(ended_at=None), name="contact_escalated")]
        constraints = [
            models.UniqueConstraint(fields=["subject_id", "rule", "waits_since"], name="contact_escalated_once_each")
        ]
