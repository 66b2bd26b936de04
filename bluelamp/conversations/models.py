"""What a person and the force say to each other. What was said is never changed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bluelamp.conversations import dangers
from bluelamp.conversations.enums import Decision, Ended, Kind, Risk, Side, State
from bluelamp.core.clock import now
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import PersonalModel
from bluelamp.records.models import Matter


class Conversation(models.Model):
    """The thread of messages of a matter, or one chat. It names nobody: a queue of them can be shown to the desk."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices)
    client_id = models.UUIDField(null=True, unique=True)  # of the form that began a chat: sent twice it begins one
    person_id = models.UUIDField(null=True)  # an account, or the holder of a receipt, who began it
    owner_id = models.UUIDField(null=True)  # the member of staff who has the chat
    language = models.CharField(max_length=12, default="en-gb")
    begun_at = models.DateTimeField(default=now)
    taken_at = models.DateTimeField(null=True)  # for the first time: what people waited
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=6, choices=Ended.choices, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    unanswered_since = models.DateTimeField(null=True)  # the first words of the person that nobody has answered yet
    risk = models.CharField(max_length=10, choices=Risk.choices, default=Risk.STANDARD)
    reasons = ArrayField(models.CharField(max_length=40), default=list)  # codes of ``dangers``
    # Begun while very many came from the same connection, which nobody kept; until somebody here has seen it.
    one_of_many = models.BooleanField(default=False, db_default=False)
    draft_id = models.UUIDField(null=True, unique=True)  # the report that a chat was turned into

    class Meta:
        indexes = [
            models.Index(fields=["matter", "begun_at"], name="conversations_matter"),
            models.Index(fields=["begun_at"], name="conversations_begun"),
            models.Index(fields=["risk", "begun_at"], condition=Q(state="waiting"), name="conversations_waiting"),
            models.Index(fields=["owner_id"], condition=Q(state="open", kind="chat"), name="conversations_owned"),
            models.Index(
                fields=["unanswered_since"],
                condition=Q(unanswered_since__isnull=False),
                name="conversations_unanswered",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(kind="messages"), name="conversations_one_thread"),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) | (~Q(state="ended") & Q(ended_at=None)),
                name="conversations_ended_at",
            ),
            models.CheckConstraint(
                condition=~Q(kind="chat", state="open") | Q(owner_id__isnull=False), name="conversations_chat_owned"
            ),
        ]


class Introduction(PersonalModel):
    """What somebody said about themselves when they began a chat. All of it is their choice."""

    append_only: ClassVar[bool] = True

    conversation = models.OneToOneField(
        Conversation, on_delete=models.PROTECT, primary_key=True, related_name="introduction"
    )
    matter_id = models.UUIDField()
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)


class Message(PersonalModel):
    """What one of them said. ``number`` counts within the conversation, without gaps, as they became visible."""

    append_only: ClassVar[bool] = True
    open_fields: ClassVar[frozenset[str]] = frozenset({"number", "side", "at"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages")
    matter_id = models.UUIDField()
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=6, choices=Side.choices)
    author = models.UUIDField()
    text = models.TextField(blank=True)
    file_id = models.UUIDField(null=True)  # of the files room
    client_id = models.UUIDField(unique=True)  # a form that is sent twice writes once
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="conversations_message_number"),
            models.CheckConstraint(condition=~Q(text="") | Q(file_id__isnull=False), name="conversations_message_said"),
        ]


class HandOver(PersonalModel):
    """Why a chat went back into the queue, for whoever has it next. The person never sees it."""

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="hand_overs")
    matter_id = models.UUIDField()
    by = models.UUIDField()
    note = models.TextField()
    at = models.DateTimeField(default=now)


class Concern(models.Model):
    """Words of danger that a list has found in a message. It only points; a person decides what they mean."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="concerns")
    matter_id = models.UUIDField()
    message_id = models.UUIDField(unique=True)
    reasons = ArrayField(models.CharField(max_length=40))
    state = models.CharField(max_length=9, choices=Decision.choices, default=Decision.RAISED)
    raised_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="raised", decided_at=None) | (~Q(state="raised") & Q(decided_at__isnull=False)),
                name="conversations_concern_decided",
            )
        ]

    @property
    def why(self) -> list[str]:
        """The reasons in words, in the language of the page."""
        return dangers.why(self.reasons)

    @property
    def is_high(self) -> bool:
        return dangers.risk_of(self.reasons) == Risk.HIGH


class ReadMark(models.Model):
    """How far somebody has read: a number beside a link, and no more. That they read it is on the ledger."""

    ledger_exempt: ClassVar[str] = "a number only; the reading itself has its entry"

    pk = models.CompositePrimaryKey("conversation_id", "who")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+")
    who = models.UUIDField()
    number = models.PositiveIntegerField()
