"""The sealer's signing key, kept outside the database and readable by the sealer alone."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PRIVATE = "signing-key"
_PUBLIC = "public-key"


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The private key in ``folder``, made on first use with mode 0600."""
    path = folder / _PRIVATE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _place(path, Ed25519PrivateKey.generate().private_bytes_raw())
    key = Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    if not (folder / _PUBLIC).exists():
        _place(folder / _PUBLIC, key.public_key().public_bytes_raw().hex().encode())
    return key


def public_key(folder: Path) -> Ed25519PublicKey | None:
    """The public key: all that a verifier needs. None before the first seal."""
    path = folder / _PUBLIC
    if not path.exists():
        return None
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(path.read_text(encoding="ascii")))


def _place(path: Path, content: bytes) -> None:
    """Whole or not at all, on the disk, and never over another process's key."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 0600
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()
