from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import TRUE_VISION, VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, INJURIES, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="9",
    order=90,
    title=_("Threats, abuse or fighting in public"),
    published="Public order",
    safety=(Line(_("If it is still going on, keep away and call 999.")),),
    next=(
        *NEXT[:3],
        Line(
            _("Was it for who you are: faith, skin, disability, whom you love? Say so: it is treated as a hate crime.")
        ),
        *NEXT[3:],
    ),
    keep=(
        Line(_("Write down the very words, today, and who else heard them.")),
        *CAMERAS,
        INJURIES,
        DIARY,
    ),
    support=(
        VICTIM_SUPPORT,
        TRUE_VISION,
    ),
)
