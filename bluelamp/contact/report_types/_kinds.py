"""The headings of the list of everything that can be reported. A file of its own, since the public reads them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Where a report type stands in the list of all, in the order in which they are shown."""

    HURT = "hurt", _("Somebody hurt, threatened, afraid or missing")
    TAKEN = "taken", _("Stolen, broken into or damaged")
    ONLINE = "online", _("Online, fraud and scams")
    AROUND = "around", _("Roads, neighbours and information")
    OTHER = "other", _("Lost or found, and about us")
