"""A passkey without a device, so that a test can have it lie: it signs as Web Authentication says, or nearly so."""

import json
import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from html import unescape

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client

from tests.factories.accounts import signed_in

PRESENT, VERIFIED, MADE = 0x01, 0x04, 0x40
ORIGIN = "http://testserver"
NEW = "/account/settings/passkeys/new"


def base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


class Authenticator:
    def __init__(self, *, origin: str = ORIGIN, host: str = "testserver", flags: int = PRESENT | VERIFIED) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(str(id(self)).encode()).digest()
        self.origin, self.host, self.flags, self.count = origin, host, flags, 0

    def make(self, options: str) -> str:
        """What it answers when it is to make a passkey."""
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32), numbers.y.to_bytes(32)
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        made = bytes(16) + len(self.id).to_bytes(2) + self.id + key
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | MADE) + made})
        client = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": base64url(client), "attestationObject": base64url(attested)})

    def sign(self, options: str) -> str:
        """What it answers when it is to sign."""
        self.count += 1
        data, client = self._data(self.flags), self._client("webauthn.get", options)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": base64url(client),
                "authenticatorData": base64url(data),
                "signature": base64url(signature),
            }
        )

    def _data(self, flags: int) -> bytes:
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, options: str) -> bytes:
        said = {"type": kind, "challenge": json.loads(options)["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, response: dict[str, str]) -> str:
        name = base64url(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def asked(client: Client, page: str) -> str:
    """What a page asks a device for."""
    found = re.search(r'data-options="([^"]+)"', client.get(page).content.decode())
    assert found
    return unescape(found[1])


def with_passkey(email: str = "ivy@example.com") -> tuple[Client, Authenticator]:
    """Somebody signed in, and the device that lets them in from now on."""
    client, device = signed_in(email), Authenticator()
    assert client.post(NEW, {"answer": device.make(asked(client, NEW))})["Location"] == "/account/settings"
    return client, device
