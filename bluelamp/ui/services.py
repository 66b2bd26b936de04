"""What others say once, at start: doors how their frame is filled, config what the time is and where news comes from.

``provide_frame("staff", staff_frame)``
"""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from django.http import HttpRequest

from bluelamp.ui.types import Feed, Frame

Layout = Literal["public", "staff", "phone"]
Clock = Callable[[], datetime]
_providers: dict[str, Callable[[HttpRequest], Frame]] = {}
_clocks: list[Clock] = []
_feeds: list[Feed] = [Feed()]


def provide_frame(layout: Layout, provider: Callable[[HttpRequest], Frame]) -> None:
    """Fill the frame of ``ui/<layout>.html`` with ``provider(request)``. The last one given counts."""
    _providers[layout] = provider


def frame_for(layout: str, request: HttpRequest | None) -> Frame:
    """The frame of ``layout``; a bare one when nobody provides it or no request is at hand (error pages)."""
    provider = _providers.get(layout)
    return Frame() if provider is None or request is None else provider(request)


def provide_clock(clock: Clock) -> None:
    """What ``now()`` asks in templates: aware times. The last one given counts."""
    _clocks[:] = [clock]


def now() -> datetime:
    """The current instant, from the clock that was provided."""
    return _clocks[0]()


def provide_feed(feed: Feed) -> None:
    """Where pages get their live news. The last one given counts."""
    _feeds[:] = [feed]


def feed() -> Feed:
    """Where live news comes from."""
    return _feeds[0]
