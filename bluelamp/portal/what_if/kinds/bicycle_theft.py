from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import BIKEREGISTER, VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="3",
    order=30,
    title=_("A bicycle stolen"),
    published="Bicycle theft",
    report="bicycle-theft",
    next=NEXT,
    keep=(
        Line(_("The frame number, and a picture of the bicycle and of what is particular about it.")),
        Line(_("Photograph the lock, or what is left of it, and where it stood.")),
        Line(_("Look for it where things are sold online. If you find it, tell us; do not go to buy it back.")),
        *CAMERAS,
        DIARY,
    ),
    support=(
        VICTIM_SUPPORT,
        BIKEREGISTER,
    ),
)
