"""The words of the contact desk."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    WEB = "web", _("Online")
    PHONE = "phone", _("Telephone")
    COUNTER = "counter", _("Front counter")
    CHAT = "chat", _("Online chat")


class ReportState(TextChoices):
    RECEIVED = "received", _("Waiting")
    IN_REVIEW = "in_review", _("Being looked at")
    GRADED = "graded", _("Graded")
    REFERRED = "referred", _("With another agency")


OTHER_AGENCY = "other_agency"  # beside the grades of response: nobody of ours goes


class Risk(TextChoices):
    """How urgently somebody must look. The order of the queue; the reasons stand beside it."""

    HIGH = "1_high", _("High risk")
    MEDIUM = "2_medium", _("Medium risk")
    STANDARD = "3_standard", _("Standard risk")


class Level(TextChoices):
    NONE = "none", _("None known")
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Factor(TextChoices):
    """THRIVE: the six things that are weighed before a contact is graded."""

    THREAT = "threat", _("Threat")
    HARM = "harm", _("Harm")
    RISK = "risk", _("Risk")
    INVESTIGATION = "investigation", _("Investigation")
    VULNERABILITY = "vulnerability", _("Vulnerability")
    ENGAGEMENT = "engagement", _("Engagement")


class CallState(TextChoices):
    LIVE = "live", _("On the line")
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Finished")


class CallOutcome(TextChoices):
    """What became of a call. Kept also when no report follows."""

    REPORT = "report", _("A report was taken")
    KNOWN = "known", _("About a report that we have")
    ADVICE = "advice", _("Advice was given")
    ELSEWHERE = "elsewhere", _("For somebody else: told whom to ask")
    EMERGENCY = "emergency", _("Put through to 999")
    CALL_BACK = "call_back", _("To be called back")
    SILENT = "silent", _("Nobody spoke")
    ABANDONED = "abandoned", _("Cut off, or hung up")


class SettledAs(TextChoices):
    """How a report is dealt with where nobody of ours goes."""

    TELEPHONE = "telephone", _("Settled by telephone or online")
    OTHER_AGENCY = "other_agency", _("Handed to another agency")


class ToldHow(TextChoices):
    """How whoever reported was told."""

    PHONE = "phone", _("On the telephone")
    WRITTEN = "written", _("In a message")
    IN_PERSON = "in_person", _("In person")
    NOT = "not", _("Not told: it is not safe, or there is no way")
