"""What kind of device a browser runs on, as coarsely as its owner needs to know it again. Nothing finer is kept."""

from django.utils.translation import gettext as _

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """Such as “Firefox, Android”; nothing for what we do not know."""
    named = [next((name for mark, name in kinds if mark in user_agent), "") for kinds in (_BROWSERS, _SYSTEMS)]
    return ", ".join(part for part in named if part)


def worded(device: str) -> str:
    return device or _("A device that we do not know")
