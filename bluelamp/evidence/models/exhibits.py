"""Exhibits: things and files kept so that custody can be proved."""

from typing import ClassVar

from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter


class Exhibit(PersonalModel):
    """A file as it was handed in. Its bytes are named by their SHA-256 and never change; custody is the ledger's."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"sha256", "size", "media_type"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    stored_file_id = models.UUIDField(unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    produced_by = models.UUIDField()
    received_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["matter"], name="evidence_exhibit_matter")]
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="evidence_exhibit_hash")
        ]
