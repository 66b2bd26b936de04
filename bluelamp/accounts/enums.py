"""How somebody comes in to their account."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    CODE = "code", _("A code by email")
    PASSKEY = "passkey", _("A passkey")
    PROVIDER = "provider", _("Another sign-in service")
