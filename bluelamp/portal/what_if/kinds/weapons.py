from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.enums import Withheld
from bluelamp.portal.what_if.helplines import CRIMESTOPPERS
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="16",
    order=160,
    title=_("Somebody who carries a knife or another weapon"),
    why_not=Withheld.FOUND_BY_LOOKING,
    report="something-suspicious",
    is_crime=False,  # there is a crime, but who tells of it is no victim of it
    safety=(Line(_("If you see a weapon now, keep away and call 999.")),),
    next=(
        Line(
            _("What you say becomes intelligence, with your name kept out of it. You may hear nothing of what we do.")
        ),
        Line(_("A weapon that you found: do not touch it, and tell us where it is.")),
    ),
    support=(CRIMESTOPPERS,),
)
