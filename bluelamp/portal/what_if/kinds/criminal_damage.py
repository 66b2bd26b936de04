from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="6",
    order=60,
    title=_("Something damaged or set on fire on purpose"),
    published="Criminal damage and arson",
    report="criminal-damage",
    safety=(Line(_("If it burns or could fall, keep away and call 999.")),),
    next=NEXT,
    keep=(
        Line(_("Photograph the damage from near and far before it is mended.")),
        Line(_("What was thrown or left: do not touch it, or pick it up with a clean bag.")),
        *CAMERAS,
        DIARY,
        Line(_("Bills and estimates: a court can order that you are paid.")),
    ),
    support=(VICTIM_SUPPORT,),
)
