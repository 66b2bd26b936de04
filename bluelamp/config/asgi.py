"""The web process: pages by Django on a small pool of threads, the event stream beside it on the event loop.

A page that streams would hold a thread and a database connection for as long as somebody listens, and 3,000
officers do.
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings")

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp

from bluelamp.config.checks import refuse_unsafe_production
from bluelamp.config.feed import STREAM
from bluelamp.config.processes import end_when_orphaned
from bluelamp.config.wsgi import application as django
from bluelamp.live import stream

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_THREADS = 8  # as many as the pool has database connections

# a2wsgi has its own, narrower types for what both standards leave open.
_pages = cast("Application", WSGIMiddleware(cast("WSGIApp", django), workers=_THREADS))

end_when_orphaned()
refuse_unsafe_production()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Everything that reaches the port."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    # A name with an underscore would overwrite, in WSGI's eyes, the proxy's own header with a hyphen.
    scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    if scope["path"] == STREAM:
        await stream.app(scope, receive, send)
        return

    async def body() -> Message:
        """a2wsgi hands this to the event loop from a thread and needs a coroutine; granian's is a bare awaitable."""
        return await receive()

    await _pages(scope, body, send)


async def _live(receive: Receive, send: Send) -> None:
    """From the first to the last moment of this process: one listener for all its streams."""
    await receive()
    await stream.startup()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await stream.shutdown()
    await send({"type": "lifespan.shutdown.complete"})
