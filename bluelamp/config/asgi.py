"""The web process: pages by Django on a small pool of threads; the event stream, and uploads that go on where they
stopped, beside it on the event loop.

What is sent to a page is received on the loop too, before it takes a thread: see ``bodies``.

News by a page of Django's would hold a thread for as long as somebody listens, and 3,000 officers do.
"""

import os
from typing import cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings")

from a2wsgi.wsgi_typing import WSGIApp
from django.conf import settings

from bluelamp.config import bodies, proxies
from bluelamp.config.bodies import Message, Receive, Scope, Send
from bluelamp.config.checks import refuse_unsafe_production
from bluelamp.config.feed import STREAM
from bluelamp.config.pages import Pages
from bluelamp.config.processes import end_when_orphaned
from bluelamp.config.wsgi import application as django
from bluelamp.files.tus import app as tus
from bluelamp.files.tus.messages import is_ours as is_upload
from bluelamp.live import stream

_pages = Pages(cast("WSGIApp", django))  # whose types are narrower than the standard's
_held = bodies.Held()

end_when_orphaned()
refuse_unsafe_production()
_proxies = proxies.networks(settings.BLUELAMP_PROXIES)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Everything that reaches the port."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    # A name with an underscore would overwrite, in WSGI's eyes, the proxy's own header with a hyphen.
    scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    peer, _ = scope.get("client") or ("", 0)
    if not proxies.is_named(peer, _proxies):
        scope["headers"] = proxies.without_forwarding(scope["headers"])
    if scope["path"] == STREAM:
        await stream.app(scope, receive, send)
        return
    if is_upload(scope["path"]):
        await tus.app(scope, receive, send)
        return

    if not bodies.has_body(scope):
        await _pages(scope, _nothing, send)
        return
    try:
        await _with_body(scope, receive, send)
    except bodies.RefusedError as refused:
        if refused.refusal:
            await bodies.refuse(send, refused.refusal)


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _with_body(scope: Scope, receive: Receive, send: Send) -> None:
    most = bodies.most_for(scope["path"])
    bodies.check_announced(scope, most)
    with _held.place() as body:
        await body.receive(receive, most)
        await _pages(scope, body.read, send)


async def _live(receive: Receive, send: Send) -> None:
    """From the first to the last moment of this process: one listener for all its streams."""
    await receive()
    await stream.startup()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await stream.shutdown()
    await send({"type": "lifespan.shutdown.complete"})
