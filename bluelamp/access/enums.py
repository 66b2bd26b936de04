"""How somebody can be related to a matter: the ground of need-to-know."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    OWN = "own", _("It is their own report or record")
    ASSIGNED = "assigned", _("It is assigned to them")
    TEAM = "team", _("It belongs to their team")
    INVOLVED = "involved", _("They are involved in it in any way")
