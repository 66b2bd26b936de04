"""What reaches the port goes to the pages or to the stream."""

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

import pytest
from django.http import HttpRequest, JsonResponse
from django.urls import path
from pytest_django import Settings

from bluelamp.access.routes import public
from bluelamp.config.asgi import application
from bluelamp.config.proxies import networks

Message = MutableMapping[str, Any]


def _get(where: str, headers: list[tuple[bytes, bytes]], peer: str = "127.0.0.1") -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": where,
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


@public
def echo(request: HttpRequest) -> JsonResponse:
    return JsonResponse(dict(request.headers))


urlpatterns = [path("echo", echo)]


def _seen_by_a_page(headers: list[tuple[bytes, bytes]], peer: str = "127.0.0.1") -> dict[str, str]:
    sent = _get("/echo", headers, peer)
    seen: dict[str, str] = json.loads(b"".join(message.get("body", b"") for message in sent))
    return {name: value for name, value in seen.items() if name not in ("Host", "Content-Length", "Content-Type")}


@pytest.fixture
def only_an_echo(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("only_an_echo")
def test_a_header_cannot_pass_as_the_proxys_own() -> None:
    seen = _seen_by_a_page([(b"x_forwarded_proto", b"https"), (b"x-forwarded-for", b"192.0.2.1")])
    assert seen == {"X-Forwarded-For": "192.0.2.1"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("only_an_echo")
@pytest.mark.parametrize(("peer", "is_believed"), [("203.0.113.9", False), ("10.1.2.3", True), ("", False)])
def test_only_a_named_proxy_says_where_a_request_comes_from(
    monkeypatch: pytest.MonkeyPatch, peer: str, is_believed: bool
) -> None:
    monkeypatch.setattr("bluelamp.config.asgi._proxies", networks(["10.1.2.0/24"]))
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1", "Forwarded": "proto=https"}
    seen = _seen_by_a_page([(name.lower().encode(), value.encode()) for name, value in forged.items()], peer)
    assert seen == (forged if is_believed else {})


def test_the_stream_is_beside_django() -> None:
    sent = _get("/stream", [])
    assert sent[0]["status"] == 503  # no listener in this process: it says so and asks to come again
    assert (b"retry-after", b"2") in sent[0]["headers"]
