from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.enums import Withheld
from bluelamp.portal.what_if.helplines import STALKED, VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, FOLLOWED
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="13",
    order=130,
    title=_("Stalking or harassment: somebody follows, watches or contacts you again and again"),
    why_not=Withheld.PROTECTED,
    report="stalking",
    is_grave=True,
    safety=(
        *FOLLOWED,
        Line(_("Tell people you trust. If you are followed, go where people are and call 999.")),
    ),
    next=(
        Line(_("We look at all of it together, not at each message alone.")),
        Line(_("An officer asks how great the danger is, and makes a plan with you.")),
        Line(_("A court can forbid them to come near or contact you, before any trial: a Stalking Protection Order.")),
        Line(_("In court you can speak from behind a screen or over a video link.")),
    ),
    keep=(
        Line(_("Every message, call, letter and gift, as it came. Take pictures of what may vanish from a screen.")),
        Line(_("A diary: day, hour, what happened, who saw it, and how it made you feel.")),
        *CAMERAS,
    ),
    support=(STALKED, VICTIM_SUPPORT),
)
