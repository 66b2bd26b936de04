"""The words of conversations between a person and the force."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    MESSAGES = "messages", _("Messages")  # on a matter, answered within days
    CHAT = "chat", _("Chat")  # somebody is there now


class State(TextChoices):
    WAITING = "waiting", _("Waiting")
    OPEN = "open", _("Open")
    ENDED = "ended", _("Ended")


class Side(TextChoices):
    PERSON = "person", _("The person")
    FORCE = "force", _("The police")


class Ended(TextChoices):
    """Who ended a chat. Who left in a hurry may not have been safe: nobody is to write after them."""

    PERSON = "person", _("Ended by the person")
    LEFT = "left", _("The person left the page")
    FORCE = "force", _("Ended by the police")


class Risk(TextChoices):
    """How urgently somebody must look: the order of the queue, as for reports."""

    HIGH = "1_high", _("High risk")
    MEDIUM = "2_medium", _("Medium risk")
    STANDARD = "3_standard", _("Standard risk")


class Decision(TextChoices):
    """What a person decided about words of danger that a list of words has found."""

    RAISED = "raised", _("To be looked at")
    ACTED = "acted", _("Acted on")
    DISMISSED = "dismissed", _("No danger")
