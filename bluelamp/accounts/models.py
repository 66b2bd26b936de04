"""A citizen's account: ways in to it, and where it is signed in. No password, and nothing more about anybody."""

from typing import ClassVar

from django.db import models

from bluelamp.accounts.enums import Way
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel


class Account(PersonalModel):
    """Somebody who reports and wants to come back without a receipt. What is theirs, their involvement says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - none is no duplicate
    email = models.CharField(max_length=600, blank=True)  # sealed: only writing to them opens it
    tell_of_sign_ins = models.BooleanField(default=False)  # only if they said that nobody else reads their mail
    created_at = models.DateTimeField(default=now)


class Code(models.Model):
    """A code on its way to an address. It opens one browser, once; only its keyed digest is kept."""

    ledger_exempt: ClassVar[str] = "nobody is known yet; the email is on the ledger, and so is the session that begins"
    not_personal: ClassVar[str] = "the address is sealed, and gone when the code is used or an hour old"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField(null=True)  # whose address it becomes; none: whoever's it is
    email = models.CharField(max_length=600)  # sealed
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="accounts_code_over")]


class WrongTries(models.Model):
    """How many wrong codes were tried for an address in one day, whether it has an account or not."""

    ledger_exempt: ClassVar[str] = "nobody is known yet; a sign-in that begins is on the ledger"
    not_personal: ClassVar[str] = "a keyed digest and a number, gone the day after"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64)
    day = models.DateField()
    wrong = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "day"], name="accounts_wrong_tries_once")]


class SignIn(models.Model):
    """One browser in which an account is signed in, until it ends. A cookie without a row that stands opens nothing."""

    ledger_exempt: ClassVar[str] = "its beginning and its end are on the ledger; that it is still used is not"
    not_personal: ClassVar[str] = "the kind of device, for its owner to tell one from another"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    way = models.CharField(max_length=10, choices=Way.choices)
    device = models.CharField(max_length=60, blank=True)
    own_device = models.BooleanField(default=False)
    begun_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)  # that its owner showed once more who they are; begun_at says the first

    class Meta:
        indexes = [
            models.Index(fields=["account", "ends_at"], name="accounts_sign_ins"),
            models.Index(fields=["ends_at"], name="accounts_sign_in_over"),
        ]


class Identity(models.Model):
    """Somebody as another sign-in service knows them: only a keyed digest of its name and of theirs there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identities")
    digest = models.CharField(max_length=64, unique=True)


class Passkey(models.Model):
    """A key pair of a device's, of which we have the public half."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.CharField(max_length=1400, unique=True)  # 1,023 bytes at most, in base 64
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    device = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True)
