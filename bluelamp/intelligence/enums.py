"""The words of intelligence: the 3x5x2 grading and the state of an alert."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    RELIABLE = "1", _("1 Reliable")
    UNTESTED = "2", _("2 Untested")
    NOT_RELIABLE = "3", _("3 Not reliable")


class Assessment(TextChoices):
    KNOWN_DIRECTLY = "A", _("A Known directly")
    CORROBORATED = "B", _("B Known indirectly but corroborated")
    KNOWN_INDIRECTLY = "C", _("C Known indirectly")
    NOT_KNOWN = "D", _("D Not known")
    SUSPECTED_FALSE = "E", _("E Suspected to be false")


class Handling(TextChoices):
    LAWFUL_SHARING = "P", _("P Lawful sharing permitted")
    CONDITIONS = "C", _("C Lawful sharing permitted with conditions")


class Severity(TextChoices):
    """Of CAP 1.2, in the order of urgency."""

    EXTREME = "extreme", _("Danger to life")
    SEVERE = "severe", _("Serious")
    MODERATE = "moderate", _("Be aware")
    MINOR = "minor", _("For information")


class AlertState(TextChoices):
    ACTIVE = "active", _("Active")
    SUPERSEDED = "superseded", _("Replaced by a newer one")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")
