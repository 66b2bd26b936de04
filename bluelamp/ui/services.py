"""Doors say once, at start, how their frame is filled: ``provide_frame("staff", staff_frame)``."""

from collections.abc import Callable
from typing import Literal

from django.http import HttpRequest

from bluelamp.ui.types import Frame

Layout = Literal["public", "staff", "phone"]
_providers: dict[str, Callable[[HttpRequest], Frame]] = {}


def provide_frame(layout: Layout, provider: Callable[[HttpRequest], Frame]) -> None:
    """Fill the frame of ``ui/<layout>.html`` with ``provider(request)``. The last one given counts."""
    _providers[layout] = provider


def frame_for(layout: str, request: HttpRequest | None) -> Frame:
    """The frame of ``layout``; a bare one when nobody provides it or no request is at hand (error pages)."""
    provider = _providers.get(layout)
    return Frame() if provider is None or request is None else provider(request)
