"""Checkpoints: signed statements of size and root, in the C2SP signed-note and tlog-checkpoint forms."""

import base64
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ORIGIN = "bluelamp.ledger/1"
_ED25519 = b"\x01"  # algorithm byte of the signed-note key id
_HORIZON = "horizon "  # our extension line
_BODY_LINES = 4


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``size`` entries under ``root``, among them every one of a transaction numbered below ``horizon``.

    ``signature`` is the line after the blank one, without its dash.
    """

    size: int
    root: bytes
    horizon: int = 0
    signature: str = ""

    def body(self) -> str:
        return f"{ORIGIN}\n{self.size}\n{base64.b64encode(self.root).decode()}\n{_HORIZON}{self.horizon}\n"

    def text(self) -> str:
        return f"{self.body()}\n\u2014 {self.signature}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a signed note; ``ValueError`` when it is none of ours."""
        body, blank, signature = text.partition("\n\n\u2014 ")
        lines = body.split("\n")
        if not blank or len(lines) != _BODY_LINES or lines[0] != ORIGIN or not lines[3].startswith(_HORIZON):
            raise ValueError("This is not a checkpoint of a Bluelamp ledger.")
        root, horizon = base64.b64decode(lines[2], validate=True), int(lines[3].removeprefix(_HORIZON))
        return cls(int(lines[1]), root, horizon, signature.strip())


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> Checkpoint:
    """The same checkpoint, signed with ``key``."""
    signature = _key_id(key.public_key()) + key.sign(checkpoint.body().encode())
    line = f"{ORIGIN} {base64.b64encode(signature).decode()}"
    return Checkpoint(checkpoint.size, checkpoint.root, checkpoint.horizon, line)


def is_signed(checkpoint: Checkpoint, key: Ed25519PublicKey) -> bool:
    """Whether ``key`` signed it."""
    name, _, encoded = checkpoint.signature.partition(" ")
    try:
        signature = base64.b64decode(encoded, validate=True)
        if name != ORIGIN or signature[:4] != _key_id(key):
            return False
        key.verify(signature[4:], checkpoint.body().encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def _key_id(key: Ed25519PublicKey) -> bytes:
    """The first four bytes of SHA-256(name, newline, algorithm, key), as the signed-note form says."""
    return sha256(ORIGIN.encode() + b"\n" + _ED25519 + key.public_bytes_raw()).digest()[:4]
