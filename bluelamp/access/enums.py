"""How somebody can be related to a matter, the ground of need-to-know; how they proved who they are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    OWN = "own", _("It is their own report or record")
    ASSIGNED = "assigned", _("It is assigned to them")
    TEAM = "team", _("It belongs to their team")
    INVOLVED = "involved", _("They are involved in it in any way")


class Proof(TextChoices):
    CODE = "code", _("A code from their app")
    RECOVERY = "recovery", _("A recovery code")
