"""The kinds of processing that the law wants logged, and why people look."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Act(TextChoices):
    """Data Protection Act 2018, s.62(1)."""

    COLLECTION = "collection", _("Collection")
    ALTERATION = "alteration", _("Alteration")
    CONSULTATION = "consultation", _("Consultation")
    DISCLOSURE = "disclosure", _("Disclosure")
    COMBINATION = "combination", _("Combination")
    ERASURE = "erasure", _("Erasure")


class Purpose(TextChoices):
    CONTACT = "contact", _("Handling a contact from the public")
    RESPONSE = "response", _("Responding to an incident")
    INVESTIGATION = "investigation", _("Investigating a crime")
    INTELLIGENCE = "intelligence", _("Preventing and detecting crime with intelligence")
    SAFEGUARDING = "safeguarding", _("Keeping somebody safe")
    VICTIM_CARE = "victim_care", _("Keeping a victim informed")
    EVIDENCE = "evidence", _("Keeping evidence")
    SUPERVISION = "supervision", _("Supervising work")
    AUDIT = "audit", _("Checking that processing is lawful")
    OWN_RECORD = "own_record", _("Seeing one's own record")
    ADMINISTRATION = "administration", _("Running the system")
    ANALYSIS = "analysis", _("Understanding demand and harm")
