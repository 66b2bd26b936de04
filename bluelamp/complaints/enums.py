"""How far a complaint has got, and what came of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ComplaintState(TextChoices):
    RECEIVED = "received", _("We have it")
    ACKNOWLEDGED = "acknowledged", _("Somebody looks into it")
    RECORDED = "recorded", _("Recorded, and being looked into")
    DECIDED = "decided", _("Decided")


class FootageState(TextChoices):
    """What came of looking for the recording of an officer's camera."""

    SOUGHT = "sought", _("We are looking for it")
    FOUND = "found", _("We have it")
    NONE = "none", _("There is none")


class Finding(TextChoices):
    """In the words of the Police (Complaints and Misconduct) Regulations 2020."""

    ACCEPTABLE = "acceptable", _("The service was acceptable")
    NOT_ACCEPTABLE = "not_acceptable", _("The service was not acceptable")
    NOT_DETERMINED = "not_determined", _("We could not determine whether the service was acceptable")
    CASE_TO_ANSWER = "case_to_answer", _("There is a case to answer for misconduct")
