"""A file that somebody handed in: what it was called, what it is, and whose matter it belongs to."""

from typing import ClassVar

from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.files.enums import FileState
from bluelamp.ledger.models import PersonalModel


class StoredFile(PersonalModel):
    """One handing-in. The same bytes twice are two of these and one blob."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"sha256", "size", "media_type", "state"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    size = models.BigIntegerField(editable=False)
    media_type = models.CharField(max_length=40)
    name = models.CharField(max_length=120)  # safe to show
    original_name = models.TextField()  # exactly as given; never a path, never shown unescaped
    matter_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=FileState.choices, default=FileState.STAGED)
    staged_by = models.UUIDField()
    staged_at = models.DateTimeField(default=now)
    kept_at = models.DateTimeField(null=True)
    given = models.BooleanField(default=False, db_default=False)  # by officers to whoever the matter belongs to
    # What a reader must be allowed on the matter beside reading files: "evidence.statement.read" for what was signed.
    needs = models.CharField(max_length=60, blank=True, default="", db_default="")
    discarded_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sha256"], name="files_stored_sha256"),
            models.Index(fields=["matter_id", "staged_at"], name="files_stored_matter"),
            models.Index(
                fields=["discarded_at"],
                condition=models.Q(state="discarded", erased_at=None),
                name="files_stored_to_erase",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="files_stored_hash"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="files_stored_not_empty"),
            models.CheckConstraint(
                condition=~models.Q(state="kept") | models.Q(matter_id__isnull=False, kept_at__isnull=False),
                name="files_stored_kept_has_matter",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="discarded") & models.Q(discarded_at__isnull=False))
                | (~models.Q(state="discarded") & models.Q(discarded_at=None, erased_at=None)),
                name="files_stored_discarded_when",
            ),
        ]
