"""Who people are, which team they work in, and which matters they need to know about."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from bluelamp.access.enums import Relation
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.core.roles import PARTNER_ROLES, STAFF_ROLES, Role

# The ground of what was begun before grounds were kept, or by a program that does not keep them yet.
BEFORE_GROUNDS = "earlier"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """A member of staff who signs in. What they may do follows from roles, teams and involvement alone."""

    not_personal: ClassVar[str] = "who works here stands beside everything they do, for all who work here"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=80)
    collar_number = models.CharField(max_length=12, blank=True)
    roles = ArrayField(models.CharField(max_length=32, choices=[(r.value, r.value) for r in Role]), default=list)
    is_active = models.BooleanField(default=True)
    sessions_ended = models.PositiveIntegerField(default=0, db_default=0)  # how often; cookies from before open nothing
    password_given = models.BooleanField(default=False, db_default=False)  # by somebody else, who knows it: for one use
    enrolment = models.CharField(max_length=64, blank=True, default="", db_default="")  # digest: see second_step.py
    last_login = None  # sign-ins are on the ledger
    teams: "models.ManyToManyField[Team, Membership]" = models.ManyToManyField(
        "Team", through="Membership", related_name="members"
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="access_user_small_letters"),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=sorted(role.value for role in STAFF_ROLES)),
                name="access_user_staff_roles",
            ),
            models.CheckConstraint(  # a partner's worker is nobody of ours as well
                condition=~models.Q(roles__overlap=sorted(role.value for role in PARTNER_ROLES))
                | models.Q(roles__contained_by=sorted(role.value for role in PARTNER_ROLES)),
                name="access_user_partner_alone",
            ),
        ]

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is theirs, and no more: Django would hash it anew on the side, a change without an entry."""
        return check_password(raw_password, self.password)

    def get_session_auth_hash(self) -> str:
        """What every session of theirs must carry: Django's own, until their sessions are ended for the first time."""
        return self._since_ended(super().get_session_auth_hash(), None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under earlier signing secrets, or a session that was ended would open again after a change of it."""
        earlier = zip(super().get_session_auth_fallback_hash(), settings.SECRET_KEY_FALLBACKS, strict=True)
        return (self._since_ended(own, secret) for own, secret in earlier)

    def _since_ended(self, own: str, secret: str | None) -> str:
        if not self.sessions_ended:
            return own
        whole = f"{own}:{self.sessions_ended}"
        return salted_hmac("bluelamp.access.session", whole, secret=secret, algorithm="sha256").hexdigest()


class SecondStep(models.Model):
    """What a member of staff has beside their password: the secret that their app shares with us, sealed."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="second_step")
    secret = models.CharField(max_length=500)  # see sealed.py
    last_step = models.BigIntegerField()  # the newest time step whose code was accepted: none is accepted twice
    set_up_at = models.DateTimeField(default=now)


class RecoveryCode(models.Model):
    """A way in for whoever has lost their app, good once. Only its keyed digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="access_recovery_once")]


class Team(models.Model):
    """People who share their work, such as a response shift or an investigation unit."""

    not_personal: ClassVar[str] = "a team's name"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80, unique=True)


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    team = models.ForeignKey(Team, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "team"], name="access_membership_once")]


class Involvement(models.Model):
    """Somebody's reason to know about a matter, from when until when. Two grounds stand side by side."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter_id = models.UUIDField()
    who = models.UUIDField()  # a user, a team, or the holder of a receipt
    relation = models.CharField(max_length=12, choices=Relation.choices)
    ground = models.CharField(max_length=80, blank=True, default="", db_default=BEFORE_GROUNDS)  # see services.involve
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["who", "matter_id"], name="access_involvement_who")]
        constraints = [
            models.UniqueConstraint(
                fields=["matter_id", "who", "relation", "ground"],
                condition=models.Q(until=None),
                name="access_involvement_once_each",
            )
        ]
