"""Offering support, and referring whoever wants it to an organisation that gives it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter
from bluelamp.victims.enums import Consent, Decline, How, Need, ReferralState

_NEEDS = models.CharField(max_length=12, choices=Need.choices)


class PartnerOrganisation(models.Model):
    """An organisation that takes referrals. Its workers are the members of its team."""

    not_personal: ClassVar[str] = "an organisation's name and the address of its office"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)
    team_id = models.UUIDField(unique=True)
    email = models.EmailField(max_length=254, blank=True)  # told that something waits, never who
    takes = ArrayField(_NEEDS, default=list)
    is_open = models.BooleanField(default=True)


class SupportAnswer(PersonalModel):
    """What somebody answered when they were offered support. A later answer stands beside it."""

    append_only: ClassVar[bool] = True
    open_fields: ClassVar[frozenset[str]] = frozenset({"consent", "at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    consent = models.CharField(max_length=5, choices=Consent.choices)
    how = models.CharField(max_length=10, choices=How.choices)
    by = models.UUIDField()
    at = models.DateTimeField(default=now)
    client_id = models.UUIDField(unique=True, default=new_id)

    class Meta:
        indexes = [models.Index(fields=["matter", "at"], name="victims_answer_matter")]


class Referral(PersonalModel):
    """One person's wish to be helped, with what they agreed that a partner is told: nothing else of the matter."""

    open_fields: ClassVar[frozenset[str]] = frozenset(
        {"reference", "state", "partner", "due_on", "consented_at", "sent_at", "chased_at", "answered_at"}
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(PartnerOrganisation, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=ReferralState.choices, default=ReferralState.WAITING)
    name = models.CharField(max_length=200)
    safe_contact = models.JSONField(default=dict)
    language = models.CharField(max_length=35, blank=True)
    needs = ArrayField(_NEEDS, default=list)
    words = models.TextField(blank=True)
    due_on = models.DateField()
    consented_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    chased_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["partner", "state"], name="victims_referral_inbox"),
            models.Index(fields=["state", "sent_at"], name="victims_referral_silent"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=~Q(state=ReferralState.WITHDRAWN), name="victims_referral_one_runs"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReferralState.WAITING, ReferralState.WITHDRAWN])
                | Q(partner__isnull=False, sent_at__isnull=False),
                name="victims_referral_sent_somewhere",
            ),
        ]


class ReferralStep(PersonalModel):
    """What was done about a referral, by whom and why."""

    append_only: ClassVar[bool] = True
    open_fields: ClassVar[frozenset[str]] = frozenset({"action", "at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    matter_id = models.UUIDField()
    partner = models.ForeignKey(PartnerOrganisation, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=10)  # of the table of a referral's states
    because = models.CharField(max_length=6, choices=Decline.choices, blank=True)
    reason = models.TextField(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["referral", "at"], name="victims_step_referral")]
