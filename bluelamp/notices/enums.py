"""How somebody may be reached, what may be said, and what became of a notice."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    EMAIL = "email", _("Email")
    SMS = "sms", _("Text message")
    CALL = "call", _("Telephone call")  # never sent by machine: the notice is held for a person to make the call


class MaySay(TextChoices):
    FULL = "full", _("Say that it is the police and what it is about")
    NEUTRAL = "neutral", _("Say neither what it is about nor anything that gives it away")
    NOTHING = "nothing", _("Send nothing")


class NoticeState(TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    HELD = "held", _("Held back")


class HoldReason(TextChoices):
    NEVER = "never", _("They asked not to be contacted.")
    NOTHING_MAY_BE_SAID = "nothing_may_be_said", _("It is not safe to send a message: others may see or hear it.")
    CALL_THEM = "call_them", _("They asked to be telephoned. Call them at a safe time.")
    NO_ADDRESS = "no_address", _("They gave no address for the way they want to be reached.")
    BAD_ADDRESS = "bad_address", _("The address they gave cannot be used.")
    NO_SAFE_TIME = "no_safe_time", _("They named no time at which it is safe.")
    NOT_BY_TEXT = (
        "not_by_text",
        _("A machine sends no text to such a number on a stranger's word. Call them at a safe time."),
    )
    STOPPED = "stopped", _("Messages about this matter were stopped.")
