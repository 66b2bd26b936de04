from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.enums import Withheld
from bluelamp.portal.what_if.helplines import CHILDLINE, DOMESTIC, GALOP, LIVE_FEAR_FREE, MEN, VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CLOSE, INJURIES
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="12",
    order=120,
    title=_("Domestic abuse: by a partner, somebody you were with, or a relative"),
    why_not=Withheld.PROTECTED,
    report="domestic-abuse",
    is_grave=True,
    safety=CLOSE[1:],
    next=(
        Line(_("We speak to you alone, at a time and in a way that is safe. You can ask for a woman or a man.")),
        Line(
            _("You are never made to meet them, and they are not told what you said before we have made a safety plan.")
        ),
        Line(
            _("An officer asks the same questions of everybody, to see how great the danger is and who else must help.")
        ),
        Line(_("They can be arrested, or ordered to leave your home and keep away, also without a charge.")),
        Line(_("In court you can speak from behind a screen or over a video link.")),
        Line(_("You can ask us whether somebody has been violent before: the scheme is known as Clare's Law.")),
    ),
    keep=(
        Line(_("Messages, calls, pictures of damage. Only if nobody can find them: a friend may keep them for you.")),
        INJURIES,
        Line(_("A diary of what happened and when, where it is safe.")),
    ),
    support=(
        DOMESTIC,
        MEN,
        LIVE_FEAR_FREE,
        GALOP,
        CHILDLINE,
        VICTIM_SUPPORT,
    ),
)
