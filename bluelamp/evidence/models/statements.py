"""What witnesses state, and each version as it was signed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.evidence.enums import Method, ReadBy, RequestState, StatementState
from bluelamp.evidence.models.exhibits import Exhibit
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter


class Statement(PersonalModel):
    """One witness's statement on its way: the words that will be signed next.

    ``edition`` counts changes, so that nobody signs other words than they read. ``contact`` is kept apart from
    ``witness``, because it is never disclosed.
    """

    open_fields: ClassVar[frozenset[str]] = frozenset({"state", "edition", "begun_at", "reference"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    report_id = models.UUIDField(null=True)  # whose sender the witness is; none for what an officer takes
    draft_id = models.UUIDField(unique=True)  # the answers it was written from are sent once
    journey_version = models.CharField(max_length=64)
    answers = models.JSONField()
    state = models.CharField(max_length=10, choices=StatementState.choices, default=StatementState.DRAFT)
    edition = models.PositiveIntegerField(default=1)
    text = models.TextField()
    witness = models.JSONField()
    contact = models.JSONField(default=dict)
    reason = models.TextField(blank=True)  # why the words that stand now differ from those signed before
    taken_by = models.UUIDField(null=True)
    begun_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(fields=["matter"], name="evidence_statement_matter"),
            models.Index(fields=["report_id"], name="evidence_statement_report"),
        ]


class StatementVersion(PersonalModel):
    """A statement exactly as it was signed. Nobody can change or delete it: an amendment is another version."""

    append_only: ClassVar[bool] = True
    open_fields: ClassVar[frozenset[str]] = frozenset({"sha256", "number", "pages", "signed_at", "method", "edition"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="versions")
    matter_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    edition = models.PositiveIntegerField()
    text = models.TextField()
    witness = models.JSONField()
    reason = models.TextField(blank=True)
    wording = models.DateField()  # the day from which the words of the form are as they were signed
    signature = models.CharField(max_length=200)
    method = models.CharField(max_length=12, choices=Method.choices)
    read_by = models.CharField(max_length=7, choices=ReadBy.choices)
    signed_at = models.DateTimeField(default=now)
    taken_by = models.UUIDField(null=True)
    pages = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)  # of the PDF
    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="+")
    entry_id = models.UUIDField()  # on the ledger

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="evidence_version_number"),
            models.UniqueConstraint(fields=["statement", "edition"], name="evidence_version_edition"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="evidence_version_hash"),
            models.CheckConstraint(condition=Q(pages__gt=0, number__gt=0), name="evidence_version_counts"),
        ]


class OfficerRequest(PersonalModel):
    """Somebody is to give their statement with a trained officer, not alone."""

    open_fields: ClassVar[frozenset[str]] = frozenset({"state", "asked_at", "why"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    report_id = models.UUIDField()
    why = models.JSONField(default=list)  # WhyOfficer
    words = models.TextField(blank=True)  # when and how it suits them
    state = models.CharField(max_length=7, choices=RequestState.choices, default=RequestState.WAITING)
    asked_at = models.DateTimeField(default=now)
    taken_by = models.UUIDField(null=True)
    result = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"], name="evidence_officer_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["report_id"], condition=~Q(state=RequestState.DONE), name="evidence_officer_once"
            )
        ]
