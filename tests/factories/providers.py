"""Another sign-in service on loopback, in a thread: it says what a test has it say."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwt.algorithms import ECAlgorithm

from bluelamp.accounts import provider
from bluelamp.core.clock import now

OURS = ec.generate_private_key(ec.SECP256R1())
PEM = OURS.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


class Service:
    """Answers by path; each answer may be replaced, and what was asked is kept."""

    def __init__(self) -> None:
        service = self
        self.asked: list[tuple[str, str]] = []
        self.answers: dict[str, tuple[int, bytes, dict[str, str]]] = {}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                service.asked.append((self.path, body))
                status, content, headers = service.answers.get(self.path, (404, b"", {}))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815 - the server's own names

            def log_message(self, *_: Any) -> None:
                """Not to the screen."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.about()
        self.keys("one")

    def answer(self, path: str, content: object, status: int = 200, **headers: str) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.answers[path] = (status, body, headers)

    def about(self, **changes: str) -> None:
        ends = {name: f"{self.issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        self.answer("/.well-known/openid-configuration", {"issuer": self.issuer} | ends | changes)

    def keys(self, kid: str) -> None:
        self.kid = kid
        self.answer("/jwks_uri", {"keys": [ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True) | {"kid": kid}]})

    def token(self, nonce: str, subject: str = "ivy") -> None:
        """What it says of whoever comes with a code next."""
        at = int(now().timestamp())
        claims = {"iss": self.issuer, "aud": "us", "sub": subject, "nonce": nonce, "iat": at, "exp": at + 60}
        signed = jwt.encode(claims, self.key, algorithm="ES256", headers={"kid": self.kid})
        self.answer("/token_endpoint", {"id_token": signed})


@contextmanager
def running() -> Iterator[Service]:
    """It answers until the end, and nothing that it said is remembered."""
    provider.forget()
    found = Service()
    thread = Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    provider.forget()
