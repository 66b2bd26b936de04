"""A time at which somebody is called or met."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter
from bluelamp.victims.enums import About, AppointmentState, Meeting, Whom


class Appointment(PersonalModel):
    """One slot for one person. ``lane`` numbers those who are served at the same time: none is given twice."""

    open_fields: ClassVar[frozenset[str]] = frozenset(
        {"reference", "kind", "about", "state", "starts_at", "ends_at", "lane", "booked_at"}
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Meeting.choices)
    about = models.CharField(max_length=10, choices=About.choices, default=About.TALK)
    state = models.CharField(max_length=9, choices=AppointmentState.choices, default=AppointmentState.BOOKED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    lane = models.PositiveSmallIntegerField()
    safe_contact = models.JSONField(default=dict)
    whom = models.CharField(max_length=7, choices=Whom.choices, default=Whom.ANYBODY, db_default=Whom.ANYBODY.value)
    meet_at = models.TextField(blank=True, default="", db_default="")  # of a visit: where it is safe for them
    words = models.TextField(blank=True)
    result = models.TextField(blank=True)
    owner_id = models.UUIDField(null=True)
    by = models.UUIDField()
    booked_at = models.DateTimeField(default=now)
    client_id = models.UUIDField(unique=True, default=new_id)

    class Meta:
        indexes = [
            models.Index(fields=["state", "starts_at"], name="victims_appointment_due"),
            models.Index(fields=["matter"], name="victims_appointment_matter"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "starts_at", "lane"],
                condition=Q(state=AppointmentState.BOOKED),
                name="victims_appointment_one_each",
            ),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="victims_appointment_forwards"),
        ]
