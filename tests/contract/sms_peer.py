"""A text message gateway for tests: JSON over HTTPS on loopback, and it can misbehave by number."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import served

TOKEN = "only-for-this-test"
# Numbers that Ofcom keeps for drama; the last three digits are the answer they get.
ANSWERS = {f"+447700900{code}": code for code in (302, 400, 404, 409, 413, 422, 429, 500, 503)}


@dataclass(slots=True)
class Peer:
    """What arrived, by the gateway's own name for it."""

    url: str = ""
    messages: dict[str, dict[str, str]] = field(default_factory=dict)
    tries: list[str] = field(default_factory=list)  # the Idempotency-Key of every try
    hang_up: bool = False  # take the message and close without a word
    answer: object = None  # instead of {"id": …}
    _known: dict[str, str] = field(default_factory=dict)

    def take(self, key: str, form: dict[str, str]) -> str:
        """Keep it, once for each key, and give it a name."""
        self.tries.append(key)
        if key not in self._known:
            self._known[key] = f"SM{len(self._known) + 1:06d}"
            self.messages[self._known[key]] = form
        return self._known[key]


class _Handler(BaseHTTPRequestHandler):
    peer: Peer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass

    def do_POST(self) -> None:
        form = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            self._say(401, {"error": "Who are you?"})
        elif form["to"] in ANSWERS:
            self._say(ANSWERS[form["to"]], {"error": f"No to {form['to']}"})
        else:
            name = self.peer.take(self.headers["Idempotency-Key"], form)
            if self.peer.hang_up:
                self.close_connection = True
            else:
                self._say(201, {"id": name} if self.peer.answer is None else self.peer.answer)

    def _say(self, status: int, content: Any) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 302:
            self.send_header("Location", "https://elsewhere.invalid/")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(context: ssl.SSLContext) -> Iterator[Peer]:
    """Run a gateway on a free port in threads of its own."""
    peer = Peer()
    handler = type("Handler", (_Handler,), {"peer": peer})
    with served(handler, tls=context) as port:
        peer.url = f"https://127.0.0.1:{port}/messages"
        yield peer
