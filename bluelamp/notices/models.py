"""Notices to people outside, and the demo's stand-in for their telephones and mail boxes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.notices.enums import Channel, HoldReason, MaySay, NoticeState


class Notice(PersonalModel):
    """One message to one person. Its words are settled when it is asked for, so that what was promised is sent."""

    open_fields: ClassVar[frozenset[str]] = frozenset(
        {"state", "channel", "template", "hold_reason", "attempts", "next_try_at", "leased_until", "sent_at"}
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=200, unique=True)  # asked for twice with one key, sent once
    matter_id = models.UUIDField(null=True)
    recipient = models.CharField(max_length=100)  # opaque, for the ledger
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=254, blank=True)
    template = models.CharField(max_length=60)
    version = models.CharField(max_length=12)
    wording = models.CharField(max_length=10, choices=MaySay.choices)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    safe_times = models.JSONField(default=list)  # asked again at sending: a worker may be late
    state = models.CharField(max_length=10, choices=NoticeState.choices)
    hold_reason = models.CharField(max_length=24, choices=HoldReason.choices, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    fault = models.CharField(max_length=60, blank=True)  # a code, never a server's words: they quote the address
    provider_id = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["matter_id", "created_at"], name="notices_notice_matter"),
            models.Index(fields=["template", "created_at"], name="notices_notice_asked"),
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(state__in=["queued", "sending"]),
                name="notices_notice_due",
            ),
            models.Index(
                fields=["created_at"],
                condition=models.Q(state__in=["failed", "held"]),
                name="notices_notice_unsent",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
                name="notices_notice_sent_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state="held") & ~models.Q(hold_reason="")
                | ~models.Q(state="held") & models.Q(hold_reason=""),
                name="notices_notice_held_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["queued", "sending"]) | models.Q(next_try_at__isnull=False),
                name="notices_notice_waiting_until",
            ),
        ]

    @property
    def fault_words(self) -> str:
        """Why it was not sent, for whoever has to see to it; what we have no words for is named by its code."""
        kind, _sep, code = self.fault.rpartition("_")
        if kind == "no_gateway_for":
            return gettext("Nothing is set up that could send it. Ask an administrator, and tell them another way.")
        if kind == "smtp":
            return gettext("The mail server refused it (%(code)s).") % {"code": code}
        return self.fault


class MailboxItem(PersonalModel):
    """What the demo would have sent to a telephone or a mail box."""

    ledger_exempt: ClassVar[str] = "it stands for a network outside: the notice itself is on the ledger"

    message_id = models.CharField(max_length=200, primary_key=True)  # a second copy is dropped, as mail programs do
    channel = models.CharField(max_length=10, choices=Channel.choices)
    sender = models.CharField(max_length=200)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    copies = models.PositiveSmallIntegerField(default=1)
    arrived_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["-arrived_at"], name="notices_mailbox_newest")]
