"""Calls for service, what can be sent to them, and what happened there."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.incidents.enums import (
    AssignmentState,
    IncidentState,
    LogKind,
    NsirClass,
    ResourceKind,
    ResourceState,
    ResultCode,
)
from bluelamp.incidents.grades import CODES
from bluelamp.ledger.models import PersonalModel


class Incident(PersonalModel):
    """Something that somebody may have to be sent to. Its words are the caller's or the desk's."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"state", "grade", "opened_at", "target_at", "resulted_at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter_id = models.UUIDField()
    report_id = models.UUIDField(null=True)
    grade = models.CharField(max_length=4, choices=[(code, code) for code in CODES])
    nsir_class = models.CharField(max_length=20, choices=NsirClass.choices)
    summary = models.TextField()
    place_label = models.CharField(max_length=300)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    state = models.CharField(max_length=12, choices=IncidentState.choices, default=IncidentState.OPEN)
    opened_at = models.DateTimeField(default=now)
    target_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    resulted_at = models.DateTimeField(null=True)
    result_code = models.CharField(max_length=16, choices=ResultCode.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "grade", "opened_at"], name="incidents_board"),
            models.Index(fields=["matter_id"], name="incidents_matter"),
            models.Index(fields=["-resulted_at"], name="incidents_ended"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["report_id"], condition=~models.Q(report_id=None), name="incidents_once_per_report"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="incidents_place_whole",
            ),
        ]


class LogEntry(PersonalModel):
    """One line of an incident's log. Lines are only ever added."""

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="log")
    at = models.DateTimeField(default=now)
    by = models.UUIDField()
    kind = models.CharField(max_length=10, choices=LogKind.choices)
    text = models.TextField()
    client_id = models.UUIDField(unique=True, default=new_id)  # made where it was written: a retry adds nothing

    class Meta:
        indexes = [models.Index(fields=["incident", "at"], name="incidents_log_order")]


class Resource(models.Model):
    """What can be sent: a crew under a callsign. Where it is, is where work put it, not where people live."""

    not_personal: ClassVar[str] = "a crew at work; who is in it stands as ids"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    callsign = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=10, choices=ResourceKind.choices)
    crew = ArrayField(models.UUIDField(), default=list)
    skills = ArrayField(models.CharField(max_length=30), default=list)
    state = models.CharField(max_length=12, choices=ResourceState.choices, default=ResourceState.AVAILABLE)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    position_at = models.DateTimeField(null=True)


class Assignment(models.Model):
    """A resource sent to an incident, and how far it got."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="assignments")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="assignments")
    matter_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=AssignmentState.choices, default=AssignmentState.OFFERED)
    predicted_minutes = models.FloatField(null=True)
    offered_at = models.DateTimeField(default=now)
    accepted_at = models.DateTimeField(null=True)
    en_route_at = models.DateTimeField(null=True)
    on_scene_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource"],
                condition=~models.Q(state="released"),
                name="incidents_one_assignment_per_resource",
                violation_error_message="This resource has already been sent somewhere.",
            )
        ]
