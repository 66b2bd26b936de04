"""What reaches the port goes to the pages or to the stream."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pytest

from bluelamp.config.asgi import application
from bluelamp.config.proxies import networks

Message = MutableMapping[str, Any]


def _get(path: str, headers: list[tuple[bytes, bytes]], peer: str = "127.0.0.1") -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 8000),
        "client": (peer, 50000) if peer else None,
        "headers": [(b"host", b"localhost:8000"), *headers],
    }
    asyncio.run(application(scope, receive, send))
    return sent


@pytest.mark.django_db(transaction=True)
def test_a_page_comes_from_django() -> None:
    sent = _get("/no-such-page", [])
    assert sent[0]["status"] == 404
    assert b"<!DOCTYPE html>" in b"".join(message.get("body", b"") for message in sent).lstrip()[:200]


@pytest.mark.django_db(transaction=True)
def test_a_header_cannot_pass_as_the_proxys_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[tuple[bytes, bytes]]] = []

    async def pages(scope: Message, receive: Callable[[], Awaitable[Message]], send: object) -> None:
        await receive()
        seen.append(scope["headers"])

    monkeypatch.setattr("bluelamp.config.asgi._pages", pages)
    _get("/", [(b"x_forwarded_proto", b"https"), (b"x-forwarded-for", b"192.0.2.1")])
    assert seen == [[(b"host", b"localhost:8000"), (b"x-forwarded-for", b"192.0.2.1")]]


_FORGED = [(b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"192.0.2.1"), (b"forwarded", b"proto=https")]


@pytest.mark.parametrize(("path", "part"), [("/", "_pages"), ("/stream", "stream.app")])
@pytest.mark.parametrize(("peer", "is_believed"), [("203.0.113.9", False), ("10.1.2.3", True), ("", False)])
def test_only_a_named_proxy_says_where_a_request_comes_from(
    monkeypatch: pytest.MonkeyPatch, path: str, part: str, peer: str, is_believed: bool
) -> None:
    seen: list[list[tuple[bytes, bytes]]] = []

    async def served(scope: Message, receive: object, send: object) -> None:
        seen.append(scope["headers"])

    monkeypatch.setattr(f"bluelamp.config.asgi.{part}", served)
    monkeypatch.setattr("bluelamp.config.asgi._proxies", networks(["10.1.2.0/24"]))
    _get(path, _FORGED, peer)
    assert seen == [[(b"host", b"localhost:8000"), *(_FORGED if is_believed else [])]]


def test_the_stream_is_beside_django() -> None:
    sent = _get("/stream", [])
    assert sent[0]["status"] == 503  # no listener in this process: it says so and asks to come again
    assert (b"retry-after", b"2") in sent[0]["headers"]
