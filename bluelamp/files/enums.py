"""What can become of a file."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileState(TextChoices):
    STAGED = "staged", _("Received, not yet part of a matter")
    KEPT = "kept", _("Kept with its matter")
    DISCARDED = "discarded", _("Discarded")
