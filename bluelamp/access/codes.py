"""One-time codes of an authenticator app (RFC 6238), and recovery codes for the day it is lost. No database here."""

import re
import secrets
from collections.abc import Iterator
from datetime import datetime

import pyotp
import segno
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from markupsafe import Markup

STEP = 30  # seconds for which a code is shown
_DRIFT = 1  # steps by which a telephone's clock may be wrong, either way (RFC 6238, 5.2)
_DIGITS = re.compile(r"[0-9]{6}")
RECOVERY_CODES = 10
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nobody misreads it aloud
_MISREAD = str.maketrans("ILO", "110")
_SYMBOLS, _GROUP = 10, 5  # 50 bits; five wrong tries lock the name


def new_secret() -> str:
    """160 random bits, in base 32 as apps take it (RFC 4226, 4)."""
    return pyotp.random_base32()


def step_of(secret: str, typed: str, at: datetime) -> int | None:
    """The time step whose code was typed, when it is the present one or a neighbour."""
    digits = "".join(typed.split())
    if not _DIGITS.fullmatch(digits):
        return None
    now = int(at.timestamp()) // STEP
    steps = (now + drift for drift in range(-_DRIFT, _DRIFT + 1))
    codes = pyotp.HOTP(secret)
    return next((step for step in steps if constant_time_compare(codes.at(step), digits)), None)


def spaced(secret: str) -> str:
    """In groups of four, to be typed."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def uri(secret: str, username: str) -> str:
    """What the app needs to know, as the address in its QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=settings.BLUELAMP_FORCE_NAME)


def picture(address: str) -> Markup:
    """A QR code as SVG, with its quiet zone, for the page itself."""
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=5, light="#fff", svgclass=None, lineclass=None))  # noqa: S704 - paths alone


def new_recovery_codes() -> list[str]:
    """Ten for the day the app is lost."""
    return [new_recovery_code() for _ in range(RECOVERY_CODES)]


def new_recovery_code() -> str:
    """A code such as ``7KQ4M-2XA90``, good once."""
    return "-".join(_random(_GROUP) for _ in range(_SYMBOLS // _GROUP))


def new_password() -> str:
    """80 bits, such as ``7kq4-m2xa-90bt-zz3h``: for one use, handed over on paper or read aloud."""
    return "-".join(_random(4) for _ in range(4)).lower()


def _random(symbols: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(symbols))


def recovery_digests(owner: str, typed: str) -> Iterator[str]:
    """How a recovery code may be kept, today's way first; nothing when it cannot be one.

    Keyed by the signing secret, because 50 bits alone could be tried out by whoever has a copy of the database.
    """
    symbols = "".join(c for c in typed.upper() if c.isalnum()).translate(_MISREAD)
    if len(symbols) == _SYMBOLS and set(symbols) <= set(_ALPHABET):
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            yield salted_hmac(
                "bluelamp.access.recovery", f"{owner}:{symbols}", secret=secret, algorithm="sha256"
            ).hexdigest()
