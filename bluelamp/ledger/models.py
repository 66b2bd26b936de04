"""One log for audit and for chain of custody. Rows are only ever added; people's words are kept apart from it."""

from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger import noting
from bluelamp.ledger.enums import Act, Purpose


class TransactionId(models.Field[Any, Any]):
    """PostgreSQL's 64-bit transaction number, filled in by the database."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        return "xid8"


class Entry(models.Model):
    """Who did what to which records, when and why (Data Protection Act 2018, s.62). Ids only, never names."""

    append_only: ClassVar[bool] = True
    ledger_exempt: ClassVar[str] = "it is the ledger"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.SmallIntegerField(default=1)
    at = models.DateTimeField(default=now)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField()
    roles = ArrayField(models.CharField(max_length=32), default=list)
    act = models.CharField(max_length=16, choices=Act.choices)
    action = models.CharField(max_length=80)
    subjects = ArrayField(models.CharField(max_length=noting.SUBJECT_LENGTH), default=list)
    matter_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    recipients = ArrayField(models.CharField(max_length=100), default=list)
    note_digest = models.BinaryField(null=True)
    batch_root = models.BinaryField(null=True)
    batch_size = models.BigIntegerField(null=True)
    salt = models.BinaryField()
    txid = TransactionId(db_default=models.Func(function="pg_current_xact_id"), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["txid", "id"], name="ledger_entry_order"),
            models.Index(fields=["matter_id", "at"], name="ledger_entry_matter"),
            models.Index(fields=["actor_id", "at"], name="ledger_entry_actor"),
            models.Index(fields=["at"], name="ledger_entry_at"),
            GinIndex(fields=["subjects"], name="ledger_entry_subjects"),
        ]


class Note(models.Model):
    """The words of a reason. The entry holds their salted digest, so erasing them never breaks the ledger."""

    append_only: ClassVar[bool] = True
    ledger_exempt: ClassVar[str] = "it is written with its entry"
    not_personal: ClassVar[str] = "it may well be, but it is read with its entry only, and that is noted"

    entry_id = models.UUIDField(primary_key=True)
    salt = models.BinaryField()
    text = models.TextField()


class Leaf(models.Model):
    """The place of an entry in the sealed tree."""

    append_only: ClassVar[bool] = True
    ledger_exempt: ClassVar[str] = "it seals entries"

    index = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    hash = models.BinaryField()


class Sheet(models.Model):
    """The subjects of an entry about more than a thousand rows, as many to a sheet; the entry holds their root."""

    append_only: ClassVar[bool] = True
    ledger_exempt: ClassVar[str] = "it is written with its entry"

    pk = models.CompositePrimaryKey("entry_id", "number")
    entry_id = models.UUIDField()
    number = models.IntegerField()
    subjects = ArrayField(models.CharField(max_length=noting.SUBJECT_LENGTH))

    class Meta:
        indexes = [GinIndex(fields=["subjects"], name="ledger_sheet_subjects")]


class PersonalModel(models.Model):
    """Base of every model with personal data: a loaded row is noted, so that its reading is on the ledger.

    Only keys, plain ids and ``open_fields`` may leave the database by any other way than a row of this model:
    see ``ledger.engine``.
    """

    open_fields: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        instance = super().from_db(db, field_names, values, **options)
        noting.saw(instance)
        return instance
