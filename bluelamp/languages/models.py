"""Who has read a translation and stands for it."""

from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id


class SignOff(models.Model):
    """One reviewer's word for one section in one language, as it read then. Other words need another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    language = models.CharField(max_length=12)
    section = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    reviewer_id = models.UUIDField()
    reviewer = models.CharField(max_length=200)  # the name that stood on their account then
    fitness = models.CharField(max_length=200)  # what makes them fit to judge, in their words
    signed_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "section", "digest"],
                condition=models.Q(withdrawn_at=None),
                name="languages_signed_once",
            )
        ]
