"""Secrets at rest: unreadable without the installation's signing secret, and tied to whom they belong to."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_KEY_BYTES = 32
_INFO = b"bluelamp.access.sealed"  # other uses of the signing secret get other keys (RFC 5869, 3.2)


def seal(secret: str, *, owner: str) -> str:
    """``secret`` so that only we can read it, and only as ``owner``'s: a row copied to another is worth nothing."""
    return _ring().encrypt(json.dumps([owner, secret]).encode()).decode()


def unseal(sealed: str, *, owner: str) -> str | None:
    """The secret again; None when it was sealed by another installation, for somebody else, or altered."""
    try:
        found, secret = json.loads(_ring().decrypt(sealed.encode()))
    except InvalidToken:
        return None
    return str(secret) if found == owner else None


def renewed(sealed: str) -> str:
    """The same under today's signing secret, so that an earlier one can be given up in time."""
    return _ring().rotate(sealed).decode()


def _ring() -> MultiFernet:
    return MultiFernet(list(_keys()))


def _keys() -> Iterator[Fernet]:
    """Today's key first, then those of earlier signing secrets."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        key = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_INFO).derive(secret.encode())
        yield Fernet(urlsafe_b64encode(key))
