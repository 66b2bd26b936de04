"""The vocabulary of names, and who bears which: kept by triggers, read by ``search``.

A misspelt name is looked for in the vocabulary, which is small, and only then among people, who are many.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models.party import Person


class _Vocabulary(models.Model):
    """A name in its normal form. Names alone identify nobody.

    Two writers who bring the same new name at the same moment may both enter it: harmless to a search, and neither
    waits for the other.
    """

    ledger_exempt: ClassVar[str] = "names without bearers, derived by trigger"

    key = models.TextField()
    sounds = ArrayField(models.TextField())  # double metaphone, as spelt and as Irish would be said
    near = ArrayField(models.TextField())  # the key with any one letter left out

    class Meta:
        abstract = True


class FamilyName(_Vocabulary):
    class Meta:
        indexes = [
            models.Index(fields=["key"], name="records_familyname_key"),
            GinIndex(fields=["key"], name="records_familyname_alike", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["sounds"], name="records_familyname_sounds"),
            GinIndex(fields=["near"], name="records_familyname_near"),
        ]


class GivenName(_Vocabulary):
    class Meta:
        indexes = [
            models.Index(fields=["key"], name="records_givenname_key"),
            GinIndex(fields=["key"], name="records_givenname_alike", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["sounds"], name="records_givenname_sounds"),
            GinIndex(fields=["near"], name="records_givenname_near"),
        ]


class NameKey(PersonalModel):
    """One way in which a person may be asked for: whole names, parts of double names, what they are known as."""

    ledger_exempt: ClassVar[str] = "derived from persons by trigger"

    pk = models.CompositePrimaryKey("person", "family", "given")
    person = models.ForeignKey(  # no constraint: the triggers that write a row are also those that remove it
        Person, on_delete=models.DO_NOTHING, db_index=False, db_constraint=False
    )
    family = models.TextField()
    given = models.TextField()
    born_from = models.DateField(null=True)
    born_to = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["family", "given"],
                include=["person", "born_from", "born_to"],
                name="records_namekey_names",
            ),
            models.Index(fields=["given"], name="records_namekey_given"),
            models.Index(fields=["born_from"], name="records_namekey_born"),
        ]
