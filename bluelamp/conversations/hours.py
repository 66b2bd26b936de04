"""When somebody answers chats."""

from datetime import datetime
from functools import cache

from django.conf import settings

from bluelamp.core.errors import Conflict
from bluelamp.core.opening import Opening, read


def opening() -> Opening:
    """The hours as this installation is set up."""
    return _read(settings.BLUELAMP_CHAT_HOURS)


def check_open(at: datetime) -> None:
    """Raise ``Conflict`` when nobody answers chats now."""
    if not opening().is_open(at):
        raise Conflict("Nobody answers chats at this time. Report online or call 101; in an emergency call 999.")


@cache
def _read(text: str) -> Opening:
    return read(text)
