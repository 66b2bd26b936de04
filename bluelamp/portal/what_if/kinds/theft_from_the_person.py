from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, INJURIES, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="4",
    order=40,
    title=_("Something taken from somebody: a pocket picked, a bag or phone snatched"),
    published="Theft from the person",
    report="other-theft",
    next=NEXT,
    keep=(
        Line(_("Block your cards and telephone at once. Ask for a phone's IMEI number: it is on its box or bill.")),
        Line(_("Where a phone shows itself on a map, tell us. Do not go there.")),
        *CAMERAS,
        INJURIES,
        Line(_("Write down today what they looked like and where they went."), ("suspect=seen", "suspect=known")),
    ),
    support=(VICTIM_SUPPORT,),
)
