"""Versions of what is asked, and drafts of what is answered."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.journeys.enums import KeyKind
from bluelamp.ledger.models import PersonalModel

KEPT = timedelta(days=28)
"""How long a draft is kept after its last change, sent or not."""

ENGLISH = "en-gb"


class JourneyVersion(models.Model):
    """A definition exactly as it was asked: canonical JSON under its SHA-256. Never changed: the database checks."""

    append_only: ClassVar[bool] = True
    ledger_exempt: ClassVar[str] = "it holds questions, not answers"

    sha256 = models.CharField(max_length=64, primary_key=True)
    slug = models.CharField(max_length=60)
    number = models.PositiveIntegerField()  # for people: version 3 of the burglary form
    definition = models.TextField()
    first_used_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "number"], name="journeys_version_number"),
            models.CheckConstraint(
                condition=models.Q(
                    sha256=models.Func(
                        models.Func(
                            models.Func(models.F("definition"), models.Value("UTF8"), function="convert_to"),
                            function="sha256",
                        ),
                        models.Value("hex"),
                        function="encode",
                        output_field=models.TextField(),
                    )
                ),
                name="journeys_version_sha256",
            ),
        ]


def kept_until() -> datetime:
    """When a draft changed now is erased."""
    return now() + KEPT


class Draft(PersonalModel):
    """Answers on their way. Kept apart from any session, so that nothing is lost when one expires.

    ``answers`` holds everything answered by question name, also what the present route no longer asks; ``null``
    stands for an optional question that was seen and left empty.
    """

    open_fields: ClassVar[frozenset[str]] = frozenset({"begun_at", "expires_at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(JourneyVersion, on_delete=models.PROTECT, related_name="drafts")
    about = models.CharField(max_length=100, blank=True, default="", db_default="")  # opaque: contact.report:0190…
    answers = models.JSONField(default=dict)
    language = models.CharField(max_length=12, default=ENGLISH, db_default=ENGLISH)  # of whoever answers
    owner_kind = models.CharField(max_length=16)
    owner_id = models.UUIDField()
    begun_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(default=kept_until)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="journeys_draft_expiry")]


class DraftKey(models.Model):
    """Something whose holder may open a draft: a cookie or a return code. Only its digest is kept."""

    digest = models.CharField(max_length=64, primary_key=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=8, choices=KeyKind.choices)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(kind=KeyKind.CODE), name="journeys_one_code_each"
            )
        ]


class Submission(models.Model):
    """That a draft was sent, and where its sender was shown so. At most one for each draft."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, primary_key=True, related_name="submission")
    url = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)
