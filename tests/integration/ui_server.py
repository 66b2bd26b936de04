"""A small site for the browser tests of the kit: its pages under the real Content-Security-Policy, and a live feed
whose other end the test holds. Loopback only, no database."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from csp.utils import build_policy
from django.template import engines
from django.test import RequestFactory

from bluelamp.ui import views
from bluelamp.ui.types import Frame
from tests.loopback import served

NONCE = "dGVzdA=="
_TYPES = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml"}
PAGE = """{% extends "ui/staff.html" %}
{% from "ui/kit/queue.html" import queue %}
{% block title %}Queue{% endblock %}
{% block heading %}<h1 class="bl-h1">Queue</h1>{% endblock %}
{% block content %}<div class="bl-pane">{% for n in range(60) %}<p class="bl-text">{{ n }}</p>{% endfor %}</div>
<div id="queue" data-live="report" data-live-src="/rows" data-live-say="Queue updated">{{ rows | safe }}</div>
{% endblock %}"""
ROWS = """{% from "ui/kit/queue.html" import queue %}
{{ queue("Reports", [{"text": "Report"}, {"text": "What"}], rows) }}
<details id="more"><summary>More</summary>{{ rows | length }} rows</details>
<form id="form"><label for="note">Note</label><input id="note" value="">
<label for="other">Other</label><input id="other" value=""></form>"""

MAP = """{% extends "ui/staff.html" %}
{% from "ui/kit/map.html" import map_ground %}
{% block title %}Map{% endblock %}
{% block heading %}<h1 class="bl-h1">Map</h1>{% endblock %}
{% block content %}{{ map_ground("land", land) }}
<div id="marks" data-live="incident position" data-live-src="/marks" data-live-gather="position:3000">
{{ marks | safe }}</div>
{% endblock %}
{% block scripts %}<script type="module" src="{{ static('ui/map.js') }}"></script>{% endblock %}"""
MARKS = """{% from "ui/kit/map.html" import map_with_list %}
{{ map_with_list("map", "Incidents", features, [{"text": "Which", "key": "name"}], ground="land") }}"""


@dataclass
class Site:
    """What the server tells, and what it was asked."""

    static: Path
    rows: list[str] = field(default_factory=lambda: ["CR-1", "CR-2", "CR-3"])
    rows_status: int = 200
    marks: dict[str, tuple[float, float]] = field(default_factory=dict)  # on the map: longitude, latitude
    ticket_status: int = 200
    events: list[tuple[int, str, dict[str, object]]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)  # Last-Event-ID of every stream asked for
    fetched: int = 0  # how often the rows were fetched
    open: int = 0
    cut: int = 0  # streams begun before this count end
    changed: threading.Condition = field(default_factory=threading.Condition)

    def say(self, kind: str, **data: object) -> None:
        """An event for everybody."""
        with self.changed:
            self.events.append((len(self.events) + 1, kind, data))
            self.changed.notify_all()

    def hang_up(self) -> None:
        """End all streams without a word, as a killed server does."""
        with self.changed:
            self.cut += 1
            self.changed.notify_all()

    def html(self, source: str, **context: object) -> str:
        backend: Any = engines["jinja2"]
        request = RequestFactory().get("/")
        request.csp_nonce = NONCE  # type: ignore[attr-defined]  # as django-csp's middleware does
        html: str = backend.env.from_string(source).render(request=request, **context)
        return html

    def rows_html(self) -> str:
        rows = [{"id": f"row-{r}", "href": f"#{r}", "link": r, "cells": ["Burglary"]} for r in self.rows]
        return self.html(ROWS, rows=rows)

    def marks_html(self) -> str:
        features = [_point(name, place) for name, place in self.marks.items()]
        return self.html(MARKS, features={"type": "FeatureCollection", "features": features})


def _point(name: str, place: tuple[float, float]) -> dict[str, object]:
    properties = {"id": name, "name": name, "href": f"#{name}", "tone": "critical"}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": place}, "properties": properties}


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        answers = {
            "static": self._static,
            "live": self._ticket,
            "stream": self._stream,
            "rows": self._rows,
            "marks": self._marks,
        }
        if parts[0] in answers:
            answers[parts[0]]()
        elif parts[0] == "style":
            request = RequestFactory().get(self.path)
            request.csp_nonce = NONCE  # type: ignore[attr-defined]  # as django-csp's middleware does
            self._send(200, views.styleguide(request, parts[1]).content)
        elif parts[0] == "page":
            since = parse_qs(url.query).get("since", [""])[0]
            frame = Frame(who="someone", person="Sam Demo", search="/page", live_since=since)
            self._send(200, self.site.html(PAGE, rows=self.site.rows_html(), frame=frame).encode())
        elif parts[0] == "map":
            land = {"type": "FeatureCollection", "features": []}
            frame = Frame(who="someone", person="Sam Demo", live_since="0")
            self._send(200, self.site.html(MAP, marks=self.site.marks_html(), land=land, frame=frame).encode())
        else:
            self._send(404, b"")

    def _send(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", build_policy(nonce=NONCE))
        self.end_headers()
        self.wfile.write(body)

    def _static(self) -> None:
        file = self.site.static / urlsplit(self.path).path.removeprefix("/static/")
        self._send(200, file.read_bytes(), _TYPES[file.suffix]) if file.is_file() else self._send(404, b"")

    def _ticket(self) -> None:
        body = json.dumps({"ticket": "t", "expires_in": 60}).encode()
        self._send(self.site.ticket_status, body, "application/json")

    def _rows(self) -> None:
        self.site.fetched += 1
        self._send(self.site.rows_status, self.site.rows_html().encode())

    def _marks(self) -> None:
        self.site.fetched += 1
        self._send(200, self.site.marks_html().encode())

    def _stream(self) -> None:
        site, last = self.site, self.headers.get("Last-Event-ID", "")
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        with site.changed:
            site.heads.append(last)
            site.open += 1
            cut, at = site.cut, int(last) if last else len(site.events)
        try:
            self.wfile.write(f"retry: 300\nid: {at}\n\n".encode())
            while True:
                with site.changed:
                    if len(site.events) == at and site.cut == cut:
                        site.changed.wait(0.2)
                    new, ended = site.events[at:], site.cut > cut
                at += len(new)
                frames = [f"id: {seq}\nevent: {kind}\ndata: {json.dumps(data)}\n\n" for seq, kind, data in new]
                self.wfile.write("".join(frames or [": \n"]).encode())  # a comment also shows whether they are gone
                if ended:
                    return
        except OSError:
            pass
        finally:
            with site.changed:
                site.open -= 1


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve ``site`` on a free port of localhost; gives its address."""
    handler = type("Handler", (_Handler,), {"site": site})
    with served(handler, before_end=site.hang_up) as port:
        yield f"http://localhost:{port}"
