"""Checkpoints: signed statements of size and root, in the C2SP signed-note and tlog-checkpoint forms."""

import base64
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ORIGIN = "bluelamp.ledger/1"
_ED25519 = b"\x01"  # algorithm byte of the signed-note key id
_BODY_LINES = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``size`` entries under ``root``; ``signature`` is the line after the blank one, without its dash."""

    size: int
    root: bytes
    signature: str = ""

    def body(self) -> str:
        return f"{ORIGIN}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def text(self) -> str:
        return f"{self.body()}\n\u2014 {self.signature}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read a signed note; ``ValueError`` when it is none of ours."""
        body, blank, signature = text.partition("\n\n\u2014 ")
        lines = body.split("\n")
        if not blank or len(lines) != _BODY_LINES or lines[0] != ORIGIN:
            raise ValueError("This is not a checkpoint of a Bluelamp ledger.")
        return cls(int(lines[1]), base64.b64decode(lines[2], validate=True), signature.strip())


def sign(size: int, root: bytes, key: Ed25519PrivateKey) -> Checkpoint:
    """A checkpoint signed with ``key``."""
    unsigned = Checkpoint(size, root)
    signature = _key_id(key.public_key()) + key.sign(unsigned.body().encode())
    return Checkpoint(size, root, f"{ORIGIN} {base64.b64encode(signature).decode()}")


def verify(checkpoint: Checkpoint, key: Ed25519PublicKey) -> bool:
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
