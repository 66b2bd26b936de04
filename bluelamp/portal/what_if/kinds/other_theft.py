from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="7",
    order=70,
    title=_("Something else stolen, such as from a garden, a workplace or a changing room"),
    published="Other theft",
    report="other-theft",
    next=NEXT,
    keep=(
        Line(_("List what is gone with makes, serial numbers, pictures and what it was worth.")),
        Line(_("Look for it where things are sold online. If you find it, tell us; do not go to buy it back.")),
        *CAMERAS,
        DIARY,
    ),
    support=(VICTIM_SUPPORT,),
)
