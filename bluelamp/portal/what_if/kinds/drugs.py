from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.enums import Withheld
from bluelamp.portal.what_if.helplines import CRIMESTOPPERS, FRANK
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="15",
    order=150,
    title=_("Drugs: dealing or growing"),
    why_not=Withheld.FOUND_BY_LOOKING,
    report="something-suspicious",
    is_crime=False,  # there is a crime, but who tells of it is no victim of it
    safety=(Line(_("Do not watch them or take pictures of them.")),),
    next=(
        Line(
            _("What you say becomes intelligence, with your name kept out of it. You may hear nothing of what we do.")
        ),
        Line(_("Several reports of one place count for more than one.")),
    ),
    support=(
        CRIMESTOPPERS,
        FRANK,
    ),
)
