"""The matter: the one thing that report, incident, crimes, case and exhibits all point to."""

from django.db import models
from django.db.models import Q

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.records.enums import Classification, MatterKind, MatterStatus


class Matter(models.Model):
    """Opened by the first contact. ``title`` is neutral words without names, so a matter is no personal data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=MatterKind.choices)
    title = models.CharField(max_length=200)
    classification = models.CharField(max_length=20, choices=Classification.choices, default=Classification.OFFICIAL)
    owner_id = models.UUIDField(null=True)  # a member of staff or a team; nobody until somebody takes it
    status = models.CharField(max_length=8, choices=MatterStatus.choices, default=MatterStatus.OPEN)
    opened_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["status", "opened_at"], name="records_matter_queue")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="records_matter_titled"),
            models.CheckConstraint(condition=Q(kind__in=MatterKind.values), name="records_matter_kind"),
            models.CheckConstraint(condition=Q(status__in=MatterStatus.values), name="records_matter_status"),
            models.CheckConstraint(
                condition=Q(classification__in=Classification.values), name="records_matter_classification"
            ),
            models.CheckConstraint(
                condition=Q(status=MatterStatus.CLOSED, closed_at__isnull=False)
                | (~Q(status=MatterStatus.CLOSED) & Q(closed_at=None)),
                name="records_matter_closed_at",
            ),
        ]
